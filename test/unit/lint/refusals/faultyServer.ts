import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { FaultyIdentity } from './identities';

/** A server in this process that shows an identity, however weak, and greets in HTTP. */
export interface FaultyServer {
	readonly port: number;
	close(): void;
}

/** Long enough for a request to come in front of the answer; some clients send none. */
const patienceMs = 60;

/** Starts it on a free port of loopback. */
export async function startFaultyServer({
	leaf,
	chain = [],
}: FaultyIdentity): Promise<FaultyServer> {
	const server = createServer(
		{
			cert: [leaf, ...chain].map(({ pem }) => pem).join(''),
			key: leaf.privateKeyPem,
			// The verdict on weak keys and digests is to be the client's.
			ciphers: 'DEFAULT:@SECLEVEL=0',
			// Some clients look at their own pair only when they are asked for it.
			requestCert: true,
			rejectUnauthorized: false,
		},
		(socket) => {
			const answer = () =>
				socket.end('HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\naccepted');
			const timer = setTimeout(answer, patienceMs);
			socket.once('data', () => {
				clearTimeout(timer);
				answer();
			});
			socket.on('error', () => clearTimeout(timer));
		},
	);
	server.on('tlsClientError', (_, socket) => socket.destroy());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
