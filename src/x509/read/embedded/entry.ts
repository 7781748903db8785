import type { EmbeddedEntry } from '..';
import type { Span } from '../../der';
import { endOfRun, startOfRun } from './base64';
import { nameBefore } from './nameBefore';
import { tellingKey } from './names';
import type { TreeValue } from './tree';

/** Keys shown where nothing around has a name; more would not be read. */
const shownKeys = 3;

/** The entry of a value of YAML or JSON. */
export function treeEntry(
	text: string,
	{ keys, keyRange, container, group, scalar }: TreeValue,
	lineOf: (offset: number) => number,
): EmbeddedEntry {
	const name = tellingKey(keys);
	return {
		keys,
		name,
		container,
		title: container === undefined ? keys.slice(-shownKeys).join('.') : `${name} in ${container}`,
		...placeOfKey(text, keyRange, lineOf),
		valueRange: scalar.range,
		group,
	};
}

/** The entry of a text that a line of settings or of a program gives a name to. */
export function assignedEntry(
	text: string,
	object: Span,
	isOneGroup: boolean,
	lineOf: (offset: number) => number,
): EmbeddedEntry | undefined {
	const isPem = text.startsWith('-', object.start);
	const valueRange = isPem
		? { start: object.start, end: object.end }
		: { start: startOfRun(text, object.start, 0), end: endOfRun(text, object.start) };
	const found = nameBefore(text, valueRange.start);
	if (found === undefined) {
		return undefined;
	}
	const { name, range } = found;
	return {
		keys: [name],
		name,
		container: undefined,
		title: name,
		...placeOfKey(text, range, lineOf),
		valueRange,
		// The variables of one file belong together by their names; those of a program need not.
		group: isOneGroup ? 0 : range.start,
	};
}

function placeOfKey(
	text: string,
	keyRange: Span,
	lineOf: (offset: number) => number,
): Pick<EmbeddedEntry, 'keyRange' | 'keyLine' | 'keyColumn'> {
	const before = text.slice(Math.max(0, keyRange.start - 1000), keyRange.start);
	return {
		keyRange,
		keyLine: lineOf(keyRange.start),
		keyColumn: before.length - before.lastIndexOf('\n') - 1,
	};
}
