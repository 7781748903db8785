import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { request } from 'node:https';
import { TLSSocket } from 'node:tls';

import {
	serverCandidates,
	clientAuthorityCandidates,
} from '../../../../src/features/lab/serverChoice';
import type { LabServer } from '../../../../src/features/lab/labServer';
import { TestServers } from '../../../../src/features/lab/testServers';
import { PortError } from '../../../../src/mtls/server';
import { buildCertificate } from '../../../support/certificates';
import type { BuiltCertificate } from '../../../support/certificates';
import { MemoryWorkspace, pairFiles, setFiles } from './workspace';

describe('test servers of a window', () => {
	let memory: MemoryWorkspace;
	let servers: TestServers;
	let set: ReturnType<typeof setFiles>;
	let lines: string[];

	beforeEach(() => {
		memory = new MemoryWorkspace();
		set = setFiles();
		memory.write(set.files);
		lines = [];
		const line = (message: string | Error): void => void lines.push(String(message));
		servers = new TestServers({
			files: memory.files,
			index: memory.index,
			log: { trace: line, debug: line, info: line, warn: line, error: line },
			now: () => new Date(),
		});
	});

	afterEach(() => servers.dispose());

	it('list the connections, newest first, and count refusals until somebody looks', async () => {
		const { port } = await start();
		await connectionAfter(() => get(port, set, set.client));
		await connectionAfter(() => get(port, set, undefined));
		const [server] = servers.all;
		assert.deepEqual(
			server?.connections.map(({ who, outcome }) => [who, outcome]),
			[
				['No certificate', 'refused'],
				['client', 'accepted'],
			],
		);
		assert.equal(server.unseenRefusals, 1);
		servers.markSeen();
		assert.equal(servers.all[0]?.unseenRefusals, 0);
	});

	it('log every connection, and never a key', async () => {
		const { port } = await start();
		await connectionAfter(() => get(port, set, set.client));
		assert.ok(lines.some((line) => line.includes('client, accepted') && line.includes('HTTP 200')));
		assert.ok(lines.every((line) => !line.includes('PRIVATE KEY')));
	});

	it('serve a replaced certificate without a new port', async () => {
		const { port } = await start();
		const renewed = buildCertificate({ issuer: set.ca, subject: 'renewed', now: new Date() });
		const reloaded = stateReached('listening');
		memory.write(pairFiles('certs/server', renewed));
		await reloaded;
		assert.equal((await get(port, set, set.client)).serverName, 'renewed');
	});

	it('go on with the last good files, say so once, and take the next good ones', async () => {
		const { port } = await start();
		const failures: string[] = [];
		servers.onDidFailToReload(({ path }) => failures.push(path));
		let reached = stateReached('last-good');
		memory.write({ 'certs/server.crt': 'half a certifi' });
		await reached;
		assert.equal((await get(port, set, set.client)).status, 200);
		reached = stateReached('last-good');
		memory.write({ 'certs/server.crt': 'still half' });
		await reached;
		assert.deepEqual(failures, ['certs/server.crt']);
		const reloaded = stateReached('listening');
		memory.write({ 'certs/server.crt': set.files['certs/server.crt']! });
		await reloaded;
		assert.equal(servers.all[0]?.state, 'listening');
	});

	it('do not mind other files', async () => {
		await start();
		let changes = 0;
		servers.onDidChange(() => changes++);
		memory.write({ 'other/note.pem': 'nothing' });
		assert.equal(changes, 0);
	});

	it('say which port is free when theirs is taken', async () => {
		const { port } = await start();
		await assert.rejects(start(port), (error) => {
			assert.ok(error instanceof PortError);
			assert.equal(error.code, 'port-in-use');
			assert.notEqual(error.freePort, port);
			return true;
		});
		assert.equal(servers.all.length, 1);
	});

	it('give the port back when they stop', async () => {
		const { id, port } = await start();
		await servers.stop(id);
		assert.deepEqual(servers.all, []);
		const code = await new Promise<string>((resolve) => {
			const socket = connectTcp(port, '127.0.0.1', () => resolve('connected'));
			socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
		});
		assert.equal(code, 'ECONNREFUSED');
	});

	function start(port = 0): Promise<LabServer> {
		const { workspace } = memory.index;
		const [identity] = serverCandidates(workspace);
		return servers.start({
			identity: identity!,
			passphrase: undefined,
			clientAuthorities: clientAuthorityCandidates(workspace, identity!),
			host: 'localhost',
			port,
			clientCertificate: 'require',
			isStrict: false,
		});
	}

	/** Resolves when the next connection record is listed. */
	async function connectionAfter(act: () => Promise<unknown>): Promise<void> {
		const before = servers.all[0]?.connections.length ?? 0;
		const listed = new Promise<void>((resolve) => {
			const subscription = servers.onDidChange(() => {
				if ((servers.all[0]?.connections.length ?? 0) > before) {
					subscription.dispose();
					resolve();
				}
			});
		});
		await act();
		await listed;
	}

	function stateReached(state: LabServer['state']): Promise<void> {
		return new Promise((resolve) => {
			let hasBegun = false;
			const subscription = servers.onDidChange(() => {
				const now = servers.all[0]?.state;
				hasBegun ||= now === 'reloading';
				if (hasBegun && now === state) {
					subscription.dispose();
					resolve();
				}
			});
		});
	}
});

function get(
	port: number,
	{ ca }: ReturnType<typeof setFiles>,
	client: BuiltCertificate | undefined,
): Promise<{ status: number | undefined; serverName: string | undefined }> {
	return new Promise((resolve, reject) => {
		const call = request(
			{
				host: '127.0.0.1',
				servername: 'localhost',
				port,
				ca: ca.pem,
				agent: false,
				checkServerIdentity: () => undefined,
				...(client === undefined ? {} : { cert: client.pem, key: client.privateKeyPem }),
			},
			(response) => {
				assert.ok(response.socket instanceof TLSSocket);
				const { subject } = response.socket.getPeerCertificate();
				response.resume();
				response.on('end', () =>
					resolve({ status: response.statusCode, serverName: String(subject.CN) }),
				);
			},
		);
		call.on('error', reject);
		call.end();
	});
}
