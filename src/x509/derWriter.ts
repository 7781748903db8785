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
	const octets = base(value, 256);
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

/** OBJECT IDENTIFIER of dotted text. */
export function objectIdentifier(text: string): Uint8Array {
	const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
	const octets = [first * 40 + second, ...rest].flatMap((part) => {
		const digits = base(part, 128);
		return digits.map((digit, index) => (index < digits.length - 1 ? digit | 0x80 : digit));
	});
	return element(tags.objectIdentifier, Uint8Array.from(octets));
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
	const octets = base(length, 256);
	return [0x80 | octets.length, ...octets];
}

/** Digits of a number, most significant first; `[0]` for zero. */
function base(value: number, radix: number): number[] {
	const digits = [value % radix];
	for (let rest = Math.floor(value / radix); rest > 0; rest = Math.floor(rest / radix)) {
		digits.unshift(rest % radix);
	}
	return digits;
}
