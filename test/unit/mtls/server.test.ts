import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp, createServer as createNetServer, type AddressInfo } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import {
	createTestServer,
	PortError,
	type ConnectionRecord,
	type TestServer,
	type TestServerOptions,
} from '../../../src/mtls/server';
import { buildCrl } from '../../support/crls';
import { buildCertificate } from '../../support/certificates';
import { boringsslPeer } from '../../support/peers/boringssl';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { execute, freePort, useProcesses } from '../../support/process';
import { useSuiteFolder } from '../../support/suiteFolder';
import { curlPeer, identityOf, lab, parsed, type refusedClients, writeLab } from './support/lab';
import { useServers } from './support/servers';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;
type Client = keyof typeof lab;

describe('createTestServer', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	const servers = useServers();
	const running = new Set<TestServer>();
	before(() => writeLab(file));
	afterEach(async () => {
		await Promise.all([...running].map((server) => server.close()));
		running.clear();
	});

	async function start(options: Partial<TestServerOptions> = {}) {
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
	}

	for (const version of versions) {
		describe(`in ${version}`, () => {
			const only = { minVersion: version, maxVersion: version };

			it('lets a good client in and says who it is', async () => {
				const { port, next } = await start();
				const recorded = next();
				const { status, body } = await get(port, 'client', only);
				assert.equal(status, 200);
				assert.equal(body['accepted'], true);
				assert.equal(body['subject'], 'CN=client');
				assert.deepEqual(body['faults'], []);
				const record = await recorded;
				assert.equal(record.outcome, 'accepted');
				assert.equal(record.httpStatus, 200);
				assert.equal(record.protocol, version.replace('TLSv', 'TLS '));
				assert.equal(record.verdict?.valid, true);
				assert.equal(record.resumed, false);
				assert.equal(record.chainSource, 'wire');
				assert.equal(record.serverName, 'localhost');
				assert.deepEqual(record.acceptedIssuers, ['CN=orders CA']);
			});

			const faults: Record<keyof typeof refusedClients, string> = {
				foreign: 'issuer-not-found',
				wrongPurpose: 'wrong-extended-key-usage',
				expired: 'expired',
				future: 'not-yet-valid',
				selfSigned: 'self-signed-leaf',
			};
			for (const [name, code] of Object.entries(faults)) {
				it(`answers 403 with ${code} to the client ${name}`, async () => {
					const { port, next } = await start();
					const recorded = next();
					const { status, body } = await get(port, name as Client, only);
					assert.equal(status, 403);
					assert.deepEqual(codesOf(body['faults']), [code]);
					const record = await recorded;
					assert.equal(record.outcome, 'refused');
					assert.deepEqual(codesOf(record.verdict?.faults), [code]);
				});
			}

			it('answers 403 to a client without a certificate, and knows that it was asked', async () => {
				const { port, next } = await start();
				const recorded = next();
				const { status, body } = await get(port, undefined, only);
				assert.equal(status, 403);
				assert.deepEqual(codesOf(body['faults']), ['no-client-certificate']);
				const record = await recorded;
				assert.equal(record.isWithheld, true);
				assert.deepEqual(record.clientChain, []);
			});

			it('makes a full handshake of every attempt to resume a session', async () => {
				const { port, recorded } = await start();
				const sessions: Buffer[] = [];
				for (let visit = 0; visit < 3; visit++) {
					const session = sessions.at(-1);
					const socket = connectTls({
						...clientOptions(port, 'client'),
						...only,
						...(session === undefined ? {} : { session }),
					});
					socket.on('session', (fresh: Buffer) => sessions.push(fresh));
					const reused = once(socket, 'secureConnect').then(() => socket.isSessionReused());
					await exchange(socket);
					assert.equal(await reused, false);
				}
				assert.ok(sessions.length > 0, 'no session was offered to resume');
				assert.deepEqual(
					(await recorded(3)).map(({ resumed, outcome, clientChain }) => [
						resumed,
						outcome,
						clientChain.length,
					]),
					Array(3).fill([false, 'accepted', 1]),
				);
			});

			it('refuses in the handshake like a plain Node server when strict, and knows why', async () => {
				const { port, recorded } = await start({ isStrict: true });
				for (const name of Object.keys(faults) as Client[]) {
					await assert.rejects(get(port, name, only));
				}
				await assert.rejects(get(port, undefined, only));
				assert.equal((await get(port, 'client', only)).status, 200);
				const records = await recorded(7);
				assert.deepEqual(
					records.map(({ outcome, verdict, isStrict, httpStatus }) => [
						outcome,
						...codesOf(verdict?.faults),
						isStrict,
						httpStatus,
					]),
					[
						...Object.values(faults).map((code) => ['refused', code, true, undefined]),
						['refused', 'no-client-certificate', true, undefined],
						['accepted', true, 200],
					],
				);
				assert.equal(records.at(-2)?.alert?.number, version === 'TLSv1.2' ? 40 : 116);
				assert.equal(records[0]?.alert, undefined, 'Node sends no alert');
			});
		});
	}

	it('lists every fault of a chain, not only the first', async () => {
		const now = new Date();
		const bad = buildCertificate({
			role: 'server',
			subject: 'billing',
			issuer: lab.ca,
			notBefore: new Date(now.getTime() - 20 * 86_400_000),
			notAfter: new Date(now.getTime() - 3 * 86_400_000),
		});
		const { port } = await start();
		const { status, body } = await request(port, { cert: bad.pem, key: bad.privateKeyPem });
		assert.equal(status, 403);
		assert.deepEqual(codesOf(body['faults']).toSorted(), ['expired', 'wrong-extended-key-usage']);
	});

	it('tells an intermediate that was not sent from an unknown CA', async () => {
		const { port, server } = await start();
		const without = await get(port, 'viaIntermediate');
		assert.deepEqual(codesOf(without.body['faults']), ['issuer-not-found']);
		server.reload({ ...serverOptions({}), known: [] });
		const whole = await request(port, {
			cert: lab.viaIntermediate.pem + lab.intermediate.pem,
			key: lab.viaIntermediate.privateKeyPem,
		});
		assert.equal(whole.status, 200);
	});

	it('refuses a revoked client', async () => {
		const { serialNumber } = parsed(lab.client)[0]!;
		const crl = buildCrl({
			issuer: lab.ca,
			thisUpdate: new Date(Date.now() - 60_000),
			revoked: [{ serialNumber: Buffer.from(serialNumber, 'hex') }],
		});
		const { port } = await start({ crlPems: [crl.pem] });
		const { status, body } = await get(port, 'client');
		assert.equal(status, 403);
		assert.deepEqual(codesOf(body['faults']), ['revoked']);
	});

	it('lets in without a certificate when it only requests one, and still refuses a bad one', async () => {
		const { port, recorded } = await start({ clientAuthentication: 'request' });
		assert.equal((await get(port, undefined)).status, 200);
		assert.equal((await get(port, 'client')).status, 200);
		assert.equal((await get(port, 'expired')).status, 403);
		assert.deepEqual(
			(await recorded(3)).map(({ verdict }) => verdict?.valid),
			[undefined, true, false],
		);
	});

	it('asks for nothing and judges nobody when told so', async () => {
		const { port, next } = await start({ clientAuthentication: 'none', clientCaPems: [] });
		const recorded = next();
		assert.equal((await get(port, 'expired')).status, 200);
		const record = await recorded;
		assert.equal(record.verdict, undefined);
		assert.deepEqual(record.clientChain, []);
		assert.equal(record.isWithheld, false);
	});

	it('listens on 127.0.0.1 and ::1 with one port', async () => {
		const { port, server } = await start();
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
		const { port } = await start();
		const error = await createTestServer(serverOptions({ port }))
			.listen()
			.catch((reason: unknown) => reason);
		assert.ok(error instanceof PortError && error.freePort !== undefined);
		const second = await start({ port: error.freePort });
		assert.equal(second.port, error.freePort);
	});

	it('names an address that this machine does not have', async () => {
		// TEST-NET-1 of RFC 5737 is nobody's.
		const server = createTestServer(serverOptions({ host: '192.0.2.1' }));
		await assert.rejects(server.listen(), { code: 'address-not-available' });
	});

	it('serves other files after a reload without dropping its listener', async () => {
		const { port, server } = await start();
		assert.equal((await get(port, 'foreign')).status, 403);
		server.reload({ ...serverOptions({}), clientCaPems: [lab.otherCa.pem] });
		assert.equal((await get(port, 'foreign')).status, 200);
		assert.equal((await get(port, 'client')).status, 403);
	});

	it('goes on with the last good files when new ones cannot be used', async () => {
		const { port, server } = await start();
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
		const { port, server, next } = await start();
		const idle = connectTcp(port, '127.0.0.1');
		await once(idle, 'connect');
		const waiting = connectTls(clientOptions(port, 'client'));
		await once(waiting, 'secureConnect');
		waiting.on('error', () => undefined);
		const recorded = next();
		await Promise.all([once(idle, 'close'), once(waiting, 'close'), server.close()]);
		assert.ok(['left', 'broken'].includes((await recorded).outcome));
		assert.equal(server.listening, undefined);
		const again = await start({ port });
		assert.equal(again.port, port);
	});

	it('does not wait for ever for a client that says nothing', async () => {
		const { port, next } = await start({ connectionTimeoutMs: 50 });
		const silent = connectTcp(port, '127.0.0.1');
		const record = await Promise.all([next(), once(silent, 'close')]).then(([first]) => first);
		assert.equal(record.outcome, 'broken');
		const recorded = next();
		const slow = connectTls(clientOptions(port, 'client'));
		slow.on('error', () => undefined);
		slow.once('secureConnect', () => slow.write('GET / HTTP/1.1\r\nHost: loc'));
		await once(slow, 'close');
		assert.equal((await recorded).outcome, 'left');
	});

	it('answers 400 in plain HTTP to a client that forgot TLS', async () => {
		const { port, next } = await start();
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
		const { port, recorded } = await start();
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

	it('records a client that goes because it does not trust the server', async () => {
		const { port, next } = await start();
		const recorded = next();
		await assert.rejects(request(port, { ...clientOf('client'), ca: lab.otherCa.pem }));
		// Node's client sends no alert; whether its Finished is out by then is up to chance.
		assert.ok(['left', 'broken'].includes((await recorded).outcome));
	});

	describe('with other peers', () => {
		for (const version of ['1.2', '1.3']) {
			it(`answers curl over TLS ${version} and records its alert when it does not trust`, async function () {
				const curl = requirePeer(this, curlPeer);
				const { port, recorded } = await start();
				const url = `https://localhost:${port}/`;
				const limit = ['-s', '--tls-max', version];
				const pair = ['--cert', file('client.crt'), '--key', file('client.key')];
				const good = await execute(curl, [...limit, '--cacert', file('ca.crt'), ...pair, url]);
				assert.equal(good.status, 0, good.stderr);
				assert.match(good.stdout, /"subject":"CN=client"/);
				const distrusting = await execute(curl, [
					...limit,
					'--cacert',
					file('otherCa.crt'),
					...pair,
					url,
				]);
				assert.equal(distrusting.status, 60);
				assert.deepEqual(
					(await recorded(2)).map(({ outcome, alert }) => [outcome, alert]),
					[
						['accepted', undefined],
						['broken', { number: 48, name: 'unknown_ca', from: 'client' }],
					],
				);
			});
		}

		it('answers BoringSSL and reads its handshake', async function () {
			const bssl = requirePeer(this, boringsslPeer);
			const { port, next } = await start();
			const recorded = next();
			const client = processes.start(bssl, [
				'client',
				...['-connect', `127.0.0.1:${port}`, '-server-name', 'localhost'],
				...['-root-certs', file('ca.crt')],
				...['-cert', file('client.crt'), '-key', file('client.key')],
			]);
			client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
			await client.waitFor(/"accepted":true/);
			const record = await recorded;
			assert.equal(record.outcome, 'accepted');
			assert.deepEqual(
				record.clientChain.map(({ subject }) => subject.text),
				['CN=client'],
			);
		});

		it('records what openssl s_client sent, also without a request', async function () {
			const openssl = requirePeer(this, opensslPeer);
			const { port, next } = await start();
			const recorded = next();
			const client = processes.start(openssl, [
				's_client',
				...['-connect', `127.0.0.1:${port}`, '-CAfile', file('ca.crt')],
				...['-cert', file('viaIntermediate.crt'), '-key', file('viaIntermediate.key')],
				...['-cert_chain', file('viaIntermediateFull.crt')],
			]);
			await client.waitFor(/Verify return code: 0/);
			client.closeInput();
			const record = await recorded;
			assert.equal(record.outcome, 'left');
			assert.equal(record.verdict?.valid, true);
			assert.ok(record.clientChain.some(({ subject }) => subject.text === 'CN=Lab Issuing CA'));
		});
	});

	it('serves on while another server of this process fails to listen', async () => {
		const port = await servers.listen(createNetServer());
		await assert.rejects(createTestServer(serverOptions({ port })).listen());
		const fine = await start({ port: await freePort() });
		assert.equal((await get(fine.port, 'client')).status, 200);
	});
});

function serverOptions(options: Partial<TestServerOptions>): TestServerOptions {
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

function clientOf(client: Client): ConnectionOptions {
	return { cert: lab[client].pem, key: lab[client].privateKeyPem };
}

/** Without a `ca` of its own, so that Node sends the leaf and nothing else. */
function clientOptions(port: number, client: Client): ConnectionOptions {
	return {
		...clientOf(client),
		port,
		host: '127.0.0.1',
		servername: 'localhost',
		rejectUnauthorized: false,
		ca: [],
	};
}

function get(port: number, client: Client | undefined, options: ConnectionOptions = {}) {
	return request(port, {
		...(client === undefined ? {} : clientOf(client)),
		ca: [],
		rejectUnauthorized: false,
		...options,
	});
}

/** One request over a connection of its own; rejects if there is no answer. */
async function request(port: number, options: ConnectionOptions): Promise<Answer> {
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

async function exchange(socket: TLSSocket): Promise<string> {
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

function codesOf(faults: unknown): string[] {
	return ((faults ?? []) as { code: string }[]).map(({ code }) => code);
}
