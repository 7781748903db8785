import { visibleText } from '../util/visibleText';

/** Where a verb prints: its result to standard output, what concerns the run to standard error. */
export interface Output {
	readonly isJson: boolean;
	/** True if a person reads: a terminal, and no `--json`. */
	readonly isTerminal: boolean;
	/** Prints a JSON value on a line of its own. */
	json(value: unknown): void;
	/** Prints lines for people; control characters of certificates are made visible. */
	lines(...lines: readonly string[]): void;
	/** Prints one line to standard error. */
	error(line: string): void;
}

/** Output to the process's own streams. */
export function processOutput(isJson: boolean): Output {
	return {
		isJson,
		isTerminal: process.stdout.isTTY && !isJson,
		json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
		lines(...lines) {
			process.stdout.write(lines.map((line) => `${visibleLines(line)}\n`).join(''));
		},
		error: (line) =>
			process.stderr.write(`${visibleText(line.replaceAll(/\s*\n\s*/g, ' '), Infinity)}\n`),
	};
}

function visibleLines(text: string): string {
	return text
		.split('\n')
		.map((line) => visibleText(line, Infinity))
		.join('\n');
}
