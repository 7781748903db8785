import { mkdirSync, writeFileSync } from 'node:fs';
import {
	createServer as createNetServer,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { Context } from 'mocha';
import { opensslPeer } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { freePort, type RunningProcess } from '../../../support/process';
import { lab, nginxPeer } from './lab';

/** What starts programs, as `useProcesses` gives it. */
interface Processes {
	start(program: string, args: readonly string[]): RunningProcess;
}

/** Servers of a `describe` in this process, closed after each test with all their sockets. */
export function useServers(): { listen(server: Server): Promise<number> } {
	const servers = new Set<Server>();
	const sockets = new Set<Socket>();
	afterEach(() => {
		for (const socket of sockets) {
			socket.destroy();
		}
		for (const server of servers) {
			server.close();
		}
		servers.clear();
		sockets.clear();
	});
	return {
		listen: async (server) => {
			servers.add(server);
			server.on('connection', (socket: Socket) => {
				sockets.add(socket);
				socket.on('error', () => undefined);
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			return (server.address() as AddressInfo).port;
		},
	};
}

/** A TCP server that answers the first bytes it gets with these, and says no more. */
export function plainServer(answer: (socket: Socket) => void): Server {
	return createNetServer((socket) => {
		socket.once('data', () => answer(socket));
		socket.on('error', () => undefined);
	});
}

const hello = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n';

/** A Node server as the tutorials make it: it drops clients that it does not accept. `''` never answers. */
export function nodeServer(options: TlsOptions = {}, answer = hello): Server {
	return createTlsServer(
		{
			cert: lab.server.pem,
			key: lab.server.privateKeyPem,
			ca: lab.ca.pem,
			requestCert: true,
			rejectUnauthorized: true,
			...options,
		},
		(socket) => {
			socket.on('error', () => undefined);
			socket.once('data', () => {
				if (answer !== '') {
					socket.end(answer);
				}
			});
		},
	);
}

/** `openssl s_server` that refuses what it does not accept; `-www` lets it answer in HTTP. */
export async function startOpensslServer(
	context: Context,
	processes: Processes,
	folder: (name: string) => string,
	...extra: readonly string[]
): Promise<{ readonly port: number; readonly process: RunningProcess }> {
	const process = processes.start(requirePeer(context, opensslPeer), [
		's_server',
		...['-accept', '127.0.0.1:0', '-www'],
		...['-cert', folder('server.crt'), '-key', folder('server.key')],
		...['-CAfile', folder('ca.crt'), '-Verify', '3', '-verify_return_error'],
		...extra,
	]);
	const [, port] = await process.waitFor(/ACCEPT 127\.0\.0\.1:(\d+)/);
	return { port: Number(port), process };
}

/** nginx that asks every client for a certificate and says nothing but "hello". */
export async function startNginx(
	context: Context,
	processes: Processes,
	folder: (name: string) => string,
	...directives: readonly string[]
): Promise<number> {
	const program = requirePeer(context, nginxPeer);
	const port = await freePort();
	mkdirSync(folder('nginx'), { recursive: true });
	writeFileSync(
		folder('nginx.conf'),
		`daemon off; master_process off; worker_processes 1; pid ${folder('nginx.pid')};
error_log stderr info;
events { worker_connections 64; }
http {
	access_log off;
	client_body_temp_path ${folder('nginx')}; proxy_temp_path ${folder('nginx')};
	fastcgi_temp_path ${folder('nginx')}; uwsgi_temp_path ${folder('nginx')}; scgi_temp_path ${folder('nginx')};
	server {
		listen 127.0.0.1:${port} ssl;
		ssl_certificate ${folder('server.crt')};
		ssl_certificate_key ${folder('server.key')};
		ssl_client_certificate ${folder('ca.crt')};
		ssl_verify_client on;
		${directives.join('\n\t\t')}
		return 200 "hello\\n";
	}
}
`,
	);
	const process = processes.start(program, ['-e', 'stderr', '-c', folder('nginx.conf')]);
	await process.waitFor(/start worker|epoll|using the/);
	return port;
}
