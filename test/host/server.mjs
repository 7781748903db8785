import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL, URLSearchParams } from 'node:url';
import { installVsCode, run } from './install.mjs';
import { chooseVersion } from './versions.mjs';

// It takes about one second; the rest is for a machine that is busy with other things.
const startTimeoutMs = 60_000;

/**
 * What a quiet workbench needs: nothing that greets, asks, recommends, reports or fetches.
 * Later settings of the caller win over these.
 */
export const quietSettings = {
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.editor.useModal': 'off',
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.enableExperiments': false,
	'workbench.settings.enableNaturalLanguageSearch': false,
	'chat.commandCenter.enabled': false,
	'chat.disableAIFeatures': true,
	'chat.agent.enabled': false,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'update.showReleaseNotes': false,
	'extensions.autoCheckUpdates': false,
	'extensions.autoUpdate': false,
	'extensions.ignoreRecommendations': true,
	'git.autofetch': false,
	'git.openRepositoryInParentFolders': 'never',
	'npm.autoDetect': 'off',
	// A test server on a port is not an application that the workbench should offer to forward.
	'remote.autoForwardPorts': false,
	'remote.restoreForwardedPorts': false,
	'window.confirmBeforeClose': 'never',
};

/**
 * A running VS Code server. It listens on 127.0.0.1 only and asks for no token, like any program
 * under test here; it ends with this process.
 *
 * @typedef {object} Server
 * @property {string} version the VS Code version
 * @property {string} authority `127.0.0.1:port`
 * @property {string} logs the folder that holds its logs, also those of its extension hosts
 * @property {string} userData the folder that holds settings and state
 * @property {string} extensions the folder that holds installed extensions
 * @property {EventEmitter<{ line: [string], exit: [string] }>} events each line the server prints,
 *   and its end when nobody asked for it
 * @property {() => Promise<void>} stop ends the server and everything it started, and removes the
 *   temporary folders that were made for it
 */

/**
 * @typedef {object} ServerOptions
 * @property {string | undefined} [version] a key of `versions`
 * @property {number | undefined} [port] 0, the default, takes a free one
 * @property {string} [userData] a temporary one when absent
 * @property {string} [extensions] a temporary one when absent
 * @property {string | undefined} [vsix] an extension to install before the start
 * @property {Record<string, unknown> | undefined} [settings] user settings, written over `quietSettings`
 * @property {boolean} [trust] whether folders are trusted without a question; true by default
 * @property {boolean} [development] lets the page name extensions under development and a test
 *   suite; VS Code then answers every modal dialog by itself
 * @property {NodeJS.ProcessEnv} [env] the environment of the server and its extension hosts
 */

/**
 * Starts a VS Code server and resolves when it listens.
 *
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
	const version = chooseVersion(options.version);
	const installation = await installVsCode(version);
	const temporary = await fs.mkdtemp(path.join(os.tmpdir(), 'vscode-host-'));
	const userData = path.resolve(options.userData ?? path.join(temporary, 'user'));
	const extensions = path.resolve(options.extensions ?? path.join(temporary, 'extensions'));
	const env = serverEnvironment(options.env ?? process.env, temporary);
	const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
	folders.push('--server-data-dir', path.join(temporary, 'server'));
	const removeTemporary = () =>
		fs.rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	try {
		await writeSettings(userData, options.settings);
		if (options.vsix) {
			const vsix = path.resolve(options.vsix);
			const install = [installation.main, ...folders, '--install-extension', vsix, '--force'];
			await run(installation.node, install, temporary);
		}
	} catch (error) {
		await removeTemporary();
		throw error;
	}

	const args = [installation.main, ...folders, '--host', '127.0.0.1'];
	args.push('--port', String(options.port ?? 0), '--without-connection-token');
	args.push('--accept-server-license-terms', '--telemetry-level', 'off');
	if (options.development ?? false) {
		args.push('--enable-smoke-test-driver');
	}
	if (options.trust ?? true) {
		args.push('--disable-workspace-trust');
	}
	// A process group of its own, so that its extension hosts can be ended together with it, by id.
	const child = spawn(installation.node, args, {
		cwd: temporary,
		env,
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let isStopping = false;
	const exited = new Promise((resolve) => child.once('exit', resolve));
	const killAtExit = () => killGroup(child, 'SIGKILL');
	process.once('exit', killAtExit);
	const stop = async () => {
		isStopping = true;
		killGroup(child, 'SIGTERM');
		const patience = setTimeout(() => killGroup(child, 'SIGKILL'), 3_000);
		await exited;
		clearTimeout(patience);
		killGroup(child, 'SIGKILL');
		process.off('exit', killAtExit);
		await removeTemporary();
	};

	/** @type {Server['events']} */
	const events = new EventEmitter();
	const printed = /** @type {string[]} */ ([]);
	eachLine(child.stdout, (line) => {
		printed.push(line);
		events.emit('line', line);
	});
	eachLine(child.stderr, (line) => {
		printed.push(line);
		events.emit('line', line);
	});
	child.once('exit', (code, signal) => {
		if (!isStopping) {
			events.emit('exit', `The VS Code server ended by itself (${code ?? signal}).`);
		}
	});
	const port = await new Promise((resolve, reject) => {
		child.once('error', reject);
		const reason = `The VS Code server did not listen within ${startTimeoutMs / 1000} seconds.`;
		setTimeout(() => reject(new Error(reason)), startTimeoutMs).unref();
		events.on('line', (line) => {
			const match = /Extension host agent listening on (\d+)/.exec(line);
			if (match) {
				resolve(Number(match[1]));
			}
		});
		events.once('exit', (reason) => {
			reject(new Error(`${reason}\n${printed.slice(-20).join('\n')}`));
		});
	}).catch(async (error) => {
		await stop();
		throw error;
	});
	return {
		version,
		authority: `127.0.0.1:${port}`,
		logs: path.join(userData, 'logs'),
		userData,
		extensions,
		events,
		stop,
	};
}

/**
 * The address that opens a folder (or a `.code-workspace` file) in the server's workbench.
 *
 * @param {Server} server
 * @param {{ folder?: string | undefined, developmentPaths?: string[], testsPath?: string }} what
 */
export function workbenchUrl(server, what) {
	const remote = (/** @type {string} */ file) =>
		`vscode-remote://${server.authority}${pathToFileURL(path.resolve(file)).pathname}`;
	const payload = (what.developmentPaths ?? []).map((folder) => [
		'extensionDevelopmentPath',
		remote(folder),
	]);
	if (what.testsPath) {
		payload.push(['extensionTestsPath', remote(what.testsPath)]);
	}
	const query = new URLSearchParams();
	if (what.folder) {
		const isWorkspaceFile = what.folder.endsWith('.code-workspace');
		query.set(isWorkspaceFile ? 'workspace' : 'folder', toPosix(path.resolve(what.folder)));
	} else {
		query.set('ew', 'true');
	}
	if (payload.length > 0) {
		query.set('payload', JSON.stringify(payload));
	}
	return `http://${server.authority}/?${query.toString()}`;
}

/**
 * Opens a workbench for a person: a server on its own port with the extension in it, no browser.
 *
 * @param {object} options
 * @param {string} options.folder the folder to open
 * @param {string} [options.vsix] a packaged extension, installed into the workbench
 * @param {string} [options.extensionPath] or the folder of an extension, run where it lies
 * @param {number} [options.port] a free one when absent
 * @param {string} [options.version] the oldest supported VS Code when absent
 * @param {Record<string, unknown>} [options.settings] user settings
 * @returns {Promise<{ url: string, server: Server, stop: () => Promise<void> }>}
 */
export async function openWorkbench({ folder, extensionPath, ...options }) {
	const server = await startServer({ ...options, development: extensionPath !== undefined });
	const developmentPaths = extensionPath ? [extensionPath] : [];
	const url = workbenchUrl(server, { folder, developmentPaths });
	return { url, server, stop: () => server.stop() };
}

/**
 * @param {string} userData
 * @param {Record<string, unknown>} [settings]
 */
async function writeSettings(userData, settings = {}) {
	const file = path.join(userData, 'User/settings.json');
	await fs.mkdir(path.dirname(file), { recursive: true });
	const before = await fs.readFile(file, 'utf8').then(JSON.parse, () => ({}));
	const all = { ...quietSettings, ...before, ...settings };
	await fs.writeFile(file, `${JSON.stringify(all, undefined, '\t')}\n`);
}

/**
 * The caller's environment without what belongs to a VS Code around it, and without the caller's
 * home for VS Code's own small files.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} temporary
 */
function serverEnvironment(env, temporary) {
	const own = Object.entries(env).filter(
		([name]) => !/^(VSCODE_(?!HOST_)|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/.test(name),
	);
	return {
		...Object.fromEntries(own),
		// No marketplace: nothing is looked up, so nothing leaves this machine.
		EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
		XDG_CONFIG_HOME: path.join(temporary, 'config'),
		XDG_RUNTIME_DIR: temporary,
	};
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killGroup(child, signal) {
	if (child.pid === undefined) {
		return;
	}
	try {
		if (process.platform === 'win32') {
			spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		} else {
			process.kill(-child.pid, signal);
		}
	} catch {
		// Gone already.
	}
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} report
 */
function eachLine(stream, report) {
	let rest = '';
	stream.setEncoding('utf8');
	stream.on('data', (chunk) => {
		const lines = (rest + chunk).split(/\r?\n/);
		rest = lines.pop() ?? '';
		lines.forEach(report);
	});
	stream.on('end', () => {
		if (rest) {
			report(rest);
		}
	});
}

/** @param {string} file */
function toPosix(file) {
	const slashed = file.split(path.sep).join('/');
	return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
