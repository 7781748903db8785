import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { errorParts } from '../contextError';
import { cleanError } from '../explain';
import { handshakeFacts, type HandshakeFacts } from '../handshake/facts';
import { Tap } from '../handshake/tap';
import { timeline } from '../handshake/timeline';
import { Transcript } from '../handshake/transcript';
import { libraryChain } from '../libraryChain';
import { readPeerChain, readPeerName } from '../peerCertificates';
import type { HandshakeServer } from './handshakeServer';
import type { LoadedFiles } from './options';
import { answerPlainText } from './plainText';
import type { ClientVerdict, ConnectionOutcome, ConnectionRecord } from './record';
import { judgeClient } from './verdict';

/** What every connection of a server shares. */
export interface ConnectionContext {
	readonly files: LoadedFiles;
	readonly handshakes: HandshakeServer;
	readonly now: () => Date;
	readonly timeoutMs: number;
	/** The handshake is done; the client may send its request. */
	readonly onSecured: (connection: Connection, socket: TLSSocket) => void;
	readonly onEnd: (record: ConnectionRecord) => void;
}

/** One connection to a test server, from its first byte to its record. */
export class Connection {
	/** Set once the handshake is done. */
	verdict: ClientVerdict | undefined;
	httpStatus: number | undefined;

	readonly time: Date;
	readonly #transcript = new Transcript();
	readonly #startedMs = performance.now();
	readonly #deadline: NodeJS.Timeout;
	readonly #remoteAddress: string;
	#tls: TLSSocket | undefined;
	#isWrongProtocol = false;
	#isOver = false;
	#error: ConnectionRecord['error'];

	constructor(
		readonly id: number,
		private readonly socket: Socket,
		private readonly context: ConnectionContext,
	) {
		this.time = context.now();
		this.#remoteAddress = socket.remoteAddress ?? '';
		this.#deadline = setTimeout(() => socket.destroy(), context.timeoutMs);
		socket.once('data', (first: Buffer) => this.#begin(first));
		socket.once('error', (error) => this.#fail(error));
		socket.once('close', () => this.end());
	}

	get files(): LoadedFiles {
		return this.context.files;
	}

	get facts(): HandshakeFacts {
		return handshakeFacts(this.#transcript.events);
	}

	get isResumed(): boolean {
		return this.facts.isResumed || this.#tls?.isSessionReused() === true;
	}

	/** The chain as the client sent it; from the library where the wire could not be read. */
	get clientChain(): readonly Uint8Array[] {
		return this.facts.clientChain ?? (this.#tls === undefined ? [] : libraryChain(this.#tls));
	}

	get isWithheld(): boolean {
		return this.facts.clientChain?.length === 0;
	}

	/** Writes the record; later calls do nothing, so that the first end counts. */
	end(): void {
		if (this.#isOver) {
			return;
		}
		this.#isOver = true;
		clearTimeout(this.#deadline);
		this.#transcript.end();
		this.context.onEnd(this.#record());
	}

	#begin(first: Buffer): void {
		this.socket.pause();
		if (first[0] !== tlsHandshake) {
			this.#isWrongProtocol = true;
			this.#error = { code: 'not-tls', message: 'The client does not speak TLS.' };
			answerPlainText(this.socket, first, (status) => (this.httpStatus = status));
			return;
		}
		const tap = new Tap(this.socket, (origin, piece) => {
			const atMs = performance.now() - this.#startedMs;
			this.#transcript.bytes(origin === 'peer' ? 'client' : 'server', piece, atMs);
		});
		tap.on('error', (error: Error) => this.#fail(error));
		this.context.handshakes.handshake(tap, {
			keylog: (line) => this.#transcript.keylog(line.toString('latin1')),
			secured: (socket) => this.#secured(socket),
			broken: (error) => {
				this.#fail(error);
				this.#judge();
			},
		});
		this.socket.unshift(first);
	}

	#secured(socket: TLSSocket): void {
		this.#tls = socket;
		socket.on('error', (error: Error) => this.#fail(error));
		this.#judge();
		this.context.onSecured(this, socket);
	}

	/** Also after a strict refusal: the library gives no reason, our verdict does. */
	#judge(): void {
		this.verdict ??= judgeClient(this, this.context.now());
	}

	#fail(error: Error): void {
		const { code, message } = errorParts(error);
		this.#error ??= { code, message: cleanError(message) };
	}

	#record(): ConnectionRecord {
		const { facts } = this;
		const chain = readPeerChain(this.clientChain);
		const cipher = this.#tls?.getCipher() as { standardName?: string } | undefined;
		const outcome = this.#outcome(facts);
		return {
			id: this.id,
			time: this.time,
			remoteAddress: this.#remoteAddress,
			outcome,
			clientAuthentication: this.files.clientAuthentication,
			isStrict: this.files.isStrict,
			protocol: facts.protocol,
			cipher: facts.cipherSuite ?? cipher?.standardName,
			group: facts.group,
			serverName: facts.clientHello?.serverName,
			resumed: this.isResumed,
			clientChain: chain,
			chainSource: facts.clientChain === undefined && chain.length > 0 ? 'library' : 'wire',
			verdict: this.verdict,
			isWithheld: this.isWithheld,
			acceptedIssuers: (facts.certificateRequest?.authorities ?? []).map(
				(der) => readPeerName(der)?.text ?? '',
			),
			httpStatus: this.httpStatus,
			alert: facts.alert,
			error: this.#error ?? (outcome === 'broken' && !facts.alert ? brokenOff : undefined),
			durationMs: performance.now() - this.#startedMs,
			handshake: timeline(this.#transcript.events),
		};
	}

	#outcome(facts: HandshakeFacts): ConnectionOutcome {
		if (this.#isWrongProtocol) {
			return 'wrong-protocol';
		}
		if (this.httpStatus !== undefined) {
			return this.httpStatus === 403 ? 'refused' : 'accepted';
		}
		if (this.#tls !== undefined) {
			return 'left';
		}
		// Strict: the client showed what it has, and the library ended the handshake.
		const isJudged = this.files.isStrict && facts.clientChain !== undefined;
		return isJudged && facts.alert?.from !== 'client' ? 'refused' : 'broken';
	}
}

/** The library says nothing of a client that just goes. */
const brokenOff = {
	code: 'handshake-broken-off',
	message: 'The connection ended during the handshake.',
} as const;

/** ContentType handshake, the first byte of every ClientHello (RFC 8446 5.1). */
const tlsHandshake = 22;
