import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { checkServerIdentity, connect, createServer, type TLSSocket } from 'node:tls';
import { identityOptions } from './identity';
import type { Verdict, VerifyRequest } from './verify';

/** Real handshakes on loopback between a Node server and a Node client, in this process. */
export async function verifyWithNode(requests: readonly VerifyRequest[]): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (const request of requests) {
		verdicts.push(await handshake(request));
	}
	return verdicts;
}

async function handshake(request: VerifyRequest): Promise<Verdict> {
	const { purpose, hostName = 'localhost', server: counterpart } = request;
	const ca = readFileSync(request.ca);
	const isClient = purpose === 'client';
	const server = createServer({
		...identityOptions(isClient ? (counterpart ?? request) : request),
		ca,
		requestCert: isClient,
		rejectUnauthorized: isClient,
	});
	server.on('secureConnection', (socket) => {
		socket.on('error', () => socket.destroy());
		socket.end('accepted');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const refusal = new Promise<string>((resolve) => {
		server.once('tlsClientError', (error) => resolve(error.message));
	});
	const socket = connect({
		port: (server.address() as AddressInfo).port,
		host: '127.0.0.1',
		// The server listens on one address; whatever name is asked for is checked against the certificate.
		checkServerIdentity: (_, certificate) => checkServerIdentity(hostName, certificate),
		ca,
		...(isClient ? identityOptions(request) : {}),
	});
	try {
		const output = await Promise.race([textOf(socket), refusal]);
		return { accepted: output === 'accepted', output };
	} catch (error) {
		return { accepted: false, output: String(error) };
	} finally {
		socket.destroy();
		server.close();
	}
}

async function textOf(socket: TLSSocket): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of socket as AsyncIterable<Buffer>) {
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}
