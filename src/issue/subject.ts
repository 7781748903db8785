import { UserError } from '../util/userError';
import { DerError, DerReader, tags } from '../x509/der';
import { element, isObjectIdentifier, objectIdentifier, sequence, string } from '../x509/derWriter';

/** One attribute of a subject, which stands in a relative distinguished name of its own. */
export interface SubjectAttribute {
	/** Short name such as `CN`, or a dotted OID. */
	readonly type: string;
	readonly value: string;
}

/** RFC 5280 appendix A, ub-common-name; counted in characters, not octets. */
export const commonNameLimit = 64;

/** True if the text may stand as a common name: not empty, not too long. */
export function fitsCommonName(text: string): boolean {
	const { length } = Array.from(text);
	return length > 0 && length <= commonNameLimit;
}

/** DER of the Name with these attributes in encoded order, which RFC 4514 text shows last to first. */
export function encodeSubject(attributes: readonly SubjectAttribute[]): Uint8Array {
	return sequence(
		...attributes.map(({ type, value }) => {
			const known = attributeTypes.get(type.toLowerCase());
			const oid = known?.oid ?? type;
			// RFC 4514 2.4: the value of a type without a name is its DER in hex.
			const isHex = known === undefined && hexValue.test(value);
			const encoded = isHex
				? Buffer.from(value.slice(1), 'hex')
				: string(known?.tag ?? tags.utf8String, value);
			return element(tags.set, sequence(objectIdentifier(oid), encoded));
		}),
	);
}

/** True for the Name without attributes, an empty SEQUENCE. */
export function isEmptySubject(subject: Uint8Array): boolean {
	return subject.length === 2;
}

/** The subject with this common name alone; the empty name if there is none. */
export function commonNameSubject(commonName: string | undefined): Uint8Array {
	return encodeSubject(commonName === undefined ? [] : [{ type: 'CN', value: commonName }]);
}

/**
 * `CN={folder} CA, OU={date}` (RFC 4514 order): a second CA of the same folder gets another name,
 * since two CAs of one name make verifiers try the wrong key. `isTaken` is asked with the RFC 4514
 * text; where the date is taken, the time of day is added.
 */
export function caSubject(
	folderName: string,
	now: Date,
	isTaken: IsSubjectTaken = () => false,
): readonly SubjectAttribute[] {
	return datedSubject(caName(folderName), now, isTaken);
}

/** True if a CA with this common name and organizational unit is here already. */
export type IsSubjectTaken = (commonName: string, organizationalUnit: string) => boolean;

/** As `caSubject`, under a name that a person chose. */
export function datedSubject(
	commonName: string,
	now: Date,
	isTaken: IsSubjectTaken,
): readonly SubjectAttribute[] {
	const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
	const unit = isTaken(commonName, date) ? `${date} ${time}` : date;
	return [
		{ type: 'OU', value: unit },
		{ type: 'CN', value: commonName },
	];
}

/** `{folder} CA`, cut so that it fits a common name. */
export function caName(folderName: string): string {
	const plain = folderName.normalize('NFC').replace(/\p{C}/gu, '').replace(/\s+/g, ' ').trim();
	const folder = Array.from(plain)
		.slice(0, commonNameLimit - ' CA'.length)
		.join('');
	return folder === '' ? 'Local CA' : `${folder.trimEnd()} CA`;
}

/** Attributes of RFC 4514 text in encoded order, none for empty text; a `UserError` says what cannot be read. */
export function parseSubject(text: string): readonly SubjectAttribute[] {
	if (text.trim() === '') {
		return [];
	}
	const parts = splitUnescaped(text.trim());
	const attributes = parts.map((part): SubjectAttribute => {
		const match = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=(.*)$/s.exec(part);
		const type = match?.[1] ?? '';
		const written = (match?.[2] ?? '').trimStart();
		const value = unescape(written);
		const known = attributeTypes.get(type.toLowerCase());
		if (match === null || (known === undefined && !isObjectIdentifier(type))) {
			throw new UserError('subject-not-readable', `${part.trim()} is not part of a subject.`, {
				nextStep: 'Write attributes as in CN=orders CA,O=Example.',
			});
		}
		if (/(?<!\\)(?:\\\\)*"/.test(written)) {
			throw new UserError('subject-value-quoted', `${type} in the subject has a quotation mark.`, {
				nextStep: 'Write a backslash before it, and before commas (RFC 4514 2.4).',
			});
		}
		if (value === '') {
			throw new UserError('subject-value-empty', `${type} in the subject has no value.`);
		}
		checkValue(type, value, known);
		checkHex(type, value, known);
		return { type: known?.name ?? type, value };
	});
	return attributes.toReversed();
}

interface AttributeType {
	readonly name: string;
	readonly oid: string;
	readonly tag: typeof tags.utf8String | typeof tags.printableString | typeof tags.ia5String;
	/** Upper bound in characters, RFC 5280 appendix A.1. */
	readonly limit: number;
}

/**
 * What may stand in a subject made here. UTF8String as RFC 5280 4.1.2.4 asks, but for the four whose
 * type the standard fixes.
 */
const attributeTypes: ReadonlyMap<string, AttributeType> = new Map(
	(
		[
			['CN', '2.5.4.3', tags.utf8String, commonNameLimit],
			['serialNumber', '2.5.4.5', tags.printableString, 64],
			['C', '2.5.4.6', tags.printableString, 2],
			['L', '2.5.4.7', tags.utf8String, 128],
			['ST', '2.5.4.8', tags.utf8String, 128],
			['STREET', '2.5.4.9', tags.utf8String, 128],
			['O', '2.5.4.10', tags.utf8String, 64],
			['OU', '2.5.4.11', tags.utf8String, 64],
			['title', '2.5.4.12', tags.utf8String, 64],
			['GN', '2.5.4.42', tags.utf8String, 16],
			['SN', '2.5.4.4', tags.utf8String, 40],
			['UID', '0.9.2342.19200300.100.1.1', tags.utf8String, 256],
			['DC', '0.9.2342.19200300.100.1.25', tags.ia5String, 63],
			['emailAddress', '1.2.840.113549.1.9.1', tags.ia5String, 255],
		] as const
	).map(([name, oid, tag, limit]) => [name.toLowerCase(), { name, oid, tag, limit }]),
);

/** Attributes of a subject that is a common name alone, held to the same limits as typed ones. */
export function namedSubject(commonName: string): readonly SubjectAttribute[] {
	if (commonName.trim() === '') {
		throw new UserError('names-empty', 'Enter at least one name or address.');
	}
	checkValue('CN', commonName, attributeTypes.get('cn'));
	return [{ type: 'CN', value: commonName }];
}

/** A value in hex is one whole DER element (RFC 4514 2.4). */
function checkHex(type: string, value: string, known: AttributeType | undefined): void {
	if (known !== undefined || !hexValue.test(value)) {
		return;
	}
	try {
		new DerReader(Buffer.from(value.slice(1), 'hex')).next().expectEnd();
	} catch (error) {
		if (!(error instanceof DerError)) {
			throw error;
		}
		throw new UserError('subject-value-not-der', `${type}=${value} is not DER in hex.`);
	}
}

const hexValue = /^#(?:[\da-f]{2})+$/i;

function checkValue(type: string, value: string, known: AttributeType | undefined): void {
	if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(value)) {
		throw new UserError('name-has-control-character', 'A name has no control characters.');
	}
	if (known !== undefined && Array.from(value).length > known.limit) {
		const limit = known.limit;
		const message =
			known.name === 'CN'
				? `A common name has at most ${limit} characters (RFC 5280, appendix A).`
				: `${type} has at most ${limit} characters (RFC 5280, appendix A).`;
		throw new UserError('subject-value-too-long', message);
	}
	const isPrintable = /^[A-Za-z0-9 '()+,\-./:=?]*$/;
	if (
		(known?.tag === tags.printableString && !isPrintable.test(value)) ||
		(known?.tag === tags.ia5String && !/^[\x20-\x7e]*$/.test(value))
	) {
		throw new UserError(
			'subject-value-not-ascii',
			`${type}=${value} holds characters that ${type} cannot have.`,
		);
	}
}

/** Cuts at commas (and the semicolons of RFC 2253) that no backslash precedes. */
function splitUnescaped(text: string): string[] {
	const parts: string[] = [];
	let part = '';
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (character === '\\') {
			part += character + text.charAt(++index);
		} else if (character === ',' || character === ';') {
			parts.push(part);
			part = '';
		} else if (character === '+' && /^\s*[A-Za-z0-9.]+\s*=/.test(text.slice(index + 1))) {
			throw new UserError(
				'subject-multi-valued',
				'A subject with several attributes joined by + cannot be made here.',
				{ nextStep: 'Separate the attributes by commas.' },
			);
		} else {
			part += character;
		}
	}
	parts.push(part);
	return parts;
}

/** RFC 4514 3: `\2C` and `\,`; pairs of hex digits are octets of UTF-8. */
function unescape(text: string): string {
	const withoutTrailingSpace = text.replace(/(?<!\\)\s+$/, '');
	return withoutTrailingSpace.replace(/((?:\\[\da-fA-F]{2})+)|\\(.)/gs, (_, octets, character) =>
		typeof octets === 'string'
			? Buffer.from(octets.replaceAll('\\', ''), 'hex').toString('utf8')
			: String(character),
	);
}
