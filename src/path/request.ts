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
	/**
	 * Certificates that are known here but were not sent: never part of the path, they only tell a
	 * missing intermediate from an unknown CA.
	 */
	readonly known?: readonly Certificate[] | undefined;
	readonly purpose: Purpose;
	/** DNS name or IP address that the leaf must cover (RFC 9525); undefined checks no name. */
	readonly hostName?: string | undefined;
	/** The time to validate at. */
	readonly at: Date;
	/** With any at all, one has to speak about the issuer of the leaf. */
	readonly crls?: readonly Crl[];
	/** Most certificates between leaf and anchor, as `ssl_verify_depth` of nginx counts them less one. */
	readonly maximumIntermediates?: number | undefined;
}

/** Why a path is not valid. The codes are rule ids where a rule says the same. */
export type PathFaultCode =
	/** Nothing here has the name of the issuer. */
	| 'issuer-not-found'
	/** The issuer was not sent, but is known here. */
	| 'missing-intermediate'
	/** The path ends at a self-signed CA that is not among the trust anchors. */
	| 'issuer-not-trusted'
	/** Certificates have the issuer's name, but none has the key that signed. */
	| 'issuer-signature-mismatch'
	| 'self-signed-leaf'
	| 'expired'
	| 'not-yet-valid'
	| 'wrong-extended-key-usage'
	| 'issuer-extended-key-usage'
	| 'version-not-3'
	| 'ca-missing-basic-constraints'
	| 'ca-missing-key-cert-sign'
	| 'key-usage-missing-digital-signature'
	| 'path-length-exceeded'
	| 'too-many-intermediates'
	| 'name-constraints-violated'
	| 'unknown-critical-extension'
	| 'missing-subject-alternative-name'
	| 'ip-address-as-dns-name'
	| 'host-name-mismatch'
	| 'weak-key'
	| 'weak-signature'
	| 'revoked'
	/** CRLs are here, but none is about the leaf, or none proves that the certificate is not revoked. */
	| 'revocation-not-checked'
	| 'signature-not-checked'
	| 'policy-violation'
	| 'malformed-extension'
	| 'malformed-certificate'
	/** The search for a path was given up. */
	| 'path-too-complex';

/** One fault of a path, as data; `lint/faultText.ts` makes the sentence. */
export interface PathFault {
	readonly code: PathFaultCode;
	/** The certificate the fault sits on. */
	readonly certificate: Certificate;
	/**
	 * Values for the sentence: the host name asked for, the extension's OID, the candidate issuer's
	 * name, ...; always `role`: `server`, `client` or `unknown` for the leaf, `ca` for all others.
	 */
	readonly detail: Readonly<Record<string, string>>;
}

/** The best path found, with every fault of it. */
export interface PathResult {
	readonly valid: boolean;
	/** Leaf first; ends at a trust anchor unless one of `unanchoredFaults` is among the faults. */
	readonly path: readonly Certificate[];
	/** Those that break the chain first, then from the leaf upwards. */
	readonly faults: readonly PathFault[];
}

/** Faults that say why a path does not reach a trust anchor. */
export const unanchoredFaults: readonly PathFaultCode[] = [
	'issuer-not-found',
	'missing-intermediate',
	'issuer-not-trusted',
	'issuer-signature-mismatch',
	'self-signed-leaf',
	'path-too-complex',
];
