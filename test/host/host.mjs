import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArguments } from './arguments.mjs';
import { launchBrowser } from './browser.mjs';
import { followLogs, isInternalFrame } from './logs.mjs';
import { startServer, workbenchUrl } from './server.mjs';

// See inside/suite.cjs.
const wrapper = path.join(path.dirname(fileURLToPath(import.meta.url)), 'inside/suite.cjs');
const mark = '\u001e';

// What every workbench of a server says that has no marketplace, no account and no HTTPS.
const noise = /\[Service Worker\] registration|authentication provider 'github'/;

// Long enough for a cold start on a slow machine; a suite that works says something more often.
const defaultTimeoutMs = 5 * 60_000;

/**
 * Runs what VS Code's arguments ask for and sets the exit code: that of the test suite, or 1 when
 * there was none to run, when the extension host or the page died, or when nothing happened for
 * the time that VSCODE_HOST_TIMEOUT_MS names.
 *
 * @param {string[]} args
 */
export async function main(args) {
	// process.exit ends the child processes too: server.mjs and playwright registered for it.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.once(signal, () => interrupt(new Interrupted(signal)));
	}
	try {
		process.exitCode = await runSuite(args);
	} catch (error) {
		process.exitCode = error instanceof Interrupted ? 130 : 1;
		console.error(error instanceof Error ? error.message : error);
	}
	// Whatever still holds the process open belongs to a run that is over.
	process.stdout.write('', () => process.exit());
}

class Interrupted extends Error {
	/** @param {string} signal */
	constructor(signal) {
		super(`Stopped by ${signal}.`);
	}
}

/** @type {(error: Error) => void} */
let interrupt = (error) => {
	console.error(error.message);
	process.exit(130);
};

/**
 * @param {string[]} args
 * @returns {Promise<number>} the suite's exit code
 */
async function runSuite(args) {
	const wanted = parseArguments(args);
	if (!wanted.testsPath) {
		throw new Error('This VS Code runs test suites: --extensionTestsPath is missing.');
	}
	if (wanted.ignored.length > 0) {
		console.error(`Not used by test/host/code: ${wanted.ignored.join(' ')}`);
	}
	for (const folder of wanted.developmentPaths) {
		await fs.access(path.join(folder, 'package.json'));
	}
	/** @type {PromiseWithEnd<number>} */
	const ending = withEnd();
	interrupt = ending.reject;
	const timer = watchdog(Number(process.env.VSCODE_HOST_TIMEOUT_MS) || defaultTimeoutMs, (ms) =>
		ending.reject(new Error(`Nothing happened for ${ms / 1000} seconds; the run was stopped.`)),
	);
	const cleanUp = /** @type {(() => unknown)[]} */ ([timer.stop]);
	try {
		const server = await startServer({
			development: true,
			trust: wanted.isTrusted,
			env: { ...process.env, VSCODE_HOST_SUITE: wanted.testsPath },
			...(wanted.userData ? { userData: wanted.userData } : {}),
			...(wanted.extensions && !wanted.isWithoutExtensions
				? { extensions: wanted.extensions }
				: {}),
		});
		cleanUp.unshift(() => server.stop());
		server.events.on('exit', (reason) => ending.reject(new Error(reason)));
		console.error(`VS Code ${server.version} on http://${server.authority}`);
		const logs = followLogs(server.logs, (line) => {
			timer.touch();
			console.error(`[log] ${line}`);
		});
		cleanUp.unshift(() => logs.stop());

		const browser = await launchBrowser();
		cleanUp.unshift(() => browser.close());
		browser.on('disconnected', () => ending.reject(new Error('Chromium ended by itself.')));
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		page.on('crash', () => ending.reject(new Error('The page of the workbench crashed.')));
		page.on('pageerror', (error) => console.error(`[page] ${error.stack ?? error.message}`));
		await listen(page, timer, ending);
		await page.goto(workbenchUrl(server, { ...wanted, testsPath: wrapper }));
		return await ending.promise;
	} finally {
		for (const step of cleanUp) {
			await Promise.resolve(step()).catch(() => undefined);
		}
	}
}

/**
 * Gives the page the two functions that VS Code's workbench reports to when it runs a suite.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ touch: () => void }} timer
 * @param {PromiseWithEnd<number>} ending
 */
async function listen(page, timer, ending) {
	let hasEnded = false;
	let isOver = false;
	/** @type {(level: string, values: unknown) => void} */
	const log = (level, values) => {
		const line = Array.isArray(values) ? values.map(String).join(' ') : String(values);
		if (line === `${mark}${mark}ended`) {
			hasEnded = true;
		} else if (line.startsWith(mark)) {
			timer.touch();
			printLine(level, withoutInternalFrames(line.slice(mark.length)));
		} else if (level === 'error' && !isOver && !noise.test(line)) {
			console.error(`[workbench] ${withoutInternalFrames(line)}`);
		}
	};
	/** @type {(code: unknown) => void} */
	const exit = (code) => {
		isOver = true;
		if (hasEnded) {
			ending.resolve(typeof code === 'number' ? code : 1);
		} else {
			const text = `The extension host ended (${String(code)}) before the suite did.`;
			ending.reject(new Error(text));
		}
	};
	await page.exposeFunction('codeAutomationLog', log);
	await page.exposeFunction('codeAutomationExit', exit);
}

/** @param {string} text */
function withoutInternalFrames(text) {
	const lines = text.split('\n');
	return lines.filter((line) => line === '' || !isInternalFrame(line)).join('\n');
}

/**
 * @param {string} level
 * @param {string} line
 */
function printLine(level, line) {
	if (level === 'error' || level === 'warn') {
		console.error(line);
	} else {
		console.log(line);
	}
}

/**
 * @template T
 * @typedef {{ promise: Promise<T>, resolve: (value: T) => void, reject: (error: Error) => void }} PromiseWithEnd
 */

/**
 * @template T
 * @returns {PromiseWithEnd<T>}
 */
function withEnd() {
	/** @type {(value: T) => void} */
	let resolve = () => undefined;
	/** @type {(error: Error) => void} */
	let reject = () => undefined;
	const promise = /** @type {Promise<T>} */ (
		new Promise((yes, no) => {
			resolve = yes;
			reject = no;
		})
	);
	// It may be rejected before anybody waits for it.
	promise.catch(() => undefined);
	return { promise, resolve, reject };
}

/**
 * @param {number} timeoutMs
 * @param {(timeoutMs: number) => void} bark
 */
function watchdog(timeoutMs, bark) {
	const start = () => setTimeout(bark, timeoutMs, timeoutMs);
	let timeout = start();
	return {
		touch() {
			clearTimeout(timeout);
			timeout = start();
		},
		stop: () => clearTimeout(timeout),
	};
}
