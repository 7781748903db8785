import type { ParseArgsConfig } from 'node:util';
import type { Caller } from './caller';
import type { Output } from './output';

/** The options of a verb, as `parseArgs` of Node takes them. */
export type VerbOptions = NonNullable<ParseArgsConfig['options']>;

/** One verb of the command line: one file, one line in `run.ts`. */
export interface Verb {
	/** What stands behind `mtls`: `inspect FILE...`. */
	readonly usage: readonly string[];
	/** One sentence for the overview. */
	readonly summary: string;
	/** A line for each option of `--help`. */
	readonly help: readonly string[];
	readonly options: VerbOptions;
	/** Options that may be followed by several values: `--trust a.crt b.crt`. */
	readonly listOptions?: readonly string[];
	/** Resolves with the exit code: 0 fine, 1 a negative answer. Misuse and unreadable input are thrown. */
	run(call: Call): Promise<number>;
}

/** What a verb is called with. */
export interface Call {
	readonly arguments: readonly string[];
	readonly values: Values;
	readonly output: Output;
	readonly caller: Caller;
	readonly now: Date;
}

/** Typed access to parsed options. */
export interface Values {
	text(name: string): string | undefined;
	list(name: string): readonly string[];
	has(name: string): boolean;
	/** The text, or a usage error that names the option. */
	required(name: string): string;
}

/** The command line was not as `--help` says; exit code 2. */
export class UsageError extends Error {}

/** Options that every verb has. */
export const commonOptions = {
	help: { type: 'boolean', short: 'h' },
	json: { type: 'boolean' },
} as const satisfies VerbOptions;
