import { visibleText } from '../util/visibleText';
import { contentOf, type Asn1Element } from './asn1Element';
import type { Asn1Schema } from './asn1Schema';
import { DerError, DerReader, readObjectIdentifier, toHex } from './der';
import { oidName } from './oidNames';
import { isString, readString } from './strings';
import { readTime, timeText } from './time';

/** What an element is called: `SEQUENCE`, `[0]`, `APPLICATION 3`. */
export function tagName({ tagClass, tagNumber }: Asn1Element): string {
	switch (tagClass) {
		case 'universal':
			return universalNames[tagNumber] ?? `UNIVERSAL ${tagNumber}`;
		case 'context':
			return `[${tagNumber}]`;
		default:
			return `${tagClass.toUpperCase()} ${tagNumber}`;
	}
}

/** A value in a few words, as the schema tells it, else as its type does; `''` where parts say it all. */
export function valueInWords(
	bytes: Uint8Array,
	element: Asn1Element,
	schema: Asn1Schema | undefined,
	isEncapsulating: boolean,
): string {
	const told =
		schema?.words === undefined ? undefined : attempt(() => schema.words?.(bytes, element));
	if (told !== undefined) {
		return visibleText(told);
	}
	if (element.isConstructed || isEncapsulating) {
		return '';
	}
	return attempt(() => primitiveInWords(bytes, element)) ?? shortHex(bytes, element);
}

/** The name of an OID and the OID; the OID alone where nobody named it. */
export function oidInWords(oid: string): string {
	const name = oidName(oid);
	return name === undefined ? oid : `${name.longName} (${oid})`;
}

/** A reader that stands on the element; throws `DerError` where the bytes are not DER. */
export function derReaderAt(bytes: Uint8Array, { offset, end }: Asn1Element): DerReader {
	return new DerReader(bytes, offset, end).next();
}

/** X.680 8.4. */
const universalNames: Readonly<Record<number, string>> = {
	0: 'end of contents',
	1: 'BOOLEAN',
	2: 'INTEGER',
	3: 'BIT STRING',
	4: 'OCTET STRING',
	5: 'NULL',
	6: 'OBJECT IDENTIFIER',
	7: 'ObjectDescriptor',
	8: 'EXTERNAL',
	9: 'REAL',
	10: 'ENUMERATED',
	11: 'EMBEDDED PDV',
	12: 'UTF8String',
	13: 'RELATIVE-OID',
	16: 'SEQUENCE',
	17: 'SET',
	18: 'NumericString',
	19: 'PrintableString',
	20: 'T61String',
	21: 'VideotexString',
	22: 'IA5String',
	23: 'UTCTime',
	24: 'GeneralizedTime',
	25: 'GraphicString',
	26: 'VisibleString',
	27: 'GeneralString',
	28: 'UniversalString',
	29: 'CHARACTER STRING',
	30: 'BMPString',
};

/** Octets that are shown as hex; beyond that only their number is. */
const shownOctets = 20;

function primitiveInWords(bytes: Uint8Array, element: Asn1Element): string {
	const { start, end } = contentOf(element);
	if (element.tagClass !== 'universal') {
		return isPrintable(bytes, start, end)
			? visibleText(Buffer.from(bytes.subarray(start, end)).toString('latin1'))
			: shortHex(bytes, element);
	}
	const reader = derReaderAt(bytes, element);
	if (isString(element.tagNumber)) {
		return visibleText(readString(reader));
	}
	switch (element.tagNumber) {
		case 1:
			return element.length !== 1
				? shortHex(bytes, element)
				: bytes[start] === 0
					? 'FALSE'
					: 'TRUE';
		case 2:
		case 10:
			return integerInWords(bytes, element);
		case 3:
			return bitsInWords(bytes, element);
		case 5:
			return '';
		case 6:
			return oidInWords(readObjectIdentifier(reader));
		case 23:
		case 24:
			return timeText(readTime(new DerReader(bytes, element.offset, element.end)).date);
		default:
			return shortHex(bytes, element);
	}
}

/** Six octets fit a `number` exactly; longer ones are read by nobody, and compared as hex. */
function integerInWords(bytes: Uint8Array, element: Asn1Element): string {
	const { start, end } = contentOf(element);
	if (element.length === 0 || element.length > 6) {
		return shortHex(bytes, element);
	}
	return Buffer.from(bytes.subarray(start, end)).readIntBE(0, element.length).toString();
}

function bitsInWords(bytes: Uint8Array, element: Asn1Element): string {
	const { start } = contentOf(element);
	const bits = (element.length - 1) * 8 - (bytes[start] ?? 0);
	if (element.length === 0 || bits < 0) {
		return shortHex(bytes, element);
	}
	if (bits > 16) {
		return bits % 8 === 0 ? `${bits / 8} bytes` : `${bits} bits`;
	}
	const octets = [...bytes.subarray(start + 1, start + element.length)];
	return octets
		.map((octet) => octet.toString(2).padStart(8, '0'))
		.join('')
		.slice(0, bits);
}

function shortHex(bytes: Uint8Array, element: Asn1Element): string {
	const { start, end } = contentOf(element);
	if (element.length <= shownOctets) {
		return toHex(bytes, start, end);
	}
	const isNumber = element.tagClass === 'universal' && element.tagNumber === 2;
	return isNumber && element.length <= 2 * shownOctets
		? `${toHex(bytes, start, start + 4)}…${toHex(bytes, end - 2, end)}`
		: `${element.length} bytes`;
}

function isPrintable(bytes: Uint8Array, start: number, end: number): boolean {
	return start < end && bytes.subarray(start, end).every((octet) => octet >= 0x20 && octet < 0x7f);
}

/** What the standard's own decoders say, or undefined where the bytes are not as they ask. */
export function attempt<T>(decode: () => T): T | undefined {
	try {
		return decode();
	} catch (error) {
		if (error instanceof DerError) {
			return undefined;
		}
		throw error;
	}
}
