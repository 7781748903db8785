import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Caller } from '../../src/cli/caller';
import { runCommandLine } from '../../src/cli/run';
import { endAfterEach, Printed, type Ended, type Running } from './printed';
import { execute } from './process';

/** The command line as compiled beside this file. */
export const commandLineFile = join(__dirname, '../../src/cli.js');

/** Working folder and standard input of a call. */
export interface CallOptions {
	readonly cwd?: string | undefined;
	readonly input?: string | undefined;
}

/** A way to call `mtls`: in this process or as a program. */
export type CallMtls = (args: readonly string[], options?: CallOptions) => Promise<Ended>;

/**
 * Calls `mtls` in this process, which is some ten times faster than to start one; calls wait for
 * each other, since a process has one working folder.
 */
export const mtls: CallMtls = (args, { cwd = startFolder, input } = {}) =>
	inFolder(cwd, () => withinTime(startCall(args, input)));

/** Runs `mtls` as a program of its own: its exit code, and whether it ends by itself, are Node's. */
export const mtlsProgram: CallMtls = (args, options) =>
	execute(process.execPath, [commandLineFile, ...args], options);

/** An answer of `mtls ... --json`. */
export interface JsonAnswer<Value> {
	readonly status: number | null;
	readonly value: Value;
	readonly stderr: string;
}

/** Calls `mtls` with `--json`; standard output has to be one JSON value on a line, whatever the exit code. */
export async function mtlsJson<Value>(
	args: readonly string[],
	options: CallOptions = {},
	call = mtls,
): Promise<JsonAnswer<Value>> {
	const { status, stdout, stderr } = await call([...args, '--json'], options);
	if (!/^[^\n]+\n$/.test(stdout)) {
		throw new Error(`mtls ${args.join(' ')} prints no JSON value: ${stdout}${stderr}`);
	}
	return { status, value: JSON.parse(stdout) as Value, stderr };
}

/** Servers of a `describe` in this process; files are those of the folder, as if called in it. */
export function useServe(folder: { join(name: string): string }): {
	start(args: readonly string[]): Running;
} {
	const ending = endAfterEach();
	// The working folder is that of other calls by the time when a server reads its files again.
	const absolute = (arg: string, index: number, args: readonly string[]): string =>
		fileOptions.has(args[index - 1] ?? '') ? folder.join(arg) : arg;
	return { start: (args) => ending(startCall(['serve', ...args.map(absolute)])) };
}

const fileOptions = new Set(['--cert', '--key', '--passphrase-file', '--ca', '--crl']);

function startCall(args: readonly string[], input = ''): Running {
	const printed = new Printed(`mtls ${args.join(' ')}`);
	const signals = new EventEmitter();
	const caller: Caller = {
		stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
		stdout: { write: (text) => printed.add('stdout', text) },
		stderr: { write: (text) => printed.add('stderr', text) },
		once: (signal, listener) => signals.once(signal, listener),
	};
	const ended = runCommandLine(args, caller).then((status): Ended => {
		printed.end();
		return { status, signal: null, stdout: printed.stdout, stderr: printed.stderr };
	});
	return {
		get stdout() {
			return printed.stdout;
		},
		get stderr() {
			return printed.stderr;
		},
		waitFor: (pattern) => printed.waitFor(pattern),
		ended,
		end(signal = 'SIGTERM') {
			signals.emit(signal);
			return ended;
		},
	};
}

const startFolder = process.cwd();

let lastCall: Promise<unknown> = Promise.resolve();

function inFolder<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
	const call = lastCall.then(async () => {
		process.chdir(folder);
		try {
			return await work();
		} finally {
			process.chdir(startFolder);
		}
	});
	lastCall = call.catch(() => undefined);
	return call;
}

/** RSA 4096 takes up to half a minute on a busy machine. */
const longestCallMs = 60_000;

/** A call that hangs fails alone, and does not keep those that wait for it. */
function withinTime(call: Running): Promise<Ended> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			void call.end();
			reject(new Error(`mtls does not end: ${call.stdout}${call.stderr}`));
		}, longestCallMs);
	});
	return Promise.race([call.ended, tooLate]).finally(() => clearTimeout(timer));
}
