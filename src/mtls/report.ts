import type { PathResult } from '../path/request';
import type { Certificate } from '../x509/certificate';

/** A TLS alert as seen on the wire or named by the library (RFC 8446 6). */
export interface Alert {
	readonly number: number;
	/** RFC 8446 name such as `certificate_required`. */
	readonly name: string;
	readonly from: 'client' | 'server';
}

/** A PEM certificate with its private key, as they go into a TLS context. */
export interface Identity {
	/** PEM, leaf first, intermediates behind it. */
	readonly certificateChainPem: string;
	readonly privateKeyPem: string;
	readonly passphrase?: string | undefined;
	/** For reports: the path or name of the certificate. */
	readonly label: string;
}

/** An identity as one PKCS#12 file; the TLS library opens it. */
export interface Pkcs12Identity {
	readonly pkcs12: Uint8Array;
	readonly passphrase?: string | undefined;
	/** For reports: the path or name of the file. */
	readonly label: string;
}

/** A fault in words, as JSON prints it: `code` is a rule id or a cause, `subject` RFC 4514 text. */
export interface ReportedFault {
	readonly code: string;
	readonly message: string;
	readonly subject: string;
}

/** A verdict of ours on a chain, for a purpose and a time. */
export interface ChainVerdict extends PathResult {
	/** The chain as the peer sent it, leaf first; empty if it sent none. */
	readonly sent: readonly Certificate[];
}

/** Why a probe ended as it did; the words of `cli.md`. */
export type ProbeCause =
	| 'ok'
	| 'no-client-certificate'
	| 'unknown-ca'
	| 'wrong-extended-key-usage'
	| 'expired'
	| 'not-yet-valid'
	| 'wrong-host'
	| 'server-not-trusted'
	| 'wrong-protocol'
	| 'refused-without-reason'
	| 'nothing-listening'
	| 'timeout'
	| 'name-not-resolved'
	| 'cancelled'
	| 'not-proven'
	| 'client-certificate-refused';

/** What a probe found out. */
export interface ProbeReport {
	readonly host: string;
	readonly port: number;
	/** The name that was sent as SNI and checked against the server certificate. */
	readonly serverName: string;
	readonly startedAt: Date;
	readonly reached: boolean;
	readonly serverVerdict: ChainVerdict | undefined;
	readonly clientCertificateRequested: boolean | undefined;
	/** Distinguished names the server listed in its CertificateRequest, RFC 4514 text. */
	readonly acceptedIssuers: readonly string[];
	readonly clientCertificateSent: boolean;
	/** The client's chain as it went over the wire, leaf first. */
	readonly clientChain: readonly Certificate[];
	/** What our check finds against the client's chain, or what the server listed in its answer. */
	readonly clientFaults: readonly ReportedFault[];
	readonly clientLabel: string | undefined;
	/** true: an answer proves it; false: a refusal proves it; null: no proof either way. */
	readonly accepted: boolean | null;
	readonly alert: Alert | undefined;
	readonly httpStatus: number | undefined;
	/** First 2,048 characters of the HTTP body, for display as plain text. */
	readonly httpBodyStart: string | undefined;
	readonly protocol: string | undefined;
	readonly cipher: string | undefined;
	readonly group: string | undefined;
	readonly alpn: string | undefined;
	readonly durationMs: number;
	readonly cause: ProbeCause;
	/** Whose certificate has to change; undefined where none is to blame or it is not known. */
	readonly certificateAtFault: 'client' | 'server' | undefined;
	/** True if the cause is our check's, because the server gave none. */
	readonly isCauseOurs: boolean;
	/** Code of the library's own check of the server, such as `CERT_HAS_EXPIRED`; `''` if it found nothing, undefined if it was not asked. */
	readonly libraryVerdict: string | undefined;
	/** What a peer that speaks no TLS sent first, for display as plain text. */
	readonly otherProtocolStart: string | undefined;
	/** How long the probe was ready to wait for its whole run. */
	readonly timeoutMs: number;
	/** The TLS library that spoke, such as `OpenSSL 3.0.19 in Node 20.20.2`. */
	readonly library: string;
	/** Error code and message of the library, cleaned of addresses; undefined if there was none. */
	readonly error: { readonly code: string; readonly message: string } | undefined;
	/** Handshake messages as seen on the wire. */
	readonly handshake: readonly HandshakeMessage[];
}

/** One handshake message, alert or run of application data on the wire. */
export interface HandshakeMessage {
	/** Milliseconds since the connection was begun. */
	readonly atMs: number;
	readonly from: 'client' | 'server';
	/** RFC 8446 name such as `CertificateRequest`; `Alert`, `Application data`. */
	readonly name: string;
	/** Bytes of the message. */
	readonly length: number;
	/** True if it was encrypted on the wire and decrypted here with the session's own keys. */
	readonly isEncrypted: boolean;
	/** At most 90 characters for people: "TLS 1.3, SNI localhost". */
	readonly detail: string;
}
