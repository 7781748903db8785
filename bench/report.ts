import type { Standing } from './compare';

/** How much is measured. */
export interface Size {
	/** Shows that everything runs; its numbers mean nothing. */
	readonly isShort: boolean;
	readonly rounds: number;
	/** Time that one contender has in one round. */
	readonly budgetMs: number;
}

/** A heading with its lines, in Markdown. */
export interface Section {
	readonly title: string;
	readonly lines: readonly string[];
}

/** Standings as a table; times are of this machine, what counts is the last column. */
export function table(standings: readonly Standing[], item: string): string[] {
	return [
		`| | median ${item} | ours = 1 |`,
		'| --- | --: | --: |',
		...standings.map(
			({ name, medianMs, ratio }) => `| ${name} | ${time(medianMs)} | ${ratioText(ratio)} |`,
		),
	];
}

/** `1.00`, `3.4`, `212`: three digits are more than such a measurement holds. */
export function ratioText(ratio: number): string {
	return `${ratio.toFixed(ratio < 2 ? 2 : ratio < 20 ? 1 : 0)}x`;
}

/** A time in the unit that gives it one to three digits before the point. */
export function time(ms: number): string {
	return ms < 0.1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}
