// The harness itself: what it must never call a pass. `mocha --no-config test/host/host.test.mjs`;
// the version is that of VSCODE_HOST_VERSION.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { installVsCode, root } from './install.mjs';
import { parseArguments } from './arguments.mjs';
import { chooseVersion } from './versions.mjs';

const code = path.join(root, 'test/host/code');

describe('test/host/code', function () {
	this.timeout(120_000);

	/** @type {string} */
	let folder;

	before(async function () {
		this.timeout(600_000);
		await installVsCode(chooseVersion());
	});
	beforeEach(async () => {
		folder = await fs.mkdtemp(path.join(os.tmpdir(), 'host-test-'));
		await write('extension/package.json', JSON.stringify(manifest));
		await write('extension/extension.js', 'exports.activate = () => ({ answer: 42 });');
		await fs.mkdir(path.join(folder, 'workspace'));
	});
	afterEach(() => fs.rm(folder, { recursive: true, force: true }));

	it('ends with 0 when the suite passes, and passes its output on', async () => {
		const result = await runSuite(`
			const vscode = require('vscode');
			exports.run = async () => {
				const { exports } = await activate();
				const [folder] = vscode.workspace.workspaceFolders;
				console.log('answer %d in %s, %s', exports.answer, folder.name, vscode.version);
				console.error('a line for stderr');
			};
			const activate = async () => {
				const extension = vscode.extensions.getExtension('host-test.sample');
				await extension.activate();
				return extension;
			};`);
		assert.equal(result.code, 0, result.all);
		assert.ok(result.stdout.includes(`answer 42 in workspace, ${chooseVersion()}\n`), result.all);
		assert.ok(result.stderr.includes('a line for stderr\n'), result.all);
		assert.match(result.stderr, /^\[log\] .*Extension host with pid \d+ started$/m);
	});

	it('ends with 1 when the suite rejects, and shows why', async () => {
		const result = await runSuite(`exports.run = async () => { throw new Error('two and two'); };`);
		assert.equal(result.code, 1, result.all);
		assert.ok(result.stderr.includes('Error: two and two'), result.all);
	});

	it('ends with 1 when the old interface reports failures', async () => {
		const result = await runSuite(`exports.run = (root, done) => setTimeout(done, 10, null, 2);`);
		assert.equal(result.code, 1, result.all);
	});

	it('ends with 1 when the suite exports no run()', async () => {
		const result = await runSuite(`exports.walk = () => {};`);
		assert.equal(result.code, 1, result.all);
	});

	it('ends with 1 when the extension host exits halfway through, even with 0', async () => {
		const result = await runSuite(`exports.run = async () => process.exit(0);`);
		assert.equal(result.code, 1, result.all);
		assert.ok(result.stderr.includes('before the suite did'), result.all);
	});

	it('ends with 1 when the extension host crashes', async () => {
		const result = await runSuite(`exports.run = async () => process.abort();`);
		assert.equal(result.code, 1, result.all);
	});

	it('shows the stack of an activation that throws', async () => {
		await write(
			'extension/extension.js',
			`exports.activate = () => { throw new Error('not so'); };`,
		);
		const result = await runSuite(`
			const vscode = require('vscode');
			exports.run = () => vscode.extensions.getExtension('host-test.sample').activate();`);
		assert.equal(result.code, 1, result.all);
		assert.ok(result.stderr.includes('Error: not so'), result.all);
		assert.ok(result.stderr.includes('extension.js:1'), result.all);
	});

	// Longer than a start on a busy machine, or the run would be stopped for another reason.
	const patience = { VSCODE_HOST_TIMEOUT_MS: '25000' };

	it('stops a suite that hangs', async () => {
		const suite = `exports.run = () => new Promise(() => console.log('begun'));`;
		const result = await runSuite(suite, patience);
		assert.equal(result.code, 1, result.all);
		assert.ok(result.stdout.includes('begun'), result.all);
		assert.ok(result.stderr.includes('Nothing happened for 25 seconds'), result.all);
	});

	it('stops a suite that blocks the extension host', async () => {
		const result = await runSuite(`exports.run = () => { for (;;); };`, patience);
		assert.equal(result.code, 1, result.all);
		assert.ok(result.stderr.includes('Nothing happened for 25 seconds'), result.all);
	});

	it('takes its server and its browser along when it is interrupted', async () => {
		const pidFile = path.join(folder, 'pid');
		const result = await runSuite(
			`exports.run = () => new Promise(() => {
				require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
				console.log('waiting');
			});`,
			{},
			(child, line) => {
				if (line.includes('waiting')) {
					child.kill('SIGTERM');
				}
			},
		);
		assert.equal(result.code, 130, result.all);
		const pid = Number(await fs.readFile(pidFile, 'utf8'));
		await waitUntilGone(pid);
	});

	it('says what is missing when there is no suite', async () => {
		const result = await start(['--extensionDevelopmentPath=/nowhere']);
		assert.equal(result.code, 1);
		assert.ok(result.stderr.includes('--extensionTestsPath is missing'), result.all);
	});

	it('leaves no temporary folder behind', async () => {
		const result = await runSuite(
			`exports.run = async () => console.log('folder=' + process.env.XDG_RUNTIME_DIR + '.');`,
		);
		const temporary = /folder=(.*)\./.exec(result.stdout)?.[1];
		assert.ok(temporary, result.all);
		assert.equal(existsSync(temporary), false);
	});

	describe('the integration runner', () => {
		/** @param {string} test */
		const runRunner = async (test) => {
			await write('out/index.js', await fs.readFile(suiteIndex, 'utf8'));
			await write('out/sample.test.js', test);
			await fs.symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
			return await startProgram(process.execPath, [
				path.join(root, 'test/integration/run.mjs'),
				`--extension=${path.join(folder, 'extension')}`,
				`--suite=${path.join(folder, 'out/index.js')}`,
			]);
		};
		const suiteIndex = path.join(root, 'out/test/integration/index.js');

		it('ends with 0 after a test that passed', async () => {
			const result = await runRunner(`it('adds', () => {});`);
			assert.equal(result.code, 0, result.all);
			assert.match(result.stdout, /1 passed, 0 failed/);
		});

		it('ends with 1 after a test that did not pass', async () => {
			const result = await runRunner(`it('adds', () => { throw new Error('five'); });`);
			assert.equal(result.code, 1, result.all);
			assert.match(result.stdout, /Error: five/);
		});

		it('ends with 1 when no test ran', async () => {
			const result = await runRunner(`describe('nothing', () => {}); it.skip('later', () => {});`);
			assert.equal(result.code, 1, result.all);
			assert.match(result.all, /No test ran/);
		});
	});

	/**
	 * @param {string} suite the text of the suite
	 * @param {NodeJS.ProcessEnv} [env]
	 * @param {(child: import('node:child_process').ChildProcess, line: string) => void} [watch]
	 */
	async function runSuite(suite, env = {}, watch = () => undefined) {
		await write('suite.js', suite);
		const args = [
			path.join(folder, 'workspace'),
			'--disable-workspace-trust',
			`--extensionDevelopmentPath=${path.join(folder, 'extension')}`,
			`--extensionTestsPath=${path.join(folder, 'suite.js')}`,
		];
		return await start(args, env, watch);
	}

	/**
	 * @param {string} name
	 * @param {string} text
	 */
	async function write(name, text) {
		const file = path.join(folder, name);
		await fs.mkdir(path.dirname(file), { recursive: true });
		await fs.writeFile(file, text);
	}
});

describe('the arguments of VS Code', () => {
	it('are read with and without an equals sign', () => {
		const parsed = parseArguments([
			'--no-sandbox',
			'/work',
			'--extensionDevelopmentPath=/a',
			'--extensionDevelopmentPath',
			'/b',
			'--user-data-dir',
			'/u',
			'--disable-extensions',
			'--inspect=9',
		]);
		assert.deepEqual(parsed.developmentPaths, ['/a', '/b']);
		assert.equal(parsed.folder, '/work');
		assert.equal(parsed.userData, '/u');
		assert.equal(parsed.isWithoutExtensions, true);
		assert.equal(parsed.isTrusted, false);
		assert.deepEqual(parsed.ignored, ['--inspect=9']);
	});
});

/**
 * Resolves when no process has that id any more; a dead one keeps it until it is reaped.
 *
 * @param {number} pid
 */
async function waitUntilGone(pid) {
	const deadline = Date.now() + 10_000;
	for (;;) {
		try {
			process.kill(pid, 0);
		} catch {
			return;
		}
		assert.ok(Date.now() < deadline, `Process ${pid} is still there.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const manifest = {
	name: 'sample',
	publisher: 'host-test',
	version: '0.0.1',
	engines: { vscode: '^1.99.0' },
	main: './extension.js',
	activationEvents: ['onStartupFinished'],
};

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(child: import('node:child_process').ChildProcess, line: string) => void} [watch]
 */
function start(args, env = {}, watch = () => undefined) {
	return startProgram(code, args, env, watch);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(child: import('node:child_process').ChildProcess, line: string) => void} [watch]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, all: string }>}
 */
function startProgram(program, args, env = {}, watch = () => undefined) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { env: { ...process.env, ...env } });
		const result = { code: /** @type {number | null} */ (null), stdout: '', stderr: '', all: '' };
		for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
			child[name].on('data', (chunk) => {
				result[name] += String(chunk);
				result.all += String(chunk);
				watch(child, String(chunk));
			});
		}
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({ ...result, code });
		});
	});
}
