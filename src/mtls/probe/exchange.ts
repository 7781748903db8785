import type { Socket } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { errorParts } from '../contextError';
import { cleanError } from '../explain';
import { handshakeFacts, type HandshakeFacts } from '../handshake/facts';
import { Tap } from '../handshake/tap';
import { Transcript, type WireEvent } from '../handshake/transcript';
import { libraryChain } from '../libraryChain';
import { HttpAnswer } from './httpAnswer';

/** What happened on a connection, from the first byte to its end. */
export interface Exchange {
	readonly events: readonly WireEvent[];
	readonly facts: HandshakeFacts;
	/** The library counts the connection as established; under TLS 1.3 that is before the server judged. */
	readonly isSecured: boolean;
	readonly isRequestSent: boolean;
	readonly answer: HttpAnswer;
	/** False if the probe itself ended it: it had its answer, or its time was over. */
	readonly isEndedByPeer: boolean;
	readonly error: { readonly code: string; readonly message: string } | undefined;
	/** The server's chain as sent; from the library where the wire could not be read. */
	readonly serverChain: readonly Uint8Array[];
	/** Code of the library's own check of the server's chain; undefined if there was nothing against it. */
	readonly authorizationError: string | undefined;
	/** What the peer sent first instead of TLS. */
	readonly otherProtocol: Uint8Array | undefined;
}

/** How an exchange is run. */
export interface ExchangeOptions {
	readonly tls: ConnectionOptions;
	/** `Host` of the request. */
	readonly hostHeader: string;
	/** Milliseconds since the connection was begun. */
	readonly elapsedMs: () => number;
	readonly signal: AbortSignal;
}

/**
 * A server of TLS 1.3 judges the client after the client counts as connected. A request sent into
 * that moment can cost the alert: a server that closes with unread data resets the connection. So
 * the request waits for a sign of the verdict, at most four round trips, within these bounds.
 */
const shortestGraceMs = 100;
const longestGraceMs = 1000;

/** Runs a handshake on an open socket, sends one HTTP request and reads the answer; never rejects. */
export function exchange(socket: Socket, options: ExchangeOptions): Promise<Exchange> {
	const { elapsedMs, signal } = options;
	return new Promise((resolve) => {
		const transcript = new Transcript();
		const answer = new HttpAnswer();
		let isSecured = false;
		let isRequestSent = false;
		let isOver = false;
		let grace: NodeJS.Timeout | undefined;
		let error: Exchange['error'];
		let authorizationError: string | undefined;
		let knownChain: readonly Uint8Array[] = [];

		const tap = new Tap(socket, (origin, piece) => {
			transcript.bytes(origin === 'peer' ? 'server' : 'client', piece, elapsedMs());
			if (origin === 'peer' && grace !== undefined && isJudged(handshakeFacts(transcript.events))) {
				sendRequest();
			}
		});
		const tls = connect({ ...options.tls, socket: tap });

		const fail = (cause: Error): void => {
			const { code, message } = errorParts(cause);
			error ??= { code, message: cleanError(message) };
		};
		const finish = (isEndedByPeer: boolean): void => {
			if (isOver) {
				return;
			}
			isOver = true;
			clearTimeout(grace);
			signal.removeEventListener('abort', abort);
			tls.destroy();
			socket.destroy();
			transcript.end();
			const { events } = transcript;
			const facts = handshakeFacts(events);
			resolve({
				events,
				facts,
				serverChain: facts.serverChain ?? knownChain,
				isSecured,
				isRequestSent,
				answer,
				isEndedByPeer,
				error,
				authorizationError,
				otherProtocol: transcript.otherProtocol('server'),
			});
		};
		const abort = (): void => finish(false);
		const sendRequest = (): void => {
			clearTimeout(grace);
			grace = undefined;
			if (!isRequestSent && !isOver) {
				isRequestSent = true;
				tls.write(requestText(options.hostHeader));
			}
		};

		tls.on('keylog', (line: Buffer) => transcript.keylog(line.toString('latin1')));
		tls.once('secureConnect', () => {
			isSecured = true;
			authorizationError = codeOf(tls.authorizationError);
			const facts = handshakeFacts(transcript.events);
			if (facts.serverChain === undefined) {
				knownChain = libraryChain(tls);
			}
			if (isYetToBeJudged(facts)) {
				grace = setTimeout(sendRequest, graceMs(transcript.events));
			} else {
				sendRequest();
			}
		});
		tls.on('data', (piece: Buffer) => {
			answer.push(piece);
			if (answer.isComplete) {
				finish(false);
			}
		});
		// A close_notify behind an answer is the end of it; some servers then wait for ours.
		tls.once('end', () => {
			if (answer.hasStarted) {
				finish(true);
			}
		});
		tls.on('error', fail);
		tap.on('error', fail);
		tls.once('close', () => finish(true));
		tap.once('close', () => finish(true));
		signal.addEventListener('abort', abort);
		if (signal.aborted) {
			abort();
		}
	});
}

function isYetToBeJudged(facts: HandshakeFacts): boolean {
	// Opaque records may hide the request for a certificate, so they count as one.
	const isAsked = facts.certificateRequest !== undefined || facts.hasOpaque;
	return facts.protocol === 'TLS 1.3' && isAsked && !isJudged(facts);
}

/** Tickets come once the server took the client's flight; an alert or data speak for themselves. */
function isJudged(facts: HandshakeFacts): boolean {
	return facts.ticketCount > 0 || facts.alert !== undefined || facts.serverDataLength > 0;
}

function graceMs(events: readonly WireEvent[]): number {
	const asked = events.find(({ from }) => from === 'client')?.atMs ?? 0;
	const answered = events.find(({ from }) => from === 'server')?.atMs ?? asked;
	return Math.min(longestGraceMs, Math.max(shortestGraceMs, 4 * (answered - asked)));
}

/** Node types it as an error and sets the code as a string. */
function codeOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function requestText(host: string): string {
	return [
		'GET / HTTP/1.1',
		`Host: ${host}`,
		'User-Agent: mtls-workbench',
		'Accept: application/json, */*;q=0.8',
		'Connection: close',
		'',
		'',
	].join('\r\n');
}
