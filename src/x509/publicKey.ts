import type { KeyAlgorithm } from './algorithm';

/** A decoded SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
export interface PublicKey {
	/** Key algorithm name; the OID if unknown. */
	readonly algorithm: KeyAlgorithm | (string & {});
	/** `P-256`, `secp256k1`, ...; the OID of an unknown curve, `explicit` for explicit parameters; null unless EC. */
	readonly curve: string | null;
	/** Bits: modulus for RSA, field size for EC, 256 for Ed25519; null if unknown. */
	readonly keySize: number | null;
	/** RSA public exponent in decimal; null otherwise. */
	readonly exponent: string | null;
	/** The whole SubjectPublicKeyInfo in DER. */
	readonly spki: Uint8Array;
	/** Lower-case hex SHA-256 of `spki`: what pairs a key with its certificate. */
	readonly spkiSha256: string;
	/** Content of the BIT STRING, over which RFC 5280 4.2.1.2 method 1 key identifiers are made. */
	readonly subjectPublicKey: Uint8Array;
}
