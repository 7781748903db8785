import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { identityOptions } from './identity';
import { findPeer } from './peer';
import type { Verdict, VerifyRequest } from './verify';

/** BoringSSL as Android builds it, by its `bssl-tool`. */
export const boringsslPeer = findPeer(
	'BoringSSL',
	'android-boringssl',
	'/usr/bin/bssl-tool',
	'bssl-tool',
);

/**
 * Handshakes of BoringSSL's client with a Node server on loopback: it judges the server's certificate,
 * and presents the client's, which Node judges. The tool's own server would listen on every interface
 * and takes any client certificate, so it is not used.
 */
export async function verifyWithBoringssl(requests: readonly VerifyRequest[]): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (const request of requests) {
		verdicts.push(await handshake(request));
	}
	return verdicts;
}

async function handshake(request: VerifyRequest): Promise<Verdict> {
	const isClient = request.purpose === 'client';
	const server = createServer({
		...identityOptions(isClient ? (request.server ?? request) : request),
		ca: readFileSync(request.ca),
		requestCert: isClient,
		rejectUnauthorized: isClient,
	});
	server.on('secureConnection', (socket) => {
		socket.on('error', () => socket.destroy());
		socket.end('accepted');
	});
	server.on('tlsClientError', (_, socket) => socket.destroy());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	// The tool takes the chain from the file of the leaf only.
	const folder = mkdtempSync(join(tmpdir(), 'mtls-bssl-'));
	const chainFile = join(folder, 'chain.pem');
	writeFileSync(chainFile, identityOptions(request).cert);
	const client = spawn(boringsslPeer.program ?? 'bssl-tool', [
		'client',
		...['-connect', `127.0.0.1:${port}`, '-server-name', 'localhost', '-root-certs', request.ca],
		...(isClient ? ['-cert', chainFile, '-key', request.key] : []),
	]);
	// Standard input stays open: at its end the tool hangs up, before the answer is there.
	const output = { stdout: '', stderr: '' };
	client.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
	client.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
	const timer = setTimeout(() => client.kill(), 10_000);
	const [status] = (await once(client, 'close')) as [number | null];
	clearTimeout(timer);
	server.close();
	rmSync(folder, { recursive: true });
	return {
		accepted: status === 0 && output.stdout === 'accepted',
		output: output.stderr + output.stdout,
	};
}
