import { join } from 'node:path';
import { execute, type Ended, type ProcessOptions } from './process';

/** The command line as compiled beside this file. */
export const commandLineFile = join(__dirname, '../../src/cli.js');

/** Runs `mtls` as a program of its own. */
export function mtls(
	args: readonly string[],
	options: ProcessOptions & { readonly input?: string | undefined } = {},
): Promise<Ended> {
	return execute(process.execPath, [commandLineFile, ...args], options);
}

/** An answer of `mtls ... --json`. */
export interface JsonAnswer<Value> {
	readonly status: number | null;
	readonly value: Value;
	readonly stderr: string;
}

/** Runs `mtls` with `--json`; standard output has to be one JSON value on a line, whatever the exit code. */
export async function mtlsJson<Value>(
	args: readonly string[],
	options: ProcessOptions & { readonly input?: string | undefined } = {},
): Promise<JsonAnswer<Value>> {
	const { status, stdout, stderr } = await mtls([...args, '--json'], options);
	if (!/^[^\n]+\n$/.test(stdout)) {
		throw new Error(`mtls ${args.join(' ')} prints no JSON value: ${stdout}${stderr}`);
	}
	return { status, value: JSON.parse(stdout) as Value, stderr };
}
