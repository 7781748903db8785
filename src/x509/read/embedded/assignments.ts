import { lineCounter, type EmbeddedEntry, type ReadResult } from '..';
import { assignedEntry } from './entry';
import { isCertificateKey } from './names';
import { nameBefore } from './nameBefore';
import { binaryStarts, holdsBinarySign } from './signs';
import { endOfRun } from './base64';
import { verbatim } from './sourceMap';
import { finished, merge, readBase64Binary, readValue, type ValueContent } from './value';

/** Objects of one value stand closer to each other than this; what is between them ends a line. */
const gap = 8;

/**
 * Reads settings (`NAME=value`, heredocs) and programs (strings, also in pieces), which have no
 * parser of their own here: blocks are found by their BEGIN line, plain, escaped or in base64, and
 * get the name that stands in front of them.
 */
export function readAssignments(text: string, purpose: 'settings' | 'source'): ReadResult {
	const content = readValue(verbatim(text, 0, text.length), purpose);
	const isSettings = purpose === 'settings';
	const binary = isSettings && holdsBinarySign(text) ? readBinaries(text) : [];
	const lineOf = lineCounter(text);
	let last: { readonly end: number; readonly entry: EmbeddedEntry | undefined } | undefined;
	return finished(merge(content, ...binary), lineOf, (object) => {
		const isSameValue = last !== undefined && object.start - last.end <= gap;
		const entry =
			assignedEntry(text, object, isSettings, lineOf) ?? (isSameValue ? last?.entry : undefined);
		last = { end: object.end, entry };
		return entry;
	});
}

/** `CA_BUNDLE=MIID...`: base64 of a binary file under a name that says so. */
function readBinaries(text: string): ValueContent[] {
	return binaryStarts(text).flatMap((start) => {
		const name = nameBefore(text, start)?.name;
		return name === undefined || !isCertificateKey([name])
			? []
			: [readBase64Binary(verbatim(text, start, endOfRun(text, start)))];
	});
}
