/** Key types by the words of the command line (`--key`). */
export type KeyType = 'p256' | 'p384' | 'p521' | 'rsa2048' | 'rsa3072' | 'rsa4096' | 'ed25519';

/** What a certificate is made for; see `profiles.ts` for what each puts into it. */
export type ProfileName = 'root' | 'intermediate' | 'server' | 'client' | 'peer';

/** A subject alternative name, sorted out from what a person typed. */
export interface SubjectAltNameInput {
	readonly type: 'dns' | 'ip' | 'email' | 'uri';
	readonly value: string;
}

/** A generated or loaded key pair; `pkcs8` is secret and goes to the file writer only. */
export interface KeyPair {
	readonly type: KeyType | 'other';
	/** PKCS#8 DER. */
	readonly pkcs8: Uint8Array;
	readonly spki: Uint8Array;
}

/** The signing side: a CA certificate and its key. */
export interface Issuer {
	readonly certificate: Uint8Array;
	readonly keyPair: KeyPair;
}

/** A certificate as issued: DER and PEM of the same bytes. */
export interface IssuedCertificate {
	readonly der: Uint8Array;
	readonly pem: string;
}
