import { contentOf, type Asn1Element } from './asn1Element';
import type { Asn1Schema } from './asn1Schema';
import { attempt, derReaderAt } from './asn1Words';
import {
	contextTag,
	DerReader,
	readIntegerHex,
	readObjectIdentifier,
	readSmallInteger,
	tags,
} from './der';
import { ipText } from './extensions/generalName';
import { parseName } from './name';
import { oidName } from './oidNames';
import { describeKey, readPublicKey } from './publicKey';
import { readString } from './strings';
import { readTime, timeText } from './time';

/** RFC 5280 4.1.1.2. */
const algorithm = (name: string): Asn1Schema => ({
	name,
	fields: [{ name: 'algorithm' }, { name: 'parameters' }],
	words: (bytes, element) => {
		const oid = oidOf(bytes, element);
		return oid === undefined ? undefined : (oidName(oid)?.longName ?? oid);
	},
});

/** RFC 5280 4.1.2.4. */
const name = (title: string): Asn1Schema => ({
	name: title,
	each: { each: { fields: [{ name: 'type' }, { name: 'value' }], words: attributeInWords } },
	words: (bytes, { offset, end }) => parseName(bytes.subarray(offset, end)).text || '(empty)',
});

const version = (title = 'version'): Asn1Schema => ({
	name: title,
	words: (bytes, element) => (readSmallInteger(derReaderAt(bytes, element)) + 1).toString(),
});

const subjectPublicKeyInfo: Asn1Schema = {
	name: 'subjectPublicKeyInfo',
	fields: [algorithm('algorithm'), { name: 'subjectPublicKey' }],
	words: (bytes, { offset, end }) => describeKey(readPublicKey(new DerReader(bytes, offset, end))),
};

/** RFC 5280 4.1.2.9, of certificates, requests, CRLs and CRL entries. */
const extensions: Asn1Schema = {
	name: 'extensions',
	each: { resolve: extensionSchema },
};

const validity: Asn1Schema = {
	name: 'validity',
	fields: [{ name: 'notBefore' }, { name: 'notAfter' }],
	words: (bytes, element) => {
		const reader = derReaderAt(bytes, element).inner();
		const [from, to] = [readTime(reader).date, readTime(reader).date].map((date) =>
			timeText(date).slice(0, 10),
		);
		return `${from ?? ''} to ${to ?? ''}`;
	},
};

const signed = (title: string, content: Asn1Schema): Asn1Schema => ({
	name: title,
	fields: [content, algorithm('signatureAlgorithm'), { name: 'signatureValue' }],
});

/** RFC 5280 4.1. */
export const certificateSchema = signed('Certificate', {
	name: 'tbsCertificate',
	fields: [
		{
			name: 'version',
			optional: [contextTag(0, true)],
			fields: [version()],
			words: (bytes, element) => {
				const inner = derReaderAt(bytes, element).inner().next(tags.integer);
				return (readSmallInteger(inner) + 1).toString();
			},
		},
		{ name: 'serialNumber' },
		algorithm('signature'),
		name('issuer'),
		validity,
		name('subject'),
		subjectPublicKeyInfo,
		{ name: 'issuerUniqueID', optional: [contextTag(1, false)] },
		{ name: 'subjectUniqueID', optional: [contextTag(2, false)] },
		{ name: 'extensions', optional: [contextTag(3, true)], fields: [extensions] },
	],
});

/** A password for the CA is nobody's business on a page (RFC 2985 5.4.1). */
const challengePasswordOid = '1.2.840.113549.1.9.7';
const extensionRequestOids = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'];

/** RFC 2986 4. */
export const requestSchema = signed('CertificationRequest', {
	name: 'certificationRequestInfo',
	fields: [
		version(),
		name('subject'),
		subjectPublicKeyInfo,
		{
			name: 'attributes',
			optional: [contextTag(0, true)],
			each: { resolve: attributeSchema },
		},
	],
});

/** RFC 5280 5.1. */
export const crlSchema = signed('CertificateList', {
	name: 'tbsCertList',
	fields: [
		{ ...version(), optional: [tags.integer] },
		algorithm('signature'),
		name('issuer'),
		{ name: 'thisUpdate' },
		{ name: 'nextUpdate', optional: [tags.utcTime, tags.generalizedTime] },
		{
			name: 'revokedCertificates',
			optional: [tags.sequence],
			each: {
				fields: [
					{ name: 'userCertificate' },
					{ name: 'revocationDate' },
					{ ...extensions, name: 'crlEntryExtensions' },
				],
				words: (bytes, element) =>
					readIntegerHex(derReaderAt(bytes, element).inner().next(tags.integer)),
			},
		},
		{ name: 'crlExtensions', optional: [contextTag(0, true)], fields: [extensions] },
	],
});

/** RFC 5280 4.1.2.7. */
export const publicKeySchema: Asn1Schema = {
	...subjectPublicKeyInfo,
	name: 'SubjectPublicKeyInfo',
};

const generalNames: Asn1Schema = { each: { resolve: generalNameSchema } };

/** Parts of the extensions that people look into (RFC 5280 4.2.1). */
const extensionContents: Readonly<Record<string, Asn1Schema>> = {
	'2.5.29.17': { ...generalNames, name: 'subjectAltName' },
	'2.5.29.18': { ...generalNames, name: 'issuerAltName' },
	'2.5.29.19': {
		name: 'basicConstraints',
		fields: [{ name: 'cA', optional: [tags.boolean] }, { name: 'pathLenConstraint' }],
	},
	'2.5.29.35': {
		name: 'authorityKeyIdentifier',
		fields: [
			{ name: 'keyIdentifier', optional: [contextTag(0, false)] },
			{ ...generalNames, name: 'authorityCertIssuer', optional: [contextTag(1, true)] },
			{ name: 'authorityCertSerialNumber', optional: [contextTag(2, false)] },
		],
	},
};

function extensionSchema(bytes: Uint8Array, element: Asn1Element): Asn1Schema {
	const oid = oidOf(bytes, element);
	const extensionName = oid === undefined ? undefined : (oidName(oid)?.shortName ?? oid);
	return {
		name: extensionName,
		fields: [
			{ name: 'extnID' },
			{ name: 'critical', optional: [tags.boolean] },
			{ name: 'extnValue', inside: extensionContents[oid ?? ''] ?? {} },
		],
		words: (_, { offset, headerLength }) => {
			const reader = new DerReader(bytes, offset + headerLength, element.end).next().next();
			return reader.tag === tags.boolean && bytes[reader.contentStart] !== 0
				? 'critical'
				: undefined;
		},
	};
}

function attributeSchema(bytes: Uint8Array, element: Asn1Element): Asn1Schema {
	const oid = oidOf(bytes, element) ?? '';
	const isSecret = oid === challengePasswordOid;
	const values = extensionRequestOids.includes(oid)
		? extensions
		: isSecret
			? { words: () => '(hidden)' }
			: undefined;
	return {
		name: oidName(oid)?.shortName ?? oid,
		fields: [{ name: 'type' }, { name: 'values', each: values }],
	};
}

/** RFC 5280 4.2.1.6: the names of the forms by the number of their tags. */
const generalNameForms = [
	'otherName',
	'rfc822Name',
	'dNSName',
	'x400Address',
	'directoryName',
	'ediPartyName',
	'uniformResourceIdentifier',
	'iPAddress',
	'registeredID',
];

function generalNameSchema(bytes: Uint8Array, { tagNumber }: Asn1Element): Asn1Schema {
	const form = generalNameForms[tagNumber];
	if (form === 'directoryName') {
		return { name: form, fields: [name('Name')] };
	}
	return {
		name: form,
		words: (_, element) => {
			const { start, end } = contentOf(element);
			return form === 'iPAddress' ? ipText(bytes.subarray(start, end)) : undefined;
		},
	};
}

/** `CN=localhost` for an AttributeTypeAndValue. */
function attributeInWords(bytes: Uint8Array, element: Asn1Element): string {
	const pair = derReaderAt(bytes, element).inner();
	const oid = readObjectIdentifier(pair.next(tags.objectIdentifier));
	return `${oidName(oid)?.shortName ?? oid}=${readString(pair.next())}`;
}

/** The OID that a SEQUENCE begins with. */
function oidOf(bytes: Uint8Array, element: Asn1Element): string | undefined {
	return attempt(() => {
		const { start, end } = contentOf(element);
		return readObjectIdentifier(new DerReader(bytes, start, end).next(tags.objectIdentifier));
	});
}
