import type { Span } from '../der';
import type { GeneralName } from './generalName';

export type { GeneralName, GeneralNameType } from './generalName';

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

/** Bits of RFC 5280 4.2.1.3 by their names there. */
export type KeyUsage =
	| 'digitalSignature'
	| 'nonRepudiation'
	| 'keyEncipherment'
	| 'dataEncipherment'
	| 'keyAgreement'
	| 'keyCertSign'
	| 'cRLSign'
	| 'encipherOnly'
	| 'decipherOnly';

/** RFC 5280 4.2.1.9. */
export interface BasicConstraints {
	readonly isCa: boolean;
	readonly pathLength: number | undefined;
}

/** RFC 5280 4.2.1.1; identifiers as lower-case hex. */
export interface AuthorityKeyIdentifier {
	readonly keyIdentifier: string | undefined;
	readonly issuer: readonly GeneralName[];
	readonly serialNumber: string | undefined;
}

/** RFC 5280 4.2.1.10; an IP subtree's value is `address/prefix or mask`. */
export interface NameConstraints {
	readonly permitted: readonly GeneralName[];
	readonly excluded: readonly GeneralName[];
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
	readonly certificatePolicies: readonly string[] | undefined;
	readonly crlDistributionPoints: readonly GeneralName[] | undefined;
}
