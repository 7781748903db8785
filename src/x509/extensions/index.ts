import {
	contextTag,
	DerError,
	DerReader,
	readBoolean,
	readObjectIdentifier,
	tags,
	toHex,
} from '../der';
import type { Span } from '../der';
import { basicConstraints, type BasicConstraints } from './basicConstraints';
import {
	authorityInfoAccess,
	crlDistributionPoints,
	freshestCrl,
	subjectInfoAccess,
	type AccessDescription,
} from './distributionPoints';
import type { GeneralName } from './generalName';
import {
	authorityKeyIdentifier,
	subjectKeyIdentifier,
	type AuthorityKeyIdentifier,
} from './keyIdentifiers';
import { extendedKeyUsage, keyUsage, type KeyUsage } from './keyUsage';
import { nameConstraints, type NameConstraints } from './nameConstraints';
import {
	netscapeCertType,
	netscapeComment,
	signedCertificateTimestamps,
	tlsFeature,
	type SignedCertificateTimestamp,
} from './others';
import {
	certificatePolicies,
	inhibitAnyPolicy,
	policyConstraints,
	policyMappings,
	type CertificatePolicy,
	type PolicyConstraints,
} from './policies';
import { issuerAltName, subjectAltName } from './subjectAltName';
import type { ExtensionType } from './type';

export type { AuthorityKeyIdentifier } from './keyIdentifiers';
export type { BasicConstraints } from './basicConstraints';
export type { GeneralName, GeneralNameType } from './generalName';
export type { KeyUsage } from './keyUsage';
export type { NameConstraints } from './nameConstraints';

/** One extension as it stands in the certificate, known or not. */
export interface Extension {
	readonly oid: string;
	/** The name RFC 5280 and its followers use (`subjectAltName`); the OID if unknown. */
	readonly name: string;
	readonly critical: boolean;
	/** Content of extnValue. */
	readonly value: Uint8Array;
	/** Where the extension stands in the DER it was read from. */
	readonly span: Span;
	/** True if this code knows the extension and could read it: a critical extension that is not, refuses the path (RFC 5280 6.1). */
	readonly isDecoded: boolean;
}

/** The standard extensions, decoded; each is undefined where the certificate has none or it cannot be read. */
export interface StandardExtensions {
	readonly subjectAltName: readonly GeneralName[] | undefined;
	readonly issuerAltName: readonly GeneralName[] | undefined;
	readonly basicConstraints: BasicConstraints | undefined;
	readonly keyUsage: readonly KeyUsage[] | undefined;
	/** RFC names (`serverAuth`), else the OID. */
	readonly extendedKeyUsage: readonly string[] | undefined;
	/** Lower-case hex. */
	readonly subjectKeyIdentifier: string | undefined;
	readonly authorityKeyIdentifier: AuthorityKeyIdentifier | undefined;
	readonly nameConstraints: NameConstraints | undefined;
	readonly certificatePolicies: readonly CertificatePolicy[] | undefined;
	readonly policyMappings: readonly (readonly [issuer: string, subject: string])[] | undefined;
	readonly policyConstraints: PolicyConstraints | undefined;
	readonly inhibitAnyPolicy: number | undefined;
	readonly crlDistributionPoints: readonly GeneralName[] | undefined;
	readonly freshestCrl: readonly GeneralName[] | undefined;
	readonly authorityInfoAccess: readonly AccessDescription[] | undefined;
	readonly subjectInfoAccess: readonly AccessDescription[] | undefined;
	readonly tlsFeature: readonly number[] | undefined;
	readonly signedCertificateTimestamps: readonly SignedCertificateTimestamp[] | undefined;
	readonly netscapeCertType: readonly string[] | undefined;
	readonly netscapeComment: string | undefined;
}

type StandardName = keyof StandardExtensions;

/** The extensions this code reads: one line each. */
const types: {
	readonly [K in StandardName]: ExtensionType<NonNullable<StandardExtensions[K]>>;
} = {
	subjectAltName,
	issuerAltName,
	basicConstraints,
	keyUsage,
	extendedKeyUsage,
	subjectKeyIdentifier,
	authorityKeyIdentifier,
	nameConstraints,
	certificatePolicies,
	policyMappings,
	policyConstraints,
	inhibitAnyPolicy,
	crlDistributionPoints,
	freshestCrl,
	authorityInfoAccess,
	subjectInfoAccess,
	tlsFeature,
	signedCertificateTimestamps,
	netscapeCertType,
	netscapeComment,
};

const known = new Map<
	string,
	{ readonly name: StandardName; readonly type: ExtensionType<unknown> }
>(
	(Object.keys(types) as StandardName[]).map((name) => [
		types[name].oid,
		{ name, type: types[name] },
	]),
);

/** What `readExtensions` found. */
export interface DecodedExtensions {
	readonly extensions: readonly Extension[];
	readonly standard: StandardExtensions;
	readonly problems: readonly { readonly code: string; readonly offset: number }[];
}

/**
 * Decodes the extensions of the SEQUENCE OF Extension that `reader` walks. An extension that cannot
 * be read, or stands there twice (RFC 5280 4.2), becomes a problem and leaves the others readable.
 */
export function readExtensions(reader: DerReader): DecodedExtensions {
	const decoded = emptyExtensions();
	// The table pairs each name with the decoder of its type, so a value always lands where it belongs.
	const standard = decoded as Record<StandardName, unknown>;
	const extensions: Extension[] = [];
	const problems: { code: string; offset: number }[] = [];
	const seen = new Set<string>();
	while (reader.hasMore) {
		const span = reader.next(tags.sequence).span();
		const fields = reader.inner();
		const oid = readObjectIdentifier(fields.next(tags.objectIdentifier));
		const critical = fields.nextIf(tags.boolean) && readBoolean(fields);
		const value = fields.next(tags.octetString).content();
		fields.expectEnd();
		const standardType = known.get(oid);
		if (seen.has(oid)) {
			problems.push({ code: 'extension-twice', offset: span.start });
		}
		seen.add(oid);
		let isDecoded = false;
		if (standardType !== undefined) {
			try {
				standard[standardType.name] = standardType.type.decode(fields.inner());
				isDecoded = true;
			} catch (error) {
				if (!(error instanceof DerError)) {
					throw error;
				}
				problems.push({ code: `extension-${error.code}`, offset: error.offset });
			}
		}
		const name = standardType?.name ?? oid;
		extensions.push({ oid, name, critical, value, span, isDecoded });
	}
	return { extensions, standard: decoded, problems };
}

/** All standard extensions absent. */
export function emptyExtensions(): StandardExtensions {
	return {
		subjectAltName: undefined,
		issuerAltName: undefined,
		basicConstraints: undefined,
		keyUsage: undefined,
		extendedKeyUsage: undefined,
		subjectKeyIdentifier: undefined,
		authorityKeyIdentifier: undefined,
		nameConstraints: undefined,
		certificatePolicies: undefined,
		policyMappings: undefined,
		policyConstraints: undefined,
		inhibitAnyPolicy: undefined,
		crlDistributionPoints: undefined,
		freshestCrl: undefined,
		authorityInfoAccess: undefined,
		subjectInfoAccess: undefined,
		tlsFeature: undefined,
		signedCertificateTimestamps: undefined,
		netscapeCertType: undefined,
		netscapeComment: undefined,
	};
}

/** Title and lines of words of an extension; hex for what is not known here. */
export function describeExtension(extension: Extension): { title: string; lines: string[] } {
	const type = known.get(extension.oid)?.type;
	if (type === undefined || !extension.isDecoded) {
		return { title: type?.title ?? extension.oid, lines: [toHex(extension.value)] };
	}
	return { title: type.title, lines: type.describe(type.decode(new DerReader(extension.value))) };
}

/** The content of `[n] EXPLICIT Extensions` that `reader` stands on, as a reader over the list. */
export function explicitExtensions(reader: DerReader): DerReader {
	const explicit = reader.inner();
	const list = explicit.next(tags.sequence).inner();
	explicit.expectEnd();
	return list;
}

/** The tag of `extensions [3]` in a TBSCertificate (RFC 5280 4.1). */
export const certificateExtensionsTag = contextTag(3, true);
