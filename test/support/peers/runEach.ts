import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow, type RunResult } from './run';

/** One run of many: arguments, whose paths are absolute, and what comes by standard input. */
export interface Errand {
	readonly args: readonly string[];
	readonly input?: string | Uint8Array | undefined;
}

/**
 * Runs a program once for each errand, one after the other, as a small shell starts it: forking the
 * process of the tests, with all its memory, costs several times what a short run of openssl does.
 */
export function runEach(program: string, errands: readonly Errand[]): RunResult[] {
	const folder = mkdtempSync(join(tmpdir(), 'mtls-errands-'));
	const file = (index: number, stream: string): string => join(folder, `${index}.${stream}`);
	try {
		const lines = errands.map(({ args, input = '' }, index) => {
			writeFileSync(file(index, 'in'), input);
			const command = [program, ...args].map(quoted).join(' ');
			return `${command} <${index}.in >${index}.out 2>${index}.err; echo $? >${index}.status\n`;
		});
		const script = `cd ${quoted(folder)}\n${lines.join('')}`;
		runOrThrow('sh', [], { input: script, timeoutMs: 60_000 + errands.length * 100 });
		const read = (index: number, stream: string): string =>
			readFileSync(file(index, stream), 'utf8');
		return errands.map((_, index) => ({
			status: Number(read(index, 'status')),
			stdout: read(index, 'out'),
			stderr: read(index, 'err'),
		}));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A word that a shell takes as it stands. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
