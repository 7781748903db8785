import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { alertName } from '../../../../src/mtls/alerts';
import type { Verdict } from '../../../support/peers/verify';
import type { FaultyIdentity } from './identities';

/** Comes to a server with an identity, however weak, and waits for the end; the words are its TLS library's. */
export function visitWith(port: number, { leaf, chain = [] }: FaultyIdentity): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect({
			port,
			host: '127.0.0.1',
			servername: 'localhost',
			cert: [leaf, ...chain].map(({ pem }) => pem).join(''),
			key: leaf.privateKeyPem,
			ca: [],
			ciphers: 'DEFAULT:@SECLEVEL=0',
			rejectUnauthorized: false,
		});
		let words = '';
		socket.setTimeout(5000, () => socket.destroy());
		socket.once('secureConnect', () =>
			socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
		);
		socket.on('data', (piece: Buffer) => (words += piece.toString()));
		socket.on('error', (error: Error) => (words += error.message));
		socket.on('close', () => resolve(words));
	});
}

/** Node's server, in this process, which tells why it would not have let a client in. */
export async function judgeWithNode(
	server: FaultyIdentity,
	client: FaultyIdentity,
): Promise<Verdict> {
	const listener = createServer({
		cert: server.leaf.pem,
		key: server.leaf.privateKeyPem,
		ca: client.anchor.pem,
		requestCert: true,
		rejectUnauthorized: false,
	});
	const judged = new Promise<Verdict>((resolve) => {
		listener.once('secureConnection', (socket) => {
			// Typed as an error, set as a code.
			const words = String(socket.authorizationError);
			socket.on('error', () => undefined);
			socket.end();
			resolve({ accepted: socket.authorized, output: words });
		});
		listener.once('tlsClientError', (error) => resolve({ accepted: false, output: String(error) }));
	});
	listener.listen(0, '127.0.0.1');
	await once(listener, 'listening');
	await visitWith((listener.address() as AddressInfo).port, client);
	listener.close();
	return await judged;
}

/** The alert in an OpenSSL error as the table words it: `alert 43, unsupported_certificate`. */
export function alertWords(text: string): string {
	const number = /SSL alert number (\d+)/.exec(text)?.[1];
	return number === undefined ? text : `alert ${number}, ${alertName(Number(number))}`;
}
