import type { SignatureAlgorithm } from './algorithm';
import type { Extension, StandardExtensions } from './extensions';
import type { Name } from './name';
import type { PublicKey } from './publicKey';

/** A decoded PKCS #10 certificate request (RFC 2986) with the extensions it asks for. */
export interface CertificateRequest extends StandardExtensions {
	readonly der: Uint8Array;
	/** The bytes that the requester signed. */
	readonly signed: Uint8Array;
	readonly subject: Name;
	readonly publicKey: PublicKey;
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
	readonly extensions: readonly Extension[];
}
