import { contextTag, tags } from './der';

/** One DER element: identifier octet, minimal definite length, contents one behind the other. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
	const length = contents.reduce((sum, content) => sum + content.length, 0);
	const header = [tag, ...lengthOctets(length)];
	const bytes = new Uint8Array(header.length + length);
	bytes.set(header);
	let position = header.length;
	for (const content of contents) {
		bytes.set(content, position);
		position += content.length;
	}
	return bytes;
}

/** SEQUENCE of elements that are DER already. */
export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
	return element(tags.sequence, ...contents);
}

/** OCTET STRING around the given octets. */
export function octetString(...contents: readonly Uint8Array[]): Uint8Array {
	return element(tags.octetString, ...contents);
}

/** INTEGER of a small number that is not negative. */
export function integer(value: number): Uint8Array {
	const octets = base256(value);
	return element(tags.integer, Uint8Array.from((octets[0] ?? 0) > 0x7f ? [0, ...octets] : octets));
}

/** BOOLEAN TRUE; FALSE is never written, since DER leaves defaults out (X.690 11.5). */
export function booleanTrue(): Uint8Array {
	return element(tags.boolean, Uint8Array.of(0xff));
}

/** NULL, as stands in algorithm identifiers. */
export function nullValue(): Uint8Array {
	return element(tags.null);
}

/** BIT STRING of the bits at these positions, without trailing zero bits (X.690 11.2.2). */
export function namedBits(positions: readonly number[]): Uint8Array {
	const highest = Math.max(-1, ...positions);
	const octets = new Uint8Array(1 + Math.ceil((highest + 1) / 8));
	octets[0] = highest < 0 ? 0 : 7 - (highest % 8);
	for (const position of positions) {
		const index = 1 + (position >> 3);
		octets[index] = (octets[index] ?? 0) | (0x80 >> (position & 7));
	}
	return element(tags.bitString, octets);
}

/** OBJECT IDENTIFIER of dotted text; numbers may be of any size, as those made of UUIDs are (X.667). */
export function objectIdentifier(text: string): Uint8Array {
	if (!isObjectIdentifier(text)) {
		throw new RangeError('an object identifier is dotted text');
	}
	const [first = 0n, second = 0n, ...rest] = text.split('.').map(BigInt);
	return element(
		tags.objectIdentifier,
		Uint8Array.from([first * 40n + second, ...rest].flatMap(base128)),
	);
}

/** True for dotted text that X.660 allows: below 0 and 1 there are 40 arcs, and no number begins with 0. */
export function isObjectIdentifier(text: string): boolean {
	return /^(?:[01]\.(?:[1-3]?\d)|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))*$/.test(text);
}

/** A string type whose content is UTF-8 or a subset of it. */
export function string(
	tag: typeof tags.utf8String | typeof tags.printableString | typeof tags.ia5String,
	text: string,
): Uint8Array {
	return element(tag, new TextEncoder().encode(text));
}

/** A context-specific primitive element, as IMPLICIT tagging makes of a primitive type. */
export function implicit(number: number, content: Uint8Array): Uint8Array {
	return element(contextTag(number, false), content);
}

function lengthOctets(length: number): number[] {
	if (length < 0x80) {
		return [length];
	}
	const octets = base256(length);
	return [0x80 | octets.length, ...octets];
}

/** Groups of seven bits, all but the last one marked (X.690 8.19.2). */
function base128(value: bigint): number[] {
	const octets = [Number(value & 0x7fn)];
	for (let rest = value >> 7n; rest > 0n; rest >>= 7n) {
		octets.unshift(Number(rest & 0x7fn) | 0x80);
	}
	return octets;
}

/** Octets of a number, most significant first; `[0]` for zero. */
function base256(value: number): number[] {
	const octets = [value % 256];
	for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) {
		octets.unshift(rest % 256);
	}
	return octets;
}
