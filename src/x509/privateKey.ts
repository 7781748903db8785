import type { PublicKey } from './publicKey';

/**
 * What may be said about a private key. The value never holds key material: only the format and,
 * where it can be derived, the public half.
 */
export interface PrivateKey {
	/** `pkcs8`, `pkcs1` (RSA PRIVATE KEY), `sec1` (EC PRIVATE KEY), `openssh`, ... */
	readonly format: 'pkcs8' | 'pkcs1' | 'sec1' | 'dsa' | 'openssh';
	readonly isEncrypted: boolean;
	/** Such as `PBES2, AES-256-CBC`; undefined unless encrypted. */
	readonly encryption: string | undefined;
	/** The public half; undefined if the key is encrypted or cannot be loaded. */
	readonly publicKey: PublicKey | undefined;
}
