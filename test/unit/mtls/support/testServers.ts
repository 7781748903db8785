import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import {
	createTestServer,
	type ConnectionRecord,
	type TestServer,
	type TestServerOptions,
} from '../../../../src/mtls/server';
import { identityOf, lab } from './lab';

/** A client of the lab by its name there. */
export type Client = keyof typeof lab;

/** Test servers of a `describe`, closed after each test. */
export function useTestServers() {
	const running = new Set<TestServer>();
	afterEach(async () => {
		await Promise.all([...running].map((server) => server.close()));
		running.clear();
	});
	return {
		/** Starts one with what is left out as a good set has it. */
		async start(options: Partial<TestServerOptions> = {}) {
			const server = createTestServer(serverOptions(options));
			running.add(server);
			const records: ConnectionRecord[] = [];
			server.onConnection((record) => records.push(record));
			const { port } = await server.listen();
			/** All records, once there are this many: a client may be gone before the server has written its last. */
			const recorded = async (count: number): Promise<readonly ConnectionRecord[]> => {
				while (records.length < count) {
					await nextRecord(server);
				}
				return records;
			};
			return { server, port, recorded, next: () => nextRecord(server) };
		},
	};
}

/** Options of a server that requires clients of the lab's CA, on any free port. */
export function serverOptions(options: Partial<TestServerOptions>): TestServerOptions {
	return {
		identity: identityOf(lab.server, 'server.crt'),
		clientCaPems: [lab.ca.pem],
		clientAuthentication: 'require',
		isStrict: false,
		port: 0,
		now: () => new Date(),
		...options,
	};
}

function nextRecord(server: TestServer): Promise<ConnectionRecord> {
	return new Promise((resolve) => {
		const subscription = server.onConnection((record) => {
			subscription.dispose();
			resolve(record);
		});
	});
}

interface Answer {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;
}

/** Certificate and key for a TLS connection. */
export function clientOf(client: Client): ConnectionOptions {
	return { cert: lab[client].pem, key: lab[client].privateKeyPem };
}

/** Without a `ca` of its own, so that Node sends the leaf and nothing else. */
export function clientOptions(port: number, client: Client): ConnectionOptions {
	return {
		...clientOf(client),
		port,
		host: '127.0.0.1',
		servername: 'localhost',
		rejectUnauthorized: false,
		ca: [],
	};
}

/** One request as a client of the lab, whoever the server is. */
export function get(port: number, client: Client | undefined, options: ConnectionOptions = {}) {
	return request(port, {
		...(client === undefined ? {} : clientOf(client)),
		ca: [],
		rejectUnauthorized: false,
		...options,
	});
}

/** One request over a connection of its own; rejects if there is no answer. */
export async function request(port: number, options: ConnectionOptions): Promise<Answer> {
	const text = await exchange(
		connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: lab.ca.pem, ...options }),
	);
	const [head = '', body = ''] = text.split('\r\n\r\n');
	assert.match(head, /^connection: close$/im);
	return {
		status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
		body: JSON.parse(body) as Answer['body'],
	};
}

/** Sends a request and gives all that comes back; rejects if nothing does. */
export async function exchange(socket: TLSSocket): Promise<string> {
	socket.once('secureConnect', () => {
		socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n');
	});
	let text = '';
	socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
	await once(socket, 'close');
	if (text === '') {
		throw new Error('no answer');
	}
	return text;
}

/** The codes of a list of faults, from a record or from JSON. */
export function codesOf(faults: unknown): string[] {
	return ((faults ?? []) as { code: string }[]).map(({ code }) => code);
}
