import { readSignatureAlgorithm, type SignatureAlgorithm } from './algorithm';
import { sha256 } from './crypto';
import {
	contextTag,
	DerReader,
	readBitStringOctets,
	readIntegerHex,
	readSmallInteger,
	tags,
	type Span,
} from './der';
import {
	certificateExtensionsTag,
	emptyExtensions,
	explicitExtensions,
	readExtensions,
	type DecodedExtensions,
	type Extension,
	type StandardExtensions,
} from './extensions';
import { readName, type Name } from './name';
import { readPublicKey, type PublicKey } from './publicKey';
import { readTime } from './time';

/** A departure from the standard that leaves the rest readable. */
export interface DecodeProblem {
	/** Stable id such as `signature-algorithms-differ`. */
	readonly code: string;
	/** Byte offset in the DER. */
	readonly offset: number;
}

/** The parts of a certificate that have a byte range in its DER (RFC 5280 4.1). */
export type CertificateField =
	| 'tbsCertificate'
	| 'version'
	| 'serialNumber'
	| 'signature'
	| 'issuer'
	| 'notBefore'
	| 'notAfter'
	| 'subject'
	| 'subjectPublicKeyInfo'
	| 'extensions'
	| 'signatureAlgorithm'
	| 'signatureValue';

/**
 * A decoded X.509 certificate as a plain read-only value. The standard extensions stand on it by
 * name (`subjectAltName`, `keyUsage`, ...) and are `undefined` where the certificate has none.
 */
export interface Certificate extends StandardExtensions {
	readonly der: Uint8Array;
	/** The bytes that the issuer signed. */
	readonly tbs: Uint8Array;
	/** 1, 2 or 3 for the encoded values 0, 1 and 2; other encoded values plus one. */
	readonly version: number;
	/** Content octets as lower-case hex, without a leading sign 00; see `isSerialNegative`. */
	readonly serialNumber: string;
	/** True if the encoded INTEGER is negative, which RFC 5280 4.1.2.2 forbids. */
	readonly isSerialNegative: boolean;
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
	readonly issuer: Name;
	readonly subject: Name;
	readonly notBefore: Date;
	readonly notAfter: Date;
	readonly publicKey: PublicKey;
	/** All extensions in file order, known or not. */
	readonly extensions: readonly Extension[];
	/** Lower-case hex SHA-256 of the DER. */
	readonly fingerprintSha256: string;
	/** Where each part stands in `der`. */
	readonly spans: Readonly<Partial<Record<CertificateField, Span>>>;
	/** What could be read but is not as the standard says, with the offset in `der`. */
	readonly problems: readonly DecodeProblem[];
}

/**
 * Decodes a certificate (RFC 5280 4.1). Throws `DerError` where the structure itself is broken;
 * an extension that cannot be read, or a date in an odd form, becomes one of `problems`.
 */
export function parseCertificate(der: Uint8Array): Certificate {
	const problems: DecodeProblem[] = [];
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();

	const tbs = outer.next(tags.sequence).element();
	const tbsSpan = outer.span();
	const fields = outer.inner();

	const versionSpan = fields.nextIf(contextTag(0, true)) ? fields.span() : undefined;
	const version =
		versionSpan === undefined ? 1 : readSmallInteger(fields.inner().next(tags.integer)) + 1;

	fields.next(tags.integer);
	const serialSpan = fields.span();
	const serialNumber = readIntegerHex(fields);
	const isSerialNegative = ((der[fields.contentStart] ?? 0) & 0x80) !== 0;

	const tbsAlgorithm = readSignatureAlgorithm(fields);
	const tbsAlgorithmSpan = fields.span();

	const issuer = readName(fields.next(tags.sequence));
	const issuerSpan = fields.span();

	const validity = fields.next(tags.sequence).inner();
	const notBefore = readTime(validity);
	const notBeforeSpan = validity.span();
	const notAfter = readTime(validity);
	const notAfterSpan = validity.span();
	validity.expectEnd();
	if (!notBefore.isStrict || !notAfter.isStrict) {
		const { start } = notBefore.isStrict ? notAfterSpan : notBeforeSpan;
		problems.push({ code: 'time-not-strict', offset: start });
	}

	const subject = readName(fields.next(tags.sequence), issuer);
	const subjectSpan = fields.span();

	const publicKey = readPublicKey(fields);
	const publicKeySpan = fields.span();

	// issuerUniqueID and subjectUniqueID: read past, as RFC 5280 4.1.2.8 asks of applications.
	fields.nextIf(contextTag(1, false));
	fields.nextIf(contextTag(2, false));

	let extensions: DecodedExtensions = noExtensions;
	let extensionsSpan: Span | undefined;
	if (fields.nextIf(certificateExtensionsTag)) {
		extensionsSpan = fields.span();
		extensions = readExtensions(explicitExtensions(fields));
	}
	fields.expectEnd();

	const signatureAlgorithm = readSignatureAlgorithm(outer);
	const algorithmSpan = outer.span();
	const signature = readBitStringOctets(outer.next(tags.bitString));
	const signatureSpan = outer.span();
	outer.expectEnd();
	if (signatureAlgorithm.encoded !== tbsAlgorithm.encoded) {
		problems.push({ code: 'signature-algorithms-differ', offset: algorithmSpan.start });
	}

	const spans: Partial<Record<CertificateField, Span>> = {
		tbsCertificate: tbsSpan,
		serialNumber: serialSpan,
		signature: tbsAlgorithmSpan,
		issuer: issuerSpan,
		notBefore: notBeforeSpan,
		notAfter: notAfterSpan,
		subject: subjectSpan,
		subjectPublicKeyInfo: publicKeySpan,
		signatureAlgorithm: algorithmSpan,
		signatureValue: signatureSpan,
	};
	if (versionSpan !== undefined) {
		spans.version = versionSpan;
	}
	if (extensionsSpan !== undefined) {
		spans.extensions = extensionsSpan;
	}
	const { standard } = extensions;
	return {
		der,
		tbs,
		version,
		serialNumber,
		isSerialNegative,
		signatureAlgorithm,
		signature,
		issuer,
		subject,
		notBefore: notBefore.date,
		notAfter: notAfter.date,
		publicKey,
		extensions: extensions.extensions,
		fingerprintSha256: sha256(der),
		spans,
		problems: problems.concat(extensions.problems),
		// One by one, since a spread of twenty properties takes longer than decoding most extensions.
		subjectAltName: standard.subjectAltName,
		issuerAltName: standard.issuerAltName,
		basicConstraints: standard.basicConstraints,
		keyUsage: standard.keyUsage,
		extendedKeyUsage: standard.extendedKeyUsage,
		subjectKeyIdentifier: standard.subjectKeyIdentifier,
		authorityKeyIdentifier: standard.authorityKeyIdentifier,
		nameConstraints: standard.nameConstraints,
		certificatePolicies: standard.certificatePolicies,
		policyMappings: standard.policyMappings,
		policyConstraints: standard.policyConstraints,
		inhibitAnyPolicy: standard.inhibitAnyPolicy,
		crlDistributionPoints: standard.crlDistributionPoints,
		freshestCrl: standard.freshestCrl,
		authorityInfoAccess: standard.authorityInfoAccess,
		subjectInfoAccess: standard.subjectInfoAccess,
		tlsFeature: standard.tlsFeature,
		signedCertificateTimestamps: standard.signedCertificateTimestamps,
		netscapeCertType: standard.netscapeCertType,
		netscapeComment: standard.netscapeComment,
	};
}

/** True if subject and issuer are the same name (RFC 5280 3.2 "self-issued"); says nothing about the signature. */
export function isSelfIssued(certificate: Certificate): boolean {
	return certificate.subject.comparisonKey === certificate.issuer.comparisonKey;
}

const noExtensions: DecodedExtensions = {
	extensions: [],
	standard: emptyExtensions(),
	problems: [],
};
