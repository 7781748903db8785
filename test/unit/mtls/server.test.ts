import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { buildCrl } from '../../support/crls';
import { buildCertificate } from '../../support/certificates';
import { lab, parsed, type refusedClients } from './support/lab';
import {
	clientOptions,
	codesOf,
	exchange,
	get,
	request,
	serverOptions,
	useTestServers,
	type Client,
} from './support/testServers';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;

describe('createTestServer', () => {
	const testServers = useTestServers();

	for (const version of versions) {
		describe(`in ${version}`, () => {
			const only = { minVersion: version, maxVersion: version };

			it('lets a good client in and says who it is', async () => {
				const { port, next } = await testServers.start();
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
					const { port, next } = await testServers.start();
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
				const { port, next } = await testServers.start();
				const recorded = next();
				const { status, body } = await get(port, undefined, only);
				assert.equal(status, 403);
				assert.deepEqual(codesOf(body['faults']), ['no-client-certificate']);
				const record = await recorded;
				assert.equal(record.isWithheld, true);
				assert.deepEqual(record.clientChain, []);
			});

			it('makes a full handshake of every attempt to resume a session', async () => {
				const { port, recorded } = await testServers.start();
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
				const { port, recorded } = await testServers.start({ isStrict: true });
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
		const { port } = await testServers.start();
		const { status, body } = await request(port, { cert: bad.pem, key: bad.privateKeyPem });
		assert.equal(status, 403);
		assert.deepEqual(codesOf(body['faults']).toSorted(), ['expired', 'wrong-extended-key-usage']);
	});

	it('tells an intermediate that was not sent from an unknown CA', async () => {
		const { port, server } = await testServers.start();
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
		const { port } = await testServers.start({ crlPems: [crl.pem] });
		const { status, body } = await get(port, 'client');
		assert.equal(status, 403);
		assert.deepEqual(codesOf(body['faults']), ['revoked']);
	});

	it('lets in without a certificate when it only requests one, and still refuses a bad one', async () => {
		const { port, recorded } = await testServers.start({ clientAuthentication: 'request' });
		assert.equal((await get(port, undefined)).status, 200);
		assert.equal((await get(port, 'client')).status, 200);
		assert.equal((await get(port, 'expired')).status, 403);
		assert.deepEqual(
			(await recorded(3)).map(({ verdict }) => verdict?.valid),
			[undefined, true, false],
		);
	});

	it('asks for nothing and judges nobody when told so', async () => {
		const { port, next } = await testServers.start({
			clientAuthentication: 'none',
			clientCaPems: [],
		});
		const recorded = next();
		assert.equal((await get(port, 'expired')).status, 200);
		const record = await recorded;
		assert.equal(record.verdict, undefined);
		assert.deepEqual(record.clientChain, []);
		assert.equal(record.isWithheld, false);
	});
});
