import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp, createServer as createNetServer, type AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createTestServer, PortError } from '../../../../src/mtls/server';
import { freePort } from '../../../support/process';
import { identityOf, lab } from '../support/lab';
import { useServers } from '../support/servers';
import {
	clientOf,
	clientOptions,
	get,
	request,
	serverOptions,
	useTestServers,
} from '../support/testServers';

describe('a test server from start to end', () => {
	const servers = useServers();
	const testServers = useTestServers();

	it('listens on 127.0.0.1 and ::1 with one port', async () => {
		const { port, server } = await testServers.start();
		assert.deepEqual(server.listening?.addresses, ['127.0.0.1', '::1']);
		for (const host of ['127.0.0.1', '::1']) {
			assert.equal((await request(port, { ...clientOf('client'), host })).status, 200);
		}
	});

	it('says which port is free when one is taken, on either address', async () => {
		for (const host of ['127.0.0.1', '::1']) {
			const other = createNetServer();
			other.listen(0, host);
			await once(other, 'listening');
			const { port } = other.address() as AddressInfo;
			try {
				await assert.rejects(createTestServer(serverOptions({ port })).listen(), (error) => {
					assert.ok(error instanceof PortError);
					assert.equal(error.code, 'port-in-use');
					assert.equal(error.port, port);
					assert.ok((error.freePort ?? 0) > port);
					return true;
				});
			} finally {
				other.close();
			}
		}
	});

	it('offers a free port that it can then listen on', async () => {
		const { port } = await testServers.start();
		const error = await createTestServer(serverOptions({ port }))
			.listen()
			.catch((reason: unknown) => reason);
		assert.ok(error instanceof PortError && error.freePort !== undefined);
		const second = await testServers.start({ port: error.freePort });
		assert.equal(second.port, error.freePort);
	});

	it('names an address that this machine does not have', async () => {
		// TEST-NET-1 of RFC 5737 is nobody's.
		const server = createTestServer(serverOptions({ host: '192.0.2.1' }));
		await assert.rejects(server.listen(), { code: 'address-not-available' });
	});

	it('serves other files after a reload without dropping its listener', async () => {
		const { port, server } = await testServers.start();
		assert.equal((await get(port, 'foreign')).status, 403);
		server.reload({ ...serverOptions({}), clientCaPems: [lab.otherCa.pem] });
		assert.equal((await get(port, 'foreign')).status, 200);
		assert.equal((await get(port, 'client')).status, 403);
	});

	it('goes on with the last good files when new ones cannot be used', async () => {
		const { port, server } = await testServers.start();
		const broken = { ...identityOf(lab.server, 'server.crt'), privateKeyPem: lab.ca.privateKeyPem };
		assert.throws(() => server.reload({ ...serverOptions({}), identity: broken }), {
			code: 'key-mismatch',
		});
		assert.throws(() => server.reload({ ...serverOptions({}), clientCaPems: ['nothing'] }), {
			code: 'client-ca-not-found',
		});
		assert.equal((await get(port, 'client')).status, 200);
	});

	it('ends open connections when it closes, and gives the port back', async () => {
		const { port, server, next } = await testServers.start();
		const idle = connectTcp(port, '127.0.0.1');
		await once(idle, 'connect');
		const waiting = connectTls(clientOptions(port, 'client'));
		await once(waiting, 'secureConnect');
		waiting.on('error', () => undefined);
		const recorded = next();
		await Promise.all([once(idle, 'close'), once(waiting, 'close'), server.close()]);
		assert.ok(['left', 'broken'].includes((await recorded).outcome));
		assert.equal(server.listening, undefined);
		const again = await testServers.start({ port });
		assert.equal(again.port, port);
	});

	it('does not wait for ever for a client that says nothing', async () => {
		const { port, next } = await testServers.start({ connectionTimeoutMs: 50 });
		const silent = connectTcp(port, '127.0.0.1');
		const record = await Promise.all([next(), once(silent, 'close')]).then(([first]) => first);
		assert.equal(record.outcome, 'broken');
	});

	it('does not wait for ever for the rest of a request', async () => {
		// Long enough for a handshake on a busy machine.
		const { port, next } = await testServers.start({ connectionTimeoutMs: 1000 });
		const recorded = next();
		const slow = connectTls(clientOptions(port, 'client'));
		slow.on('error', () => undefined);
		slow.once('secureConnect', () => slow.write('GET / HTTP/1.1\r\nHost: loc'));
		// `once` of node:events would take the reset that may come first for a failure.
		await new Promise((resolve) => slow.once('close', resolve));
		assert.equal((await recorded).outcome, 'left');
	});

	it('answers 400 in plain HTTP to a client that forgot TLS', async () => {
		const { port, next } = await testServers.start();
		const recorded = next();
		const status = await new Promise<number | undefined>((resolve, reject) => {
			httpRequest({ port, host: '127.0.0.1' }, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on('error', reject)
				.end();
		});
		assert.equal(status, 400);
		const record = await recorded;
		assert.equal(record.outcome, 'wrong-protocol');
		assert.equal(record.error?.code, 'not-tls');
	});

	it('survives garbage in place of a handshake and of a request', async () => {
		const { port, recorded } = await testServers.start();
		for (const garbage of [
			Buffer.from('\u0000\u0001\u0002'),
			Buffer.from([22, 3, 1, 255, 255, ...Array<number>(300).fill(7)]),
			Buffer.from([22, 3, 1, 0, 5, 1, 0, 0, 1, 0]),
		]) {
			const socket = connectTcp(port, '127.0.0.1');
			socket.on('error', () => undefined);
			socket.end(garbage);
			await once(socket.resume(), 'close');
		}
		const talker = connectTls(clientOptions(port, 'client'));
		talker.on('error', () => undefined);
		talker.once('secureConnect', () => talker.write('\u0000\u0001 nonsense\r\n\r\n'));
		await once(talker.resume(), 'close');
		assert.equal((await get(port, 'client')).status, 200);
		assert.deepEqual(
			(await recorded(5)).map(({ outcome }) => outcome),
			['wrong-protocol', 'broken', 'broken', 'left', 'accepted'],
		);
	});

	it('serves on while another server of this process fails to listen', async () => {
		const port = await servers.listen(createNetServer());
		await assert.rejects(createTestServer(serverOptions({ port })).listen());
		const fine = await testServers.start({ port: await freePort() });
		assert.equal((await get(fine.port, 'client')).status, 200);
	});
});
