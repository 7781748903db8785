import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { LoadedFiles } from './options';

/** What becomes of one handshake. */
export interface HandshakeListener {
	keylog(line: Buffer): void;
	secured(socket: TLSSocket): void;
	broken(error: Error): void;
}

/** Runs handshakes with one set of files; Node's own `tls.Server` decides, so that strict means what it means there. */
export interface HandshakeServer {
	/** Starts the server's side of a handshake on a connection that someone else accepted. */
	handshake(connection: Duplex, listener: HandshakeListener): void;
}

/** How long a client may take for its part (Node's own limit is 120 s; this one listens on loopback). */
const handshakeTimeoutMs = 10_000;

/** Makes the server; the context with its keys is built once, here, and shared by all connections. */
export function createHandshakeServer(files: LoadedFiles): HandshakeServer {
	const server = createServer({
		...files.contextOptions,
		requestCert: files.clientAuthentication !== 'none',
		// Unless strict, the handshake is always finished: Node drops a bad client without an alert, and
		// nobody would learn why. We judge the chain ourselves and answer.
		rejectUnauthorized: files.isStrict,
		ALPNProtocols: ['http/1.1'],
		handshakeTimeout: handshakeTimeoutMs,
	});
	return {
		handshake: (connection, listener) => {
			viewFor(server, listener).emit('connection', connection);
		},
	};
}

/**
 * The server as one connection sees it. `tls.Server` tells all its listeners of every connection
 * and leaves open which one it was; its `connection` listener works on the emitter that emits, so
 * an emitter of its own gives each connection its own events.
 */
function viewFor(server: Server, listener: HandshakeListener): Server {
	const emit = (event: string, ...values: readonly unknown[]): boolean => {
		switch (event) {
			case 'keylog':
				listener.keylog(values[0] as Buffer);
				break;
			case 'secureConnection':
				listener.secured(values[0] as TLSSocket);
				break;
			case 'tlsClientError':
				listener.broken(values[0] as Error);
				break;
			default:
				for (const handle of server.rawListeners(event)) {
					Reflect.apply(handle, view, values);
				}
		}
		return true;
	};
	const view = Object.create(server, {
		emit: { value: emit },
		// Node reports secrets only where someone listens.
		listenerCount: { value: (event: string) => (event === 'keylog' ? 1 : 0) },
	}) as Server;
	return view;
}
