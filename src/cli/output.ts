import { visibleText } from '../util/visibleText';

/** What shells see of a program that SIGPIPE (13) ended. */
const brokenPipe = 128 + 13;

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

/** Output to the process's own streams. */
export function processOutput(isJson: boolean): Output {
	// `mtls inspect x | head -1`: whoever reads has seen enough, so the run ends as SIGPIPE ends others.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EPIPE') {
				throw error;
			}
			process.exit(brokenPipe);
		});
	}
	return {
		isJson,
		isTerminal: process.stdout.isTTY && !isJson,
		json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
		lines(...lines) {
			process.stdout.write(lines.map((line) => `${visibleText(line, Infinity)}\n`).join(''));
		},
		error: (line) =>
			process.stderr.write(`${visibleText(line.replaceAll(/\s*\n\s*/g, ' '), Infinity)}\n`),
	};
}
