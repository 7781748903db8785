import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * How a program ended.
 *
 * @typedef {object} Ending
 * @property {number} code its exit code; 1 when a signal or the time limit ended it
 * @property {string | undefined} reason why it ended otherwise than by itself
 */

/**
 * @typedef {object} ProgramOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs] how long it may take; without one it may take for ever
 * @property {(text: string) => void} print takes what it prints, both streams as they come
 */

/** The process groups that run now; ended with this process. @type {Set<number>} */
const running = new Set();

/**
 * Runs a program to its end. It has a process group of its own, so that a program that hangs is
 * ended together with what it started, by id; programs that put their own children into groups of
 * their own (the VS Code host) get a polite signal first and end them.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {ProgramOptions} options
 * @returns {Promise<Ending>}
 */
export function runProgram(program, args, { cwd, env = process.env, limitMs, print }) {
	return new Promise((resolve) => {
		const isWindows = process.platform === 'win32';
		const child = spawn(program, args, {
			cwd,
			env,
			detached: !isWindows,
			shell: isWindows && program.endsWith('.cmd'),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const { pid } = child;
		/** @type {string | undefined} */
		let reason;
		const timers = /** @type {NodeJS.Timeout[]} */ ([]);
		if (pid !== undefined) {
			running.add(pid);
		}
		if (pid !== undefined && limitMs !== undefined) {
			timers.push(
				setTimeout(() => {
					reason = `took longer than ${Math.round(limitMs / 1000)} seconds and had to be stopped`;
					signalGroup(pid, 'SIGTERM');
					timers.push(setTimeout(() => signalGroup(pid, 'SIGKILL'), 8_000));
				}, limitMs),
			);
		}
		const end = (/** @type {number} */ code) => {
			timers.forEach(clearTimeout);
			if (pid !== undefined) {
				running.delete(pid);
			}
			resolve({ code, reason });
		};
		child.stdout.setEncoding('utf8').on('data', print);
		child.stderr.setEncoding('utf8').on('data', print);
		child.on('error', (error) => {
			reason = error.message;
			end(1);
		});
		child.on('exit', (code, signal) => {
			reason ??= signal === null ? undefined : `was ended by ${signal}`;
			if (pid === undefined) {
				return;
			}
			// A grandchild that outlives it may hold the pipes open for ever; it has had its time.
			timers.push(
				setTimeout(() => {
					signalGroup(pid, 'SIGKILL');
					child.stdout.destroy();
					child.stderr.destroy();
				}, 3_000),
			);
			child.once('close', () => end(reason === undefined ? (code ?? 1) : 1));
		});
	});
}

/**
 * The path of the first of these programs that is there: names are looked for in PATH and where
 * servers stand.
 *
 * @param {...string} names
 * @returns {string | undefined}
 */
export function findProgram(...names) {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const places = [...folders, '/usr/sbin', '/usr/local/sbin'].filter(Boolean);
	const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
	return names
		.flatMap((name) => places.map((place) => path.join(place, name)))
		.flatMap((file) => endings.map((ending) => file + ending))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** Ends everything that `runProgram` started and that still runs. */
export function endPrograms() {
	for (const pid of running) {
		signalGroup(pid, 'SIGTERM');
	}
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, signal);
	} catch {
		// Gone already.
	}
}
