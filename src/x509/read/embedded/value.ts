import { readObjects, readText, type EmbeddedEntry, type ReadResult } from '..';
import type { LocatedObject } from '../object';
import type { ReadProblem } from '../problem';
import { decodeBase64Value, endOfRun, startOfRun } from './base64';

import { base64Signs, holdsBase64Sign, pemSign } from './signs';
import { compose, verbatim, type Decoded, type SourceMap } from './sourceMap';
import { isReadable, toldOf, type Purpose } from './told';
import { unescapePem } from './unescape';

/** What a value holds, with offsets in the document; lines and entries are set by those who know them. */
export interface ValueContent {
	readonly objects: readonly LocatedObject[];
	readonly problems: readonly ReadProblem[];
}

const nothing: ValueContent = { objects: [], problems: [] };

/** PEM text, escaped or not, and base64 of it, with whatever stands around. */
export function readValue(value: Decoded, purpose: Purpose): ValueContent {
	const whole = holdsBase64Sign(value.text) ? readBase64Pem(value, purpose) : undefined;
	return whole ?? merge(readPem(value, purpose), readBase64Runs(value, purpose));
}

/** A value that is the base64 of a binary file and nothing else. */
export function readBase64Binary(value: Decoded): ValueContent {
	const decoded = decodeBase64Value(value);
	if (decoded === undefined) {
		return nothing;
	}
	const { isBinary, objects, problems } = readObjects(decoded.bytes);
	// Base64 of anything else is not a certificate that cannot be read.
	const isKnown = isBinary && objects.some(isReadable);
	return isKnown ? placed({ objects, problems }, decoded.map) : nothing;
}

function readBase64Pem(value: Decoded, purpose: Purpose): ValueContent | undefined {
	const decoded = decodeBase64Value(value);
	if (decoded === undefined) {
		return undefined;
	}
	// Octet by octet: text around the blocks may be in any encoding, the blocks are ASCII.
	const text = Buffer.from(decoded.bytes).toString('latin1');
	return text.includes(pemSign)
		? placed(toldOf(readText(text), text, purpose === 'source' ? purpose : 'value'), decoded.map)
		: undefined;
}

/** PEM blocks as they stand, and those that can be read once their escapes are. */
function readPem(value: Decoded, purpose: Purpose): ValueContent {
	if (!value.text.includes(pemSign)) {
		return nothing;
	}
	const { objects, problems } = readText(value.text);
	const readable = new Set(objects.filter(isReadable).map(({ start }) => start));
	const escaped = new Map<number, ValueContent>();
	for (const { blockStart } of problems) {
		if (blockStart === undefined || readable.has(blockStart) || escaped.has(blockStart)) {
			continue;
		}
		const block = unescapePem(value.text, blockStart);
		const content = block && toldOf(readText(block.text), block.text, 'settings');
		if (block !== undefined && content !== undefined && content.objects.length > 0) {
			escaped.set(blockStart, placed(content, block.map));
		}
	}
	const plain = {
		objects: objects.filter(({ start }) => !escaped.has(start)),
		// The text of a value is what its program gets, with nobody to unescape it.
		problems: problems.filter(
			({ code, blockStart }) => code === 'pem-escaped-newlines' || !escaped.has(blockStart ?? -1),
		),
	};
	return placed(merge(toldOf(plain, value.text, purpose), ...escaped.values()), value.map);
}

const anyBase64Sign = new RegExp(base64Signs.join('|'), 'g');

/** Base64 of PEM text somewhere in a text, as in a string of a program. */
function readBase64Runs(value: Decoded, purpose: Purpose): ValueContent {
	const { text } = value;
	const contents: ValueContent[] = [];
	let from = 0;
	for (const { index: at } of text.matchAll(anyBase64Sign)) {
		if (at < from) {
			continue;
		}
		const end = endOfRun(text, at);
		const run = verbatim(text, startOfRun(text, at, from), end);
		const map = compose(value.map, run.map);
		const content = readBase64Pem({ text: run.text, map }, purpose);
		contents.push(content ?? nothing);
		from = end;
	}
	return merge(...contents);
}

function placed({ objects, problems }: ValueContent, map: SourceMap): ValueContent {
	return {
		objects: objects.map((object) => {
			const { start, end } = object;
			const within = object.within === undefined ? {} : { within: map.startOf(object.within) };
			return { ...object, ...within, start: map.startOf(start), end: map.endOf(end) };
		}),
		problems: problems.map((problem) => ({
			...problem,
			offset: map.startOf(problem.offset),
			blockStart: problem.blockStart === undefined ? undefined : map.startOf(problem.blockStart),
		})),
	};
}

/** One after the other. */
export function merge(...contents: readonly ValueContent[]): ValueContent {
	return {
		objects: contents.flatMap(({ objects }) => objects),
		problems: contents.flatMap(({ problems }) => problems),
	};
}

/** The same content in the order of the document, with its line numbers and the entries it was found in. */
export function finished(
	{ objects, problems }: ValueContent,
	lineOf: (offset: number) => number,
	entryOf: (object: LocatedObject) => EmbeddedEntry | undefined,
): ReadResult {
	return {
		isBinary: false,
		objects: objects
			.toSorted((a, b) => a.start - b.start)
			.map((object) => ({ ...object, line: lineOf(object.start), entry: entryOf(object) })),
		problems: problems.map((problem) => ({ ...problem, line: lineOf(problem.offset) })),
	};
}
