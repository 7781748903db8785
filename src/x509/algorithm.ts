/** A signature algorithm identifier, decoded as far as a check needs it. */
export interface SignatureAlgorithm {
	readonly oid: string;
	/** OpenSSL's long name, such as `ecdsa-with-SHA256`; the OID if unknown. */
	readonly name: string;
	/** Digest name as `node:crypto` takes it; undefined where the algorithm brings its own (Ed25519) or is unknown. */
	readonly hash: string | undefined;
	/** The kind of key that makes such signatures; undefined if unknown. */
	readonly keyAlgorithm: KeyAlgorithm | undefined;
	/** RSASSA-PSS parameters (RFC 4055 3.1). */
	readonly pss?: { readonly saltLength: number; readonly mgfHash: string };
}

/** Key algorithms by the names that the command line prints. */
export type KeyAlgorithm =
	| 'RSA'
	| 'EC'
	| 'DSA'
	| 'Ed25519'
	| 'Ed448'
	| 'X25519'
	| 'X448'
	| 'ML-DSA-44'
	| 'ML-DSA-65'
	| 'ML-DSA-87';
