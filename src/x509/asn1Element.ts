import type { Span } from './der';

/** The four classes of tags (X.690 8.1.2.2). */
export type TagClass = 'universal' | 'application' | 'context' | 'private';

/** The header of one element in BER or DER, whatever it is. */
export interface Asn1Element {
	/** Where the identifier octets begin. */
	readonly offset: number;
	/** Octets of identifier and length. */
	readonly headerLength: number;
	/** Octets of the content that are there; what the header promises may be more, see `fault`. */
	readonly length: number;
	/** Behind the content, and behind the end-of-contents octets where the length is indefinite. */
	readonly end: number;
	readonly tagClass: TagClass;
	readonly tagNumber: number;
	readonly isConstructed: boolean;
	readonly isIndefinite: boolean;
	/** What is wrong with the header, in words; undefined if nothing is. */
	readonly fault: string | undefined;
}

/**
 * Reads the header at `offset`, whose element must end at `limit` at the latest. Any bytes give an
 * element: what cannot be read becomes one that reaches to the limit and says why.
 */
export function readElement(bytes: Uint8Array, offset: number, limit: number): Asn1Element {
	const first = bytes[offset] ?? 0;
	const low = first & 0x1f;
	// The tags of nearly all elements are one octet.
	const tag = low === 0x1f ? readTag(bytes, offset, limit) : undefined;
	const tagEnd = low === 0x1f ? tag?.end : offset + 1;
	const isConstructed = (first & 0x20) !== 0;
	const lengthOctet = tagEnd === undefined ? 0 : (bytes[tagEnd] ?? 0);
	let contentStart = limit;
	let end = limit;
	let length: number | undefined;
	let fault: string | undefined;
	if (tagEnd === undefined || tagEnd >= limit) {
		fault = 'the header is cut off';
	} else if (lengthOctet === 0x80) {
		contentStart = tagEnd + 1;
		const behind = isConstructed ? endOfContents(bytes, contentStart, limit) : undefined;
		end = behind ?? limit;
		length = behind === undefined ? undefined : behind - 2 - contentStart;
		fault = behind === undefined ? 'the end of an indefinite length is missing' : undefined;
	} else {
		contentStart = tagEnd + 1 + (lengthOctet > 0x80 ? lengthOctet & 0x7f : 0);
		const said = contentStart > limit ? 0 : readLength(bytes, tagEnd, lengthOctet);
		if (contentStart > limit) {
			contentStart = limit;
			fault = 'the header is cut off';
		} else if (said > limit - contentStart) {
			const there = limit - contentStart;
			fault = `says ${said} bytes, ${there} ${there === 1 ? 'is' : 'are'} here`;
		} else {
			end = contentStart + said;
		}
	}
	return {
		offset,
		headerLength: contentStart - offset,
		length: length ?? end - contentStart,
		end,
		tagClass: classes[first >> 6] ?? 'universal',
		tagNumber: tag?.number ?? low,
		isConstructed,
		isIndefinite: length !== undefined,
		fault,
	};
}

/** Where the content of an element stands. */
export function contentOf({ offset, headerLength, length }: Asn1Element): Span {
	return { start: offset + headerLength, end: offset + headerLength + length };
}

/** Elements looked at when guessing whether octets hold ASN.1; more than any extension has. */
const mostChecked = 20_000;

/** True if the range is a row of whole elements, and so is the content of every constructed one. */
export function isWellFormed(bytes: Uint8Array, start: number, end: number): boolean {
	const ranges: Span[] = [{ start, end }];
	for (let checked = 0, range = ranges.pop(); range !== undefined; range = ranges.pop()) {
		for (let at = range.start; at < range.end;) {
			const element = readElement(bytes, at, range.end);
			// 00 is the identifier of end-of-contents, which never stands by itself.
			if (element.fault !== undefined || bytes[at] === 0 || ++checked > mostChecked) {
				return false;
			}
			if (element.isConstructed) {
				ranges.push(contentOf(element));
			}
			at = element.end;
		}
	}
	return true;
}

const classes = ['universal', 'application', 'context', 'private'] as const;

/** Tag numbers from 31 on stand in octets of their own, seven bits each (X.690 8.1.2.4). */
function readTag(
	bytes: Uint8Array,
	offset: number,
	limit: number,
): { number: number; end: number } | undefined {
	const low = (bytes[offset] ?? 0) & 0x1f;
	if (low !== 0x1f) {
		return { number: low, end: offset + 1 };
	}
	let number = 0;
	// Seven octets hold every number that a double can.
	for (let at = offset + 1; at < Math.min(limit, offset + 8); at++) {
		const octet = bytes[at] ?? 0;
		number = number * 128 + (octet & 0x7f);
		if (octet < 0x80) {
			return { number, end: at + 1 };
		}
	}
	return undefined;
}

function readLength(bytes: Uint8Array, at: number, lengthOctet: number): number {
	if (lengthOctet < 0x80) {
		return lengthOctet;
	}
	let length = 0;
	for (let index = 1; index <= (lengthOctet & 0x7f); index++) {
		length = length * 256 + (bytes[at + index] ?? 0);
	}
	return length;
}

/** Behind the 00 00 that closes the indefinite length whose content begins at `start`. */
function endOfContents(bytes: Uint8Array, start: number, limit: number): number | undefined {
	let open = 1;
	let at = start;
	while (at + 2 <= limit) {
		if (bytes[at] === 0 && bytes[at + 1] === 0) {
			at += 2;
			if (--open === 0) {
				return at;
			}
			continue;
		}
		const tag = readTag(bytes, at, limit);
		const lengthOctet = tag === undefined ? undefined : bytes[tag.end];
		if (tag === undefined || lengthOctet === undefined || tag.end >= limit) {
			return undefined;
		}
		if (lengthOctet === 0x80) {
			open++;
			at = tag.end + 1;
		} else {
			const octets = lengthOctet > 0x80 ? lengthOctet & 0x7f : 0;
			at = tag.end + 1 + octets + readLength(bytes, tag.end, lengthOctet);
		}
	}
	return undefined;
}
