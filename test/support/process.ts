import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** How a program ended, with all it printed. */
export interface Ended {
	/** Exit code; null if a signal ended it. */
	readonly status: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A program that runs beside the test. */
export interface RunningProcess {
	readonly pid: number;
	/** What it printed so far. */
	readonly stdout: string;
	readonly stderr: string;
	/** Resolves with the first match in either stream; rejects if the program ends or is silent for twenty seconds. */
	waitFor(pattern: RegExp): Promise<RegExpExecArray>;
	/** Types into its standard input. */
	write(text: string): void;
	closeInput(): void;
	/** Settles when it ended by itself or by `end`. */
	readonly ended: Promise<Ended>;
	/** Signals it, by its own id, and waits until it is gone. */
	end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Folder, extra environment and user of a program. */
export interface ProcessOptions {
	readonly cwd?: string | undefined;
	readonly env?: Readonly<Record<string, string>> | undefined;
	/** User and group id; only root may choose. */
	readonly userId?: number | undefined;
}

/** Programs of a `describe`; those a test leaves running are ended after it. */
export function useProcesses(): {
	start(program: string, args: readonly string[], options?: ProcessOptions): RunningProcess;
} {
	const running = new Set<RunningProcess>();
	afterEach(async () => {
		await Promise.all([...running].map((process) => process.end()));
		running.clear();
	});
	return {
		start(program, args, options) {
			const process = startProcess(program, args, options);
			running.add(process);
			return process;
		},
	};
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
const longestSilenceMs = 20_000;

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
	const printed = { stdout: '', stderr: '' };
	const watchers = new Set<() => void>();
	const changed = (): void => watchers.forEach((watcher) => watcher());
	for (const name of ['stdout', 'stderr'] as const) {
		child[name].setEncoding('utf8').on('data', (chunk: string) => {
			printed[name] += chunk;
			changed();
		});
	}
	// Whoever ends without reading all of its input is judged by what it says, not by EPIPE here.
	child.stdin.on('error', () => undefined);
	let result: Ended | undefined;
	const ended = new Promise<Ended>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status, signal) => {
			result = { status, signal, ...printed };
			resolve(result);
			changed();
		});
	});
	ended.catch(changed);
	const told = (): string =>
		`${program} ${args.join(' ')}\nstdout: ${printed.stdout}\nstderr: ${printed.stderr}`;
	return {
		pid: child.pid ?? 0,
		get stdout() {
			return printed.stdout;
		},
		get stderr() {
			return printed.stderr;
		},
		waitFor: (pattern) =>
			new Promise((resolve, reject) => {
				const settle = (act: () => void): void => {
					clearTimeout(timer);
					watchers.delete(look);
					act();
				};
				const look = (): void => {
					const match = pattern.exec(printed.stdout) ?? pattern.exec(printed.stderr);
					if (match !== null) {
						settle(() => resolve(match));
					} else if (result !== undefined || child.pid === undefined) {
						settle(() => reject(new Error(`ended without ${String(pattern)}: ${told()}`)));
					}
				};
				const timer = setTimeout(
					() => settle(() => reject(new Error(`no ${String(pattern)} in time: ${told()}`))),
					longestSilenceMs,
				);
				watchers.add(look);
				look();
			}),
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
