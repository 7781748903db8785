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
