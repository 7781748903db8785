import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { endAfterEach, Printed, type Ended, type Running } from './printed';

export type { Ended } from './printed';

/** A program in a process of its own. */
export interface RunningProcess extends Running {
	readonly pid: number;
	/** Types into its standard input. */
	write(text: string): void;
	closeInput(): void;
}

/** Folder, extra environment and user of a program. */
export interface ProcessOptions {
	readonly cwd?: string | undefined;
	readonly env?: Readonly<Record<string, string>> | undefined;
	/** User and group id; only root may choose. */
	readonly userId?: number | undefined;
}

/** Programs of a `describe`; those that a test leaves running are ended after it, by their own ids. */
export function useProcesses(): {
	start(program: string, args: readonly string[], options?: ProcessOptions): RunningProcess;
} {
	const ending = endAfterEach<RunningProcess>();
	return { start: (program, args, options) => ending(startProcess(program, args, options)) };
}

/** Runs a program to its end while this process stays free to serve it; any exit code is an answer. */
export async function execute(
	program: string,
	args: readonly string[],
	options: ProcessOptions & { readonly input?: string | undefined } = {},
): Promise<Ended> {
	const process = startProcess(program, args, options);
	process.write(options.input ?? '');
	process.closeInput();
	const timer = setTimeout(() => void process.end('SIGKILL'), longestRunMs);
	try {
		return await process.ended;
	} finally {
		clearTimeout(timer);
	}
}

/** A port of 127.0.0.1 that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** RSA 4096 with openssl takes up to ten seconds on a busy machine. */
const longestRunMs = 60_000;

function startProcess(
	program: string,
	args: readonly string[],
	{ cwd, env = {}, userId }: ProcessOptions = {},
): RunningProcess {
	const child = spawn(program, args, {
		cwd,
		env: { ...process.env, ...env },
		...(userId === undefined ? {} : { uid: userId, gid: userId }),
	});
	const printed = new Printed(`${program} ${args.join(' ')}`);
	for (const name of ['stdout', 'stderr'] as const) {
		child[name].setEncoding('utf8').on('data', (chunk: string) => printed.add(name, chunk));
	}
	// Whoever ends without reading all of its input is judged by what it says, not by EPIPE here.
	child.stdin.on('error', () => undefined);
	const ended = new Promise<Ended>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status, signal) => {
			resolve({ status, signal, stdout: printed.stdout, stderr: printed.stderr });
			printed.end();
		});
	});
	// A program that is not there is told to those who wait as one that ended.
	ended.catch(() => printed.end());
	return {
		pid: child.pid ?? 0,
		get stdout() {
			return printed.stdout;
		},
		get stderr() {
			return printed.stderr;
		},
		waitFor: (pattern) => printed.waitFor(pattern),
		write: (text) => void child.stdin.write(text),
		closeInput: () => void child.stdin.end(),
		ended,
		async end(signal = 'SIGTERM') {
			child.kill(signal);
			const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
			try {
				return await ended;
			} finally {
				clearTimeout(timer);
			}
		},
	};
}
