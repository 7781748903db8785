import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runProgram } from './process.mjs';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `engines.node` of the manifest says, as a number. */
const oldestNode = 20;

/**
 * Makes a fresh clone ready: runs `npm ci` when `node_modules` is missing or holds other versions
 * than the lock file names. Nothing outside of Node may be imported before this has run.
 *
 * @param {(text: string) => void} print
 */
export async function installDependencies(print) {
	if (Number(process.versions.node.split('.')[0]) < oldestNode) {
		throw new Error(`Node ${oldestNode} or later is needed; this is ${process.version}.`);
	}
	if (areDependenciesInstalled()) {
		return;
	}
	print('Installing dependencies with npm ci ...\n');
	const started = Date.now();
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	let output = '';
	const { code, reason } = await runProgram(npm, ['ci', '--no-audit', '--no-fund'], {
		cwd: root,
		print: (text) => (output += text),
	});
	if (code !== 0) {
		throw new Error(`npm ci ${reason ?? `ended with ${code}`}:\n${output.trim()}`);
	}
	print(`Dependencies are installed (${Math.round((Date.now() - started) / 1000)} s).\n`);
}

/**
 * Compares what npm says it installed with what the lock file asks for. Times of files would not
 * do: checking out another branch and back changes them.
 */
function areDependenciesInstalled() {
	try {
		const wanted = readPackages('package-lock.json');
		const installed = readPackages('node_modules/.package-lock.json');
		return (
			Object.entries(wanted).every(
				([place, { version, optional = false }]) =>
					place === '' ||
					installed[place]?.version === version ||
					// Packages for other platforms stand in the lock file only.
					(optional && installed[place] === undefined),
			) && Object.keys(installed).every((place) => place in wanted)
		);
	} catch {
		return false;
	}
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(file) {
	return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
}
