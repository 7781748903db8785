import { createServer as createHttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { Emitter, type Event } from '../util/emitter';
import { answerRequest } from './server/answer';
import { Connection } from './server/connection';
import { createHandshakeServer } from './server/handshakeServer';
import { listen, type Listeners, type Listening } from './server/listen';
import { loadFiles, type TestServerFiles } from './server/options';
import type { ConnectionRecord } from './server/record';

export { PortError, type Listening } from './server/listen';
export type { TestServerFiles } from './server/options';
export type { ClientAuthentication, ConnectionRecord, ConnectionOutcome } from './server/record';

/** Files, place and clock of a test server. */
export interface TestServerOptions extends TestServerFiles {
	/** `localhost` (the default) is 127.0.0.1 and ::1; anything but loopback lets other machines in. */
	readonly host?: string | undefined;
	/** 0 takes any free port. */
	readonly port: number;
	readonly now: () => Date;
	/** From accepting a connection to the end of its answer; 60 s if left out, since a browser may ask its user first. */
	readonly connectionTimeoutMs?: number | undefined;
}

/** A server that requires client certificates, judges them and says what it finds. */
export interface TestServer {
	/** Undefined before `listen` and after `close`. */
	readonly listening: Listening | undefined;
	readonly onListening: Event<Listening>;
	/** Fires once per connection, when it is over; callers keep as many records as they want to show. */
	readonly onConnection: Event<ConnectionRecord>;
	/** Rejects with a `PortError` if the port is taken or needs rights. */
	listen(): Promise<Listening>;
	/** Serves new connections with other files; throws and goes on with the old ones if they cannot be used. */
	reload(files: TestServerFiles): void;
	/** Ends every open connection and gives the port back. */
	close(): Promise<void>;
}

/** More than a browser opens, few enough that nobody fills the memory of the editor. */
const mostConnections = 100;

/** Makes a test server; throws a `UserError` if certificate, key or client CA cannot be used. */
export function createTestServer(options: TestServerOptions): TestServer {
	const { host = 'localhost', port, now, connectionTimeoutMs = 60_000 } = options;
	const onListening = new Emitter<Listening>();
	const onConnection = new Emitter<ConnectionRecord>();
	const sockets = new Set<Socket>();
	const connections = new WeakMap<object, Connection>();
	let files = loadFiles(options);
	let handshakes = createHandshakeServer(files);
	let listeners: Listeners | undefined;
	let count = 0;

	const http = createHttpServer((request, response) => {
		const connection = connections.get(request.socket);
		if (connection === undefined || listeners === undefined) {
			request.socket.destroy();
			return;
		}
		const { listening } = listeners;
		response.once('finish', () => connection.end());
		answerRequest(request, response, connection, { host, port: listening.port, now });
	});

	const accept = (socket: Socket): void => {
		if (sockets.size >= mostConnections) {
			socket.destroy();
			return;
		}
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		new Connection(++count, socket, {
			files,
			handshakes,
			now,
			timeoutMs: connectionTimeoutMs,
			onSecured: (connection, tlsSocket) => {
				connections.set(tlsSocket, connection);
				http.emit('connection', tlsSocket);
			},
			onEnd: (record) => onConnection.fire(record),
		});
	};

	return {
		get listening() {
			return listeners?.listening;
		},
		onListening: onListening.event,
		onConnection: onConnection.event,
		listen: async () => {
			listeners ??= await listen(host, port, accept);
			onListening.fire(listeners.listening);
			return listeners.listening;
		},
		reload: (changed) => {
			const loaded = loadFiles(changed);
			handshakes = createHandshakeServer(loaded);
			files = loaded;
		},
		close: async () => {
			const closing = listeners?.close();
			listeners = undefined;
			for (const socket of sockets) {
				socket.destroy();
			}
			await closing;
		},
	};
}
