import assert from 'node:assert/strict';
import { boringsslPeer } from '../../../support/peers/boringssl';
import { opensslPeer } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { execute, useProcesses } from '../../../support/process';
import { useSuiteFolder } from '../../../support/suiteFolder';
import { curlPeer, lab, writeLab } from '../support/lab';
import { clientOf, request, useTestServers } from '../support/testServers';

describe('a test server and other clients', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	const testServers = useTestServers();
	before(() => writeLab(file));

	it('records a client that goes because it does not trust the server', async () => {
		const { port, next } = await testServers.start();
		const recorded = next();
		await assert.rejects(request(port, { ...clientOf('client'), ca: lab.otherCa.pem }));
		// Node's client sends no alert; whether its Finished is out by then is up to chance.
		assert.ok(['left', 'broken'].includes((await recorded).outcome));
	});

	for (const version of ['1.2', '1.3']) {
		it(`answers curl over TLS ${version} and records its alert when it does not trust`, async function () {
			const curl = requirePeer(this, curlPeer);
			const { port, recorded } = await testServers.start();
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
		const { port, next } = await testServers.start();
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
		const { port, next } = await testServers.start();
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
