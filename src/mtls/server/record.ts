import type { Certificate } from '../../x509/certificate';
import type { Alert, HandshakeMessage, ReportedFault } from '../report';

/** Whether a server asks for a client certificate, and what happens without one. */
export type ClientAuthentication = 'require' | 'request' | 'none';

/** What a test server answers or does, in short. */
export type ConnectionOutcome =
	/** HTTP 200. */
	| 'accepted'
	/** HTTP 403 with all faults, or dropped in the handshake when strict. */
	| 'refused'
	/** The peer spoke something else than TLS. */
	| 'wrong-protocol'
	/** The handshake broke, by an alert of either side or without one. */
	| 'broken'
	/** The handshake was done, and the client went without a request. */
	| 'left';

/** The verdict on a client, with every fault in words. */
export interface ClientVerdict {
	readonly valid: boolean;
	readonly faults: readonly ReportedFault[];
}

/** One connection to a test server, written down when it is over. */
export interface ConnectionRecord {
	/** Counts from 1 in the order of arrival. */
	readonly id: number;
	/** When the connection was opened. */
	readonly time: Date;
	readonly remoteAddress: string;
	readonly outcome: ConnectionOutcome;
	readonly clientAuthentication: ClientAuthentication;
	/** True if the TLS library decided in the handshake, as a plain Node server does. */
	readonly isStrict: boolean;
	/** Such as `TLS 1.3`. */
	readonly protocol: string | undefined;
	readonly cipher: string | undefined;
	readonly group: string | undefined;
	/** The name the client asked for (SNI). */
	readonly serverName: string | undefined;
	/** A resumed session shows no client chain; it is refused and not judged. */
	readonly resumed: boolean;
	/** As the client sent it, leaf first. */
	readonly clientChain: readonly Certificate[];
	/** `wire`: read from the bytes; `library`: they could not be decrypted, and certificates known here may be added. */
	readonly chainSource: 'wire' | 'library';
	/** Undefined if there was nothing to judge: none was asked for, none was sent on request, or the handshake broke before. */
	readonly verdict: ClientVerdict | undefined;
	/** The server asked and the client answered with an empty list; Go, Java and browsers withhold what no listed CA issued. */
	readonly isWithheld: boolean;
	/** RFC 4514 names of the CAs that the server listed. */
	readonly acceptedIssuers: readonly string[];
	readonly httpStatus: number | undefined;
	readonly alert: Alert | undefined;
	/** The library's own words, cleaned of addresses. */
	readonly error: { readonly code: string; readonly message: string } | undefined;
	readonly durationMs: number;
	readonly handshake: readonly HandshakeMessage[];
}
