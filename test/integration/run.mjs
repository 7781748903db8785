#!/usr/bin/env node
// Runs the integration tests against the packaged extension in a real VS Code:
//
//   node test/integration/run.mjs [--version oldest|newest|<version>]... [--download] [--grep text]
//        [--extension folder] [--suite file]
//
// Without more, in the VS Code that npm delivers (test/host). VSCODE_EXECUTABLE names an installed
// desktop VS Code to use instead; --download fetches one of that version. --extension names the
// folder of an extension to test instead of the packaged one, --suite another suite.
import { mkdtemp, readFile, rm, cp, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root } from '../host/install.mjs';
import { packageExtension } from '../host/package.mjs';
import { chooseVersion } from '../host/versions.mjs';

const { values: options } = parseArgs({
	options: {
		version: { type: 'string', multiple: true },
		download: { type: 'boolean', default: false },
		grep: { type: 'string' },
		extension: { type: 'string' },
		suite: { type: 'string' },
	},
});

const suite = options.suite ?? path.join(root, 'out/test/integration/index.js');
const workspace = path.join(root, 'test/integration/workspace');

/**
 * @typedef {object} Counts what the suite says of itself when it ends
 * @property {number} passed
 * @property {number} failed
 * @property {number} pending
 */

/**
 * Runs the suite once. The counts come by a file of their own: an exit code alone cannot tell a
 * suite that passed from one that never ran.
 *
 * @param {string} extension folder of the unpacked extension
 * @param {string} version
 */
async function runIn(extension, version) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mtls-integration-'));
	const results = path.join(folder, 'results.json');
	try {
		const opened = path.join(folder, 'workspace');
		await mkdir(opened);
		await cp(workspace, opened, { recursive: true }).catch(ignoreMissing);
		await runTests({
			vscodeExecutablePath: await executable(version),
			extensionDevelopmentPath: extension,
			extensionTestsPath: suite,
			extensionTestsEnv: {
				VSCODE_HOST_VERSION: version,
				MTLS_TEST_RESULTS: results,
				MTLS_TEST_COLOR: String(process.stdout.isTTY === true),
				// `npm test` collects the results of all steps in one form.
				...(process.env.MTLS_REPORT_FILE
					? { MTLS_TEST_REPORTER: path.join(root, 'test/run/reporter.cjs') }
					: {}),
				...(options.grep === undefined ? {} : { MTLS_TEST_GREP: options.grep }),
			},
			launchArgs: [
				opened,
				'--disable-extensions',
				`--user-data-dir=${path.join(folder, 'user')}`,
				`--extensions-dir=${path.join(folder, 'extensions')}`,
			],
		});
		const counts = /** @type {Counts} */ (JSON.parse(await readFile(results, 'utf8')));
		if (counts.passed === 0 || counts.failed > 0) {
			throw new Error(`${counts.passed} passed, ${counts.failed} failed`);
		}
		return counts;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} version */
async function executable(version) {
	if (process.env.VSCODE_EXECUTABLE) {
		return process.env.VSCODE_EXECUTABLE;
	}
	return options.download
		? await downloadAndUnzipVSCode({ version, cachePath: path.join(root, '.vscode-test') })
		: path.join(root, 'test/host/code');
}

/** @param {NodeJS.ErrnoException} error */
function ignoreMissing(error) {
	if (error.code !== 'ENOENT') {
		throw error;
	}
}

try {
	const folder = options.extension ?? (await packageExtension()).folder;
	for (const version of options.version ?? [chooseVersion()]) {
		const counts = await runIn(folder, chooseVersion(version));
		console.log(`VS Code ${chooseVersion(version)}: ${counts.passed} passed, 0 failed`);
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
