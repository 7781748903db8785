/**
 * A small DER writer for tests: it writes what it is told, also what no standard allows.
 * The product's own certificates come from src/issue, never from here.
 */

/** One element: identifier octet (as in X.690 8.1.2), definite length, contents. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
	const content = Buffer.concat(contents);
	return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

/** A SEQUENCE of the given elements, in the given order. */
export function sequence(...contents: readonly Uint8Array[]): Buffer {
	return element(0x30, ...contents);
}

/** A SET; elements are not sorted, since a test may want them unsorted. */
export function set(...contents: readonly Uint8Array[]): Buffer {
	return element(0x31, ...contents);
}

/** A constructed context-specific tag, as in `[number] EXPLICIT`. */
export function explicit(number: number, ...contents: readonly Uint8Array[]): Buffer {
	return element(0xa0 | number, ...contents);
}

/** A primitive context-specific tag, as in `[number] IMPLICIT OCTET STRING`. */
export function implicit(number: number, content: Uint8Array): Buffer {
	return element(0x80 | number, content);
}

/** An INTEGER; octets given as bytes are taken as they are, minimal or not. */
export function integer(value: bigint | number | Uint8Array): Buffer {
	return element(0x02, value instanceof Uint8Array ? value : encodeInteger(BigInt(value)));
}

/** BOOLEAN with the content FF or 00 (X.690 11.1). */
export function boolean(value: boolean): Buffer {
	return element(0x01, Buffer.from([value ? 0xff : 0]));
}

/** NULL, as the parameters of RSA algorithms are. */
export function nullValue(): Buffer {
	return element(0x05);
}

/** An OBJECT IDENTIFIER from its dotted text. */
export function objectIdentifier(text: string): Buffer {
	const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
	return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** An OCTET STRING holding the given elements. */
export function octetString(...contents: readonly Uint8Array[]): Buffer {
	return element(0x04, ...contents);
}

/** A BIT STRING of whole octets. */
export function bitString(content: Uint8Array): Buffer {
	return element(0x03, Buffer.from([0]), content);
}

/** A BIT STRING of named bits without trailing zero bits (X.690 11.2.2). */
export function namedBits(bits: readonly number[]): Buffer {
	const highest = Math.max(-1, ...bits);
	const octets = Buffer.alloc(Math.ceil((highest + 1) / 8));
	for (const bit of bits) {
		octets[bit >> 3]! |= 0x80 >> (bit & 7);
	}
	const unused = highest < 0 ? 0 : 7 - (highest % 8);
	return element(0x03, Buffer.from([unused]), octets);
}

/** Identifier octets of the string types that stand in names. */
export const stringTags = { utf8: 0x0c, printable: 0x13, teletex: 0x14, ia5: 0x16, bmp: 0x1e };

/** A string of the given type: BMPString in UTF-16BE, UTF8String in UTF-8, the others in Latin-1. */
export function string(text: string, type: keyof typeof stringTags = 'utf8'): Buffer {
	const content =
		type === 'bmp'
			? Buffer.from(text, 'utf16le').swap16()
			: Buffer.from(text, type === 'utf8' ? 'utf8' : 'latin1');
	return element(stringTags[type], content);
}

/** UTCTime up to 2049 and GeneralizedTime from 2050 on, as RFC 5280 4.1.2.5 asks. */
export function time(date: Date): Buffer {
	const text = date.toISOString().replace(/[-:T]|\.\d+/g, '');
	const year = date.getUTCFullYear();
	return year >= 1950 && year < 2050
		? element(0x17, Buffer.from(text.slice(2)))
		: element(0x18, Buffer.from(text));
}

function encodeLength(length: number): Buffer {
	if (length < 0x80) {
		return Buffer.from([length]);
	}
	const octets = encodeInteger(BigInt(length));
	const minimal = octets[0] === 0 ? octets.subarray(1) : octets;
	return Buffer.concat([Buffer.from([0x80 | minimal.length]), minimal]);
}

function encodeInteger(value: bigint): Buffer {
	let count = 1;
	while (BigInt.asIntN(count * 8, value) !== value) {
		count++;
	}
	const hex = BigInt.asUintN(count * 8, value)
		.toString(16)
		.padStart(count * 2, '0');
	return Buffer.from(hex, 'hex');
}

function base128(value: number): number[] {
	const octets = [value % 128];
	for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
		octets.unshift(0x80 | (rest % 128));
	}
	return octets;
}
