import { isClosureAlert, alertName } from '../alerts';
import type { Alert } from '../report';
import type { CertificateRequest, ClientHello, ServerHello } from './messages';
import { cipherSuiteName, versionName } from './names';
import type { Side, WireEvent } from './transcript';

/** What the wire itself proves about a handshake, whatever a library says about it. */
export interface HandshakeFacts {
	readonly clientHello: ClientHello | undefined;
	/** Such as `TLS 1.3`; undefined before a ServerHello. */
	readonly protocol: string | undefined;
	readonly cipherSuite: string | undefined;
	readonly group: string | undefined;
	readonly alpn: string | undefined;
	/** Undefined if the server did not ask, or its asking could not be decrypted. */
	readonly certificateRequest: CertificateRequest | undefined;
	/** DER of the chains as sent, leaf first; undefined where no Certificate message was seen. */
	readonly serverChain: readonly Uint8Array[] | undefined;
	readonly clientChain: readonly Uint8Array[] | undefined;
	readonly isClientFinished: boolean;
	readonly isServerFinished: boolean;
	/** A server sends tickets once it has taken the client's flight (RFC 8446 4.6.1). */
	readonly ticketCount: number;
	/** The first alert that ends the handshake; closures are none, nor warnings that it went on after. */
	readonly alert: Alert | undefined;
	/** True if the handshake took up an older session and so shows no certificates. */
	readonly isResumed: boolean;
	/** Bytes of application data that the server sent. */
	readonly serverDataLength: number;
	/** True if some records stayed closed, so that what is missing here may still have happened. */
	readonly hasOpaque: boolean;
}

/** Sums up a transcript. */
export function handshakeFacts(events: readonly WireEvent[]): HandshakeFacts {
	const bodies = (from: Side) =>
		events.flatMap((event) =>
			event.from === from && event.content.kind === 'handshake' ? [event.content.message.body] : [],
		);
	const client = bodies('client');
	const server = bodies('server');
	const hello = server.find((body): body is ServerHello => body.kind === 'ServerHello');
	const serverChain = server.find((body) => body.kind === 'Certificate')?.chain;
	const protocol = hello && versionName(hello.version);
	const isServerFinished = server.some((body) => body.kind === 'Finished');
	return {
		clientHello: client.find((body) => body.kind === 'ClientHello'),
		protocol,
		cipherSuite: hello && cipherSuiteName(hello.cipherSuite),
		group: hello?.group ?? server.find((body) => body.kind === 'ServerKeyExchange')?.group,
		alpn: hello?.alpn ?? server.find((body) => body.kind === 'EncryptedExtensions')?.alpn,
		certificateRequest: server.find((body) => body.kind === 'CertificateRequest'),
		serverChain,
		clientChain: client.find((body) => body.kind === 'Certificate')?.chain,
		isClientFinished: client.some((body) => body.kind === 'Finished'),
		isServerFinished,
		ticketCount: server.filter((body) => body.kind === 'NewSessionTicket').length,
		alert: endingAlert(events, protocol),
		isResumed:
			hello !== undefined &&
			(hello.hasPreSharedKey || (isServerFinished && serverChain === undefined)),
		serverDataLength: events
			.filter(({ from, content }) => from === 'server' && content.kind === 'applicationData')
			.reduce((sum, { length }) => sum + length, 0),
		hasOpaque: events.some(({ content }) => content.kind === 'opaque'),
	};
}

/** TLS 1.3 takes every error for fatal, whatever its level says (RFC 8446 6). */
function endingAlert(
	events: readonly WireEvent[],
	protocol: string | undefined,
): Alert | undefined {
	const errors = events.flatMap(({ from, content }) =>
		content.kind === 'alert' && !isClosureAlert(content.number) ? [{ from, ...content }] : [],
	);
	const fatal = errors.find(({ isFatal }) => isFatal || protocol === 'TLS 1.3');
	const found = fatal ?? (protocol === undefined ? errors[0] : undefined);
	return found && { number: found.number, name: alertName(found.number), from: found.from };
}
