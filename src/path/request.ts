import type { Certificate } from '../x509/certificate';
import type { Crl } from '../x509/crl';

/** What a certificate is to be used for; `any` asks for no extended key usage. */
export type Purpose = 'server' | 'client' | 'any';

/** Everything path validation depends on; nothing else is consulted, so the same request gives the same result. */
export interface PathRequest {
	readonly leaf: Certificate;
	/** Certificates trusted as they stand, self-signed or not; their own dates and constraints are applied. */
	readonly trustAnchors: readonly Certificate[];
	/** Certificates that may stand between: as sent by the peer, or found in the workspace. */
	readonly intermediates: readonly Certificate[];
	readonly purpose: Purpose;
	/** DNS name or IP address that the leaf must cover (RFC 9525); undefined checks no name. */
	readonly hostName?: string | undefined;
	/** The time to validate at. */
	readonly at: Date;
	readonly crls?: readonly Crl[];
}

/** Why a path is not valid. The codes are rule ids where a rule says the same. */
export type PathFaultCode =
	| 'issuer-not-found'
	| 'issuer-not-trusted'
	| 'issuer-signature-mismatch'
	| 'self-signed-leaf'
	| 'expired'
	| 'not-yet-valid'
	| 'wrong-extended-key-usage'
	| 'issuer-extended-key-usage'
	| 'ca-missing-basic-constraints'
	| 'ca-missing-key-cert-sign'
	| 'ca-version-1'
	| 'key-usage-missing-digital-signature'
	| 'leaf-is-ca'
	| 'path-length-exceeded'
	| 'name-constraint-violation'
	| 'unknown-critical-extension'
	| 'missing-subject-alternative-name'
	| 'ip-address-as-dns-name'
	| 'host-name-mismatch'
	| 'weak-key'
	| 'weak-signature'
	| 'revoked'
	| 'signature-not-checked'
	| 'policy-violation'
	| 'malformed-extension';

/** One fault of a path, as data; `lint/faultText.ts` makes the sentence. */
export interface PathFault {
	readonly code: PathFaultCode;
	/** The certificate the fault sits on. */
	readonly certificate: Certificate;
	/** Values for the sentence: the host name asked for, the extension's OID, the candidate issuer's name, ... */
	readonly detail: Readonly<Record<string, string>>;
}

/** The best path found, with every fault of it. */
export interface PathResult {
	readonly valid: boolean;
	/** Leaf first; ends at a trust anchor unless `issuer-not-found` or `issuer-not-trusted` is among the faults. */
	readonly path: readonly Certificate[];
	readonly faults: readonly PathFault[];
}
