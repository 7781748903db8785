import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { checkServerIdentity, connect } from 'node:tls';
import { boringsslPeer } from '../../../support/peers/boringssl';
import { gnutlsClientPeer } from '../../../support/peers/gnutls';
import { opensslPeer } from '../../../support/peers/openssl';
import type { Verdict } from '../../../support/peers/verify';
import { execute } from '../../../support/process';
import { curlPeer } from '../../mtls/support/lab';

/** What a client is pointed at: a server on 127.0.0.1, and the CA file it trusts. */
export interface Target {
	readonly port: number;
	readonly caFile: string;
	readonly host: string;
}

/** Certificate and key that a client is given as its own. */
export interface OwnFiles {
	readonly certificateFile: string;
	readonly keyFile: string;
}

/** Node's client, in this process. */
export function askNode({ port, caFile, host }: Target): Promise<Verdict> {
	return new Promise((resolve) => {
		const socket = connect({
			port,
			host: '127.0.0.1',
			ca: readFileSync(caFile),
			servername: 'localhost',
			checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
		});
		const settle = (accepted: boolean, output: string): void => {
			socket.destroy();
			resolve({ accepted, output });
		};
		socket.once('secureConnect', () => settle(true, ''));
		socket.once('error', (error: Error & { readonly code?: string }) =>
			settle(false, `${error.code ?? ''} ${error.message}`),
		);
	});
}

/** `curl`, which is told where `localhost` is. */
export async function askCurl({ port, caFile, host }: Target, own?: OwnFiles): Promise<Verdict> {
	const { status, stderr } = await execute(curlPeer.program ?? 'curl', [
		...['-sS', '--noproxy', '*', '--max-time', '5', '--resolve', `localhost:${port}:127.0.0.1`],
		...['--cacert', caFile, `https://${host}:${port}/`],
		...(own === undefined ? [] : ['--cert', own.certificateFile, '--key', own.keyFile]),
	]);
	return { accepted: status === 0, output: stderr };
}

/** `openssl s_client` with verification. */
export async function askOpenssl({ port, caFile, host }: Target, own?: OwnFiles): Promise<Verdict> {
	const { status, stdout, stderr } = await execute(opensslPeer.program ?? 'openssl', [
		...['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost'],
		...['-CAfile', caFile, '-verify_return_error'],
		...(/^[\d.]+$/.test(host) ? ['-verify_ip', host] : ['-verify_hostname', host]),
		...(own === undefined ? [] : ['-cert', own.certificateFile, '-key', own.keyFile]),
	]);
	return { accepted: status === 0, output: stderr + stdout };
}

/** `gnutls-cli`. */
export async function askGnutls({ port, caFile, host }: Target, own?: OwnFiles): Promise<Verdict> {
	const { status, stdout, stderr } = await execute(gnutlsClientPeer.program ?? 'gnutls-cli', [
		...['--port', String(port), '--x509cafile', caFile, '--sni-hostname', 'localhost'],
		`--verify-hostname=${host}`,
		...(own === undefined
			? []
			: ['--x509certfile', own.certificateFile, '--x509keyfile', own.keyFile]),
		'127.0.0.1',
	]);
	return { accepted: status === 0, output: stdout + stderr };
}

/** BoringSSL's `bssl-tool client`; it checks no name, and hangs up when its input ends. */
export async function askBoringssl({ port, caFile }: Target, own?: OwnFiles): Promise<Verdict> {
	const client = spawn(boringsslPeer.program ?? 'bssl-tool', [
		...['client', '-connect', `127.0.0.1:${port}`, '-server-name', 'localhost'],
		...['-root-certs', caFile],
		...(own === undefined ? [] : ['-cert', own.certificateFile, '-key', own.keyFile]),
	]);
	let output = '';
	client.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	client.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	client.stdin.on('error', () => undefined);
	const timer = setTimeout(() => client.kill(), 5000);
	const [status] = (await once(client, 'close')) as [number | null];
	clearTimeout(timer);
	return { accepted: status === 0 && output.includes('accepted'), output };
}
