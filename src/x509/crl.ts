import type { SignatureAlgorithm } from './algorithm';
import type { Extension } from './extensions';
import type { Name } from './name';

/** A decoded certificate revocation list (RFC 5280 5.1). */
export interface Crl {
	readonly der: Uint8Array;
	readonly tbs: Uint8Array;
	readonly issuer: Name;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date | undefined;
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
	readonly entries: readonly CrlEntry[];
	readonly extensions: readonly Extension[];
	readonly crlNumber: string | undefined;
}

/** One revoked certificate. */
export interface CrlEntry {
	/** Lower-case hex without a leading sign 00, as on the certificate. */
	readonly serialNumber: string;
	readonly revocationDate: Date;
	/** RFC 5280 5.3.1 name such as `keyCompromise`; undefined if absent. */
	readonly reason: string | undefined;
}
