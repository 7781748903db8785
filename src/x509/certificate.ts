import type { SignatureAlgorithm } from './algorithm';
import type { Span } from './der';
import type { Extension, StandardExtensions } from './extensions';
import type { Name } from './name';
import type { PublicKey } from './publicKey';

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
	/** OID of the inner `signature` field; differs from `signatureAlgorithm` only in broken certificates. */
	readonly tbsSignatureOid: string;
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
	readonly problems: readonly { readonly code: string; readonly offset: number }[];
}
