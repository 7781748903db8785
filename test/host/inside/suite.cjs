// Runs inside the extension host, around the suite that the caller named. VS Code sends the
// console of the extension host through the same channel as its own log, so each line of the
// suite is marked here, and its end is announced: an extension host that exits with 0 halfway
// through is then not taken for a suite that passed.
'use strict';
const path = require('node:path');
const process = require('node:process');
const util = require('node:util');

const mark = '\u001e';
const levels = ['log', 'info', 'debug', 'warn', 'error'];

// VS Code defines the console's methods so that they cannot be replaced one by one.
const original = globalThis.console;
/** @type {Record<string, (line: string) => void>} */
const send = {};
globalThis.console = Object.create(original);
for (const level of levels) {
	send[level] = (line) => original[level](mark + line);
	const value = (...values) => send[level](util.format(...values));
	Object.defineProperty(globalThis.console, level, { value });
}
for (const [stream, level] of [
	[process.stdout, 'log'],
	[process.stderr, 'error'],
]) {
	let rest = '';
	stream.write = (chunk, encoding, done) => {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop();
		lines.forEach((line) => send[level](line));
		const callback = typeof encoding === 'function' ? encoding : done;
		callback?.();
		return true;
	};
}

exports.run = async () => {
	try {
		const suite = require(process.env.VSCODE_HOST_SUITE);
		const run = suite.run ?? suite.default?.run;
		if (typeof run !== 'function') {
			throw new Error(`${process.env.VSCODE_HOST_SUITE} exports no function run().`);
		}
		await (run.length >= 2 ? callOldStyle(run) : run());
	} finally {
		send.log(`${mark}ended`);
	}
};

/** VS Code's first interface: `run(testsRoot, (error, failures) => void)`. */
function callOldStyle(run) {
	return new Promise((resolve, reject) => {
		run(path.dirname(process.env.VSCODE_HOST_SUITE), (error, failures) => {
			if (error || failures > 0) {
				reject(error ?? new Error(`${failures} tests did not pass.`));
			} else {
				resolve();
			}
		});
	});
}
