import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a program that ran to its end left behind. */
export interface RunResult {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Input, working folder and extra environment of a run. */
export interface RunOptions {
	readonly input?: string | undefined;
	readonly cwd?: string | undefined;
	readonly env?: Readonly<Record<string, string>> | undefined;
	readonly timeoutMs?: number | undefined;
}

/** Runs a program without a shell; throws only if it cannot be started or does not end in time. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): RunResult {
	const { input = '', cwd, env = {}, timeoutMs = 60_000 } = options;
	const { error, status, signal, stdout, stderr } = spawnSync(program, args, {
		input,
		cwd,
		env: { ...process.env, ...env },
		encoding: 'utf8',
		timeout: timeoutMs,
		maxBuffer: 64 * 1024 * 1024,
	});
	if (error !== undefined) {
		throw error;
	}
	if (status === null) {
		throw new Error(`${program} was ended by ${signal ?? 'a signal'}: ${stderr}`);
	}
	return { status, stdout, stderr };
}

/** As `run`, but any exit code other than 0 throws with what the program said. */
export function runOrThrow(
	program: string,
	args: readonly string[],
	options: RunOptions = {},
): string {
	const { status, stdout, stderr } = run(program, args, options);
	if (status !== 0) {
		throw new Error(`${program} ${args.join(' ')} exits with ${status}: ${stderr}${stdout}`);
	}
	return stdout;
}

/** Path of a program: the first of `candidates` that is absolute and there, or stands in PATH. */
export function findProgram(...candidates: readonly string[]): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	return candidates
		.flatMap((name) =>
			name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)),
		)
		.find(isExecutable);
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
