import { parseCertificate, type DecodeProblem } from '../certificate';
import { parseCrl } from '../crl';
import { BerReader, octetsOf, strictly, type Octets } from '../ber';
import { contextTag, DerError, DerReader, readIntegerHex, tags } from '../der';
import { readName, type Name } from '../name';
import { decodeInside, mostContents, type Contained, type Container } from './contained';
import { parseOcspResponse } from './ocspResponse';
import { readOid } from './passwordEncryption';

/** A CMS or PKCS #7 message (RFC 5652 3): of signed data its certificates, CRLs and signers. */
export interface Pkcs7 extends Container {
	/** `signedData`, `envelopedData`, ...; the OID if unknown. */
	readonly contentType: string;
	/** What was signed: `data` in most, an OID such as that of a time stamp; undefined unless signed. */
	readonly signedContentType: string | undefined;
	/** Octets of what was signed, where it is inside. */
	readonly signedContentLength: number | undefined;
	readonly signers: readonly Signer[];
}

/** Who signed, as a signature names its certificate (RFC 5652 5.3). */
export interface Signer {
	readonly issuer: Name | undefined;
	/** Lower-case hex; undefined if the key identifier names the certificate. */
	readonly serialNumber: string | undefined;
	readonly subjectKeyIdentifier: string | undefined;
}

const contentTypes: Readonly<Record<string, string>> = {
	'1.2.840.113549.1.7.1': 'data',
	'1.2.840.113549.1.7.2': 'signedData',
	'1.2.840.113549.1.7.3': 'envelopedData',
	'1.2.840.113549.1.7.4': 'signedAndEnvelopedData',
	'1.2.840.113549.1.7.5': 'digestedData',
	'1.2.840.113549.1.7.6': 'encryptedData',
	'1.2.840.113549.1.9.16.1.2': 'authenticatedData',
	'1.2.840.113549.1.9.16.1.4': 'time-stamp information',
	'1.2.840.113549.1.9.16.1.9': 'compressedData',
	'1.2.840.113549.1.9.16.1.23': 'authEnvelopedData',
	'1.3.6.1.4.1.311.2.1.4': 'Microsoft Authenticode',
	'1.3.6.1.4.1.311.10.1': 'Microsoft trust list',
};

/** `signedData` for its OID; the OID where no name is known. */
export function contentTypeName(oid: string): string {
	return contentTypes[oid] ?? oid;
}

/** Reads a ContentInfo in BER; throws `DerError` where it breaks before its certificates. */
export function parsePkcs7(bytes: Uint8Array): Pkcs7 {
	const file = new BerReader(octetsOf(bytes));
	const info = file.next(tags.sequence).inner();
	const contentType = contentTypeName(readOid(info.next(tags.objectIdentifier)));
	if (contentType !== 'signedData' || !info.nextIf(contextTag(0, true))) {
		return {
			contentType,
			signedContentType: undefined,
			signedContentLength: undefined,
			signers: [],
			contents: [],
			problems: [],
		};
	}
	return { contentType, ...readSignedData(info.inner().next(tags.sequence)) };
}

/** The parts of SignedData; PKCS #12 files that are signed have one too. */
export interface SignedData extends Container {
	readonly signedContentType: string;
	readonly signedContentLength: number | undefined;
	readonly signers: readonly Signer[];
	readonly signedContent: Octets | undefined;
}

/** Reads the SignedData (RFC 5652 5.1) that the reader stands on. */
export function readSignedData(element: BerReader): SignedData {
	const reader = element.inner();
	reader.next(tags.integer);
	reader.next(tags.set);
	const content = reader.next(tags.sequence).inner();
	const signedContentType = contentTypeName(readOid(content.next(tags.objectIdentifier)));
	const signedContent = content.nextIf(contextTag(0, true)) ? readContent(content) : undefined;
	const contents: Contained[] = [];
	const problems: DecodeProblem[] = [];
	if (reader.nextIf(contextTag(0, true))) {
		contents.push(...readAll(reader.inner(), readCertificateChoice, problems));
	}
	if (reader.nextIf(contextTag(1, true))) {
		contents.push(...readAll(reader.inner(), readRevocation, problems));
	}
	return {
		signedContentType,
		signedContentLength: signedContent?.bytes.length,
		signedContent,
		signers: reader.nextIf(tags.set) ? readSigners(reader.inner()) : [],
		contents,
		problems,
	};
}

/** PKCS #7 1.5 had any type here; what is not an OCTET STRING is taken whole. */
function readContent(explicit: BerReader): Octets {
	const inner = explicit.inner().next();
	return (inner.tag & ~0x20) === tags.octetString
		? inner.string()
		: {
				bytes: inner.element(),
				placeOf: (offset) => inner.octets.placeOf(inner.start + offset),
			};
}

function readAll(
	reader: BerReader,
	read: (element: BerReader, problems: DecodeProblem[]) => Contained['object'],
	problems: DecodeProblem[],
): Contained[] {
	const found: Contained[] = [];
	while (reader.hasMore && found.length < mostContents) {
		reader.next();
		found.push({ object: read(reader, problems), ...reader.span() });
	}
	return found;
}

/** CertificateChoices (RFC 5652 10.2.2): beside certificates there are attribute certificates and others. */
function readCertificateChoice(reader: BerReader, problems: DecodeProblem[]): Contained['object'] {
	if (reader.tag !== tags.sequence) {
		const isAttribute = reader.tag === contextTag(1, true) || reader.tag === contextTag(2, true);
		return { kind: isAttribute ? 'attributeCertificate' : 'unknown' };
	}
	const der = reader.element();
	const { placeOf } = placesOf(reader);
	return decodeInside(
		() => ({ kind: 'certificate', certificate: parseCertificate(der) }),
		placeOf,
		problems,
	);
}

const ocspResponseOid = '1.3.6.1.5.5.7.16.2';

/** RevocationInfoChoice (RFC 5652 10.2.1): a CRL, or by RFC 5940 an OCSP response. */
function readRevocation(reader: BerReader, problems: DecodeProblem[]): Contained['object'] {
	const { placeOf } = placesOf(reader);
	return decodeInside(
		() => {
			if (reader.tag === tags.sequence) {
				return { kind: 'crl', crl: parseCrl(reader.element()) };
			}
			const other = reader.inner();
			if (readOid(other.next(tags.objectIdentifier)) !== ocspResponseOid) {
				return { kind: 'unknown' };
			}
			return {
				kind: 'ocspResponse',
				ocspResponse: parseOcspResponse(other.next(tags.sequence).element()),
			};
		},
		placeOf,
		problems,
	);
}

function readSigners(reader: BerReader): Signer[] {
	const signers: Signer[] = [];
	while (reader.hasMore && signers.length < mostContents) {
		const signer = reader.next(tags.sequence).inner();
		signer.next(tags.integer);
		signer.next();
		if (signer.tag === contextTag(0, false) || signer.tag === contextTag(0, true)) {
			const subjectKeyIdentifier = Buffer.from(signer.string().bytes).toString('hex');
			signers.push({ issuer: undefined, serialNumber: undefined, subjectKeyIdentifier });
			continue;
		}
		const named = signer.inner();
		const issuer = readIssuer(named.next(tags.sequence));
		const serialNumber = strictly(named.next(tags.integer), readIntegerHex);
		signers.push({ issuer, serialNumber, subjectKeyIdentifier: undefined });
	}
	return signers;
}

/** Undefined for a name with lengths that are not DER: some programs write it so, although nobody signs that. */
function readIssuer(element: BerReader): Name | undefined {
	try {
		return readName(new DerReader(element.element()).next(tags.sequence));
	} catch (error) {
		if (error instanceof DerError) {
			return undefined;
		}
		throw error;
	}
}

function placesOf({ octets, start }: BerReader): { placeOf: (offset: number) => number } {
	return { placeOf: (offset) => octets.placeOf(start + offset) };
}
