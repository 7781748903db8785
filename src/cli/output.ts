import { visibleText } from '../util/visibleText';
import type { Caller } from './caller';

/** Where a verb prints: its result to standard output, what concerns the run to standard error. */
export interface Output {
	readonly isJson: boolean;
	/** True if a person reads: a terminal, and no `--json`. */
	readonly isTerminal: boolean;
	/** Prints a JSON value on a line of its own. */
	json(value: unknown): void;
	/** Prints lines for people; control characters of certificates, line ends too, are made visible. */
	lines(...lines: readonly string[]): void;
	/** Prints one line to standard error. */
	error(line: string): void;
}

/** Output to the streams of the caller. */
export function createOutput({ stdout, stderr }: Caller, isJson: boolean): Output {
	return {
		isJson,
		isTerminal: stdout.isTTY === true && !isJson,
		json: (value) => stdout.write(`${JSON.stringify(value)}\n`),
		lines(...lines) {
			stdout.write(lines.map((line) => `${visibleText(line, Infinity)}\n`).join(''));
		},
		error: (line) => stderr.write(`${visibleText(line.replaceAll(/\s*\n\s*/g, ' '), Infinity)}\n`),
	};
}
