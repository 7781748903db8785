import { asBuffer, tags, toHex, type DerReader } from './der';

// A byte order mark is a character of a name as any other: nobody else leaves it out.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Text of the current ASN.1 string. T61 is read as Latin-1, as everyone who ever issued it meant;
 * an element of another type is given as `#` and hex, as in RFC 4514 2.4.
 */
export function readString(reader: DerReader): string {
	const { bytes, contentStart, end } = reader;
	switch (reader.tag) {
		case tags.utf8String:
			return readUtf8(bytes, contentStart, end);
		case tags.printableString:
		case tags.ia5String:
		case tags.numericString:
		case tags.visibleString:
		case tags.teletexString:
			return readLatin1(bytes, contentStart, end);
		case tags.bmpString:
			return readWide(bytes, contentStart, end, 2);
		case tags.universalString:
			return readWide(bytes, contentStart, end, 4);
		default:
			return `#${toHex(reader.element())}`;
	}
}

const stringTags: ReadonlySet<number> = new Set([
	tags.utf8String,
	tags.printableString,
	tags.ia5String,
	tags.numericString,
	tags.visibleString,
	tags.teletexString,
	tags.bmpString,
	tags.universalString,
]);

/** True for the universal tags whose text `readString` gives; all others come as hex. */
export function isString(tag: number): boolean {
	return stringTags.has(tag);
}

/** UTF-8 text of a byte range; pure ASCII, the usual case, takes no decoder. */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string {
	for (let index = start; index < end; index++) {
		if ((bytes[index] ?? 0) > 0x7f) {
			return utf8.decode(bytes.subarray(start, end));
		}
	}
	return readLatin1(bytes, start, end);
}

/** One character per octet. */
export function readLatin1(bytes: Uint8Array, start: number, end: number): string {
	return asBuffer(bytes).toString('latin1', start, end);
}

function readWide(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string {
	let text = '';
	for (let index = start; index + width <= end; index += width) {
		let code = 0;
		for (let octet = 0; octet < width; octet++) {
			code = code * 256 + (bytes[index + octet] ?? 0);
		}
		text +=
			width === 2
				? String.fromCharCode(code)
				: code <= 0x10ffff
					? String.fromCodePoint(code)
					: '\ufffd';
	}
	return text;
}
