#!/usr/bin/env node
// `npm start`: opens a workbench with the extension and a sample workspace, on a fresh clone too.
//
//   npm start                         VS Code 1.99 in the browser; prints its address
//   npm start -- --version newest     in the newest VS Code
//   npm start -- --port 9000          on that port
//   npm start -- --desktop            in the installed desktop VS Code instead
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findProgram, runProgram } from '../run/process.mjs';
import { installDependencies } from '../run/setUp.mjs';

let isStopped = false;
const stopped = new Promise((resolve) => {
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		// Once: a second one ends this process the hard way.
		process.once(signal, () => {
			isStopped = true;
			resolve(undefined);
		});
	}
});

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function main() {
	const { values: options } = parseArgs({
		options: {
			desktop: { type: 'boolean', default: false },
			port: { type: 'string', default: '0' },
			version: { type: 'string' },
		},
	});
	await installDependencies((text) => process.stderr.write(text));
	// These need what has just been installed.
	const { packageExtension } = await import('../host/package.mjs');
	const { makeSample } = await import('../sample/build.mjs');

	const extension = await packageExtension();
	const temporary = await mkdtemp(path.join(os.tmpdir(), 'mtls-workbench-'));
	const folder = path.join(temporary, 'sample');
	try {
		await mkdir(folder);
		await makeSample(folder, path.join(extension.folder, 'dist/cli.js'));
		await (options.desktop
			? openDesktop(folder, extension.folder)
			: openInBrowser(folder, extension.vsix, options));
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/**
 * @param {string} folder
 * @param {string} vsix
 * @param {{ port: string, version?: string | undefined }} options
 */
async function openInBrowser(folder, vsix, { port, version }) {
	const { openWorkbench } = await import('../host/server.mjs');
	if (isStopped) {
		return;
	}
	const workbench = await openWorkbench({
		folder,
		vsix,
		port: Number(port),
		...(version === undefined ? {} : { version }),
		settings: { 'workbench.startupEditor': 'readme' },
	});
	try {
		console.log(`\nVS Code ${workbench.server.version} with mTLS Workbench and a sample folder:\n`);
		console.log(`  ${workbench.url}\n`);
		console.log('Open it in a browser on this machine. Ctrl+C stops it.');
		const ended = new Promise((_, reject) =>
			workbench.server.events.once('exit', (reason) => reject(new Error(reason))),
		);
		await Promise.race([stopped, ended]);
	} finally {
		await workbench.stop();
	}
}

/**
 * @param {string} folder
 * @param {string} extension
 */
async function openDesktop(folder, extension) {
	const code = findProgram('code');
	if (code === undefined) {
		throw new Error(
			"There is no program named code in PATH. Run “Shell Command: Install 'code' command in PATH” " +
				'in VS Code, or leave --desktop out.',
		);
	}
	console.log(`VS Code opens ${folder}. Closing its window removes that folder.`);
	const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${extension}`, folder];
	const { code: exitCode, reason } = await runProgram(code, args, {
		cwd: folder,
		print: (text) => process.stderr.write(text),
	});
	process.exitCode = exitCode;
	if (reason !== undefined) {
		throw new Error(`${code} ${reason}.`);
	}
}
