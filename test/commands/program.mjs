import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from '../run/setUp.mjs';

/**
 * A command of the repository that runs: what it printed so far, and how it ended.
 *
 * @typedef {object} Running
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => string} output
 * @property {Promise<{ code: number | null, output: string }>} ended
 * @property {(pattern: RegExp) => Promise<RegExpExecArray>} printed resolves when the output has it
 */

/**
 * Starts a script with Node, in the folder of the repository.
 *
 * @param {string[]} args
 * @returns {Running}
 */
export function start(...args) {
	const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	/** @type {Set<() => void>} */
	const listeners = new Set();
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => {
			output += text;
			listeners.forEach((listener) => listener());
		});
	}
	const ended = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, output }));
	});
	return {
		child,
		output: () => output,
		ended,
		printed: (pattern) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const match = pattern.exec(output);
					if (match !== null) {
						listeners.delete(look);
						resolve(match);
					}
				};
				listeners.add(look);
				ended.then(() => reject(new Error(`It ended without ${pattern}:\n${output}`)), reject);
				look();
			}),
	};
}
