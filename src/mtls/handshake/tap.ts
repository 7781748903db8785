import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Is told of every piece of bytes, before the TLS library sees what came from the peer. */
export type TapObserver = (origin: 'local' | 'peer', piece: Uint8Array) => void;

/**
 * Stands between a socket and the TLS library, so that the bytes of a connection can be read
 * along. Node runs TLS natively on a plain socket and shows no bytes there.
 */
export class Tap extends Duplex {
	readonly #socket: Socket;
	readonly #observe: TapObserver;

	constructor(socket: Socket, observe: TapObserver) {
		super({ allowHalfOpen: true });
		this.#socket = socket;
		this.#observe = observe;
		socket.on('data', (piece: Buffer) => {
			observe('peer', piece);
			if (!this.push(piece)) {
				socket.pause();
			}
		});
		socket.once('end', () => this.push(null));
		socket.once('error', (error) => this.destroy(error));
		socket.once('close', () => this.destroy());
		socket.pause();
	}

	override _read(): void {
		this.#socket.resume();
	}

	override _write(
		piece: Buffer,
		_encoding: BufferEncoding,
		done: (error?: Error | null) => void,
	): void {
		this.#observe('local', piece);
		this.#socket.write(piece, done);
	}

	override _final(done: () => void): void {
		this.#socket.end(done);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#socket.destroy();
		done(error);
	}
}
