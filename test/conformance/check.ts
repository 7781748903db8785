import type { LocatedObject, ReadProblem } from '../../src/x509/read';
import type { Expected } from './expected';

/** One value of one object, ours beside theirs. */
export interface Check {
	readonly field: string;
	readonly ours: unknown;
	readonly theirs: unknown;
}

/** What a cause may look at to tell whether a difference is of its kind. */
export interface Difference extends Check {
	readonly expected: Expected;
	/** What we read in its place; undefined if nothing. */
	readonly object: LocatedObject | undefined;
	/** All that we say is wrong in the file. */
	readonly problems: readonly ReadProblem[];
}

/** Two values, compared by their JSON. */
export function isSame({ ours, theirs }: Check): boolean {
	return JSON.stringify(ours) === JSON.stringify(theirs);
}

/** A check where they have an opinion, nothing where they have none. */
export function checkOf(
	field: string,
	ours: unknown,
	theirs: unknown,
	convert: (theirs: never) => unknown = (value) => value,
): Check[] {
	const isOpinion =
		theirs !== undefined && !(typeof theirs === 'object' && theirs !== null && 'error' in theirs);
	return isOpinion ? [{ field, ours, theirs: convert(theirs as never) }] : [];
}
