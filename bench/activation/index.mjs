import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { root } from '../../test/run/setUp.mjs';

/**
 * What one run in an extension host found.
 *
 * @typedef {object} Measured
 * @property {number} loadMs `require` of dist/extension.js
 * @property {number} activateMs `activate()` until its promise resolves
 * @property {number} libraryMs `require` of the bundled library in the same process
 * @property {number} laterMs `require` of what loads when activation is over
 * @property {number} bytesAtOnce what of dist was loaded by `activate()`
 * @property {number} bytesInAll what of dist was loaded when the certificates were listed
 */

/**
 * Activation in the real extension host, beside loading a bundled @peculiar/x509 in the same
 * process; every run is a fresh process.
 *
 * @param {import('../report.js').Size} size
 * @param {{ extensionFolder: string }} place
 * @param {typeof import('../main.js')} tools
 */
export async function benchActivation(size, { extensionFolder }, { median, ratioText, time }) {
	const library = await bundleLibrary();
	const runs = /** @type {Measured[]} */ ([]);
	for (let round = 0; round < (size.isShort ? 1 : 6); round++) {
		runs.push(await activateOnce(extensionFolder, library, round % 2 === 1));
	}
	const middle = (/** @type {(run: Measured) => number} */ of) => median(runs.map(of));
	const row = (/** @type {string} */ name, /** @type {(run: Measured) => number} */ of) =>
		`| ${name} | ${time(middle(of))} | ${ratioText(middle((run) => of(run) / run.libraryMs))} |`;
	const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} KB`;
	const [{ bytesAtOnce, bytesInAll }] = runs;
	return [
		{
			title: 'Activate in the extension host, beside loading @peculiar/x509',
			lines: [
				'| | median | library = 1 |',
				'| --- | --: | --: |',
				row('@peculiar/x509, bundled, require', (run) => run.libraryMs),
				row('mTLS Workbench, require and activate()', (run) => run.loadMs + run.activateMs),
				row('of that, require', (run) => run.loadMs),
				row('of that, activate()', (run) => run.activateMs),
				row('require of what loads when activation is over', (run) => run.laterMs),
				'',
				`Loaded at once: ${kilobytes(bytesAtOnce)}; with what follows: ${kilobytes(bytesInAll)}.`,
			],
		},
	];
}

async function bundleLibrary() {
	const outfile = path.join(root, '.cache/bench/library.cjs');
	await build({
		stdin: {
			contents: `import 'reflect-metadata'; export * from '@peculiar/x509';`,
			resolveDir: root,
		},
		outfile,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		logLevel: 'warning',
	});
	return outfile;
}

/**
 * @param {string} extensionFolder
 * @param {string} library
 * @param {boolean} isLibraryFirst
 * @returns {Promise<Measured>}
 */
async function activateOnce(extensionFolder, library, isLibraryFirst) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mtls-bench-'));
	const results = path.join(folder, 'results.json');
	try {
		const args = [
			path.join(root, 'test/host/code'),
			folder,
			'--disable-workspace-trust',
			`--extensionDevelopmentPath=${extensionFolder}`,
			`--extensionTestsPath=${path.join(root, 'bench/activation/suite.cjs')}`,
		];
		const env = {
			...process.env,
			MTLS_BENCH_ACTIVATION: JSON.stringify({ library, isLibraryFirst, results }),
		};
		await runNode(args, env);
		return JSON.parse(await readFile(results, 'utf8'));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runNode(args, env) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		child.stderr.on('data', (chunk) => (output += String(chunk)));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) {
				resolve(undefined);
			} else {
				reject(new Error(`The extension host ended with ${String(code)}:\n${output}`));
			}
		});
	});
}
