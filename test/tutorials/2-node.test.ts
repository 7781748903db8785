import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { runNodeClient, startNodeServer } from './nodeEnds';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { makeRequestSets, tools } from './requestSets';
import { useTerminal } from './terminal';

describe('Tutorial 2: Node https with requestCert and rejectUnauthorized', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		await makeRequestSets(terminal);
	});

	const serve = (folder: string) =>
		startTestServer(terminal, folder, recipe('1-serve', { '8443': '0' }).trim());
	const probe = (port: string, folder: string, change = (command: string) => command) =>
		runProbe(terminal, folder, change(recipe('1-probe', { '8443': port }).trim()));
	const withoutIdentity = (text: string) => text.replace(/ --cert .*/, '');

	for (const tool of tools) {
		describe(`with the set of ${tool}`, () => {
			it('a Node server lets a Node client in, and both know', async () => {
				const server = await startNodeServer(terminal, tool);
				const client = await runNodeClient(terminal, server.port, tool);
				assert.deepEqual(client, { status: 0, output: '200\nHello client\n' });
				assert.equal(await server.line(/^(?:accepted|refused) .*$/m), 'accepted client');
			});

			it('a Node server lets mtls probe in, and both know', async () => {
				const server = await startNodeServer(terminal, tool);
				const report = await probe(server.port, tool);
				assert.equal(report.exitCode, 0);
				assert.equal(report.cause, 'ok');
				assert.equal(report.httpStatus, 200);
				assert.equal(await server.line(/^(?:accepted|refused) .*$/m), 'accepted client');
			});

			it('mtls serve lets a Node client in, and both know', async () => {
				const server = await serve(tool);
				const client = await runNodeClient(terminal, server.port, tool);
				assert.equal(client.status, 0);
				assert.match(client.output, /^200\n[^]*CN=client/);
				const record = await server.connection();
				assert.equal(record.httpStatus, 200);
				assert.equal(record.clientChain[0]?.subject, 'CN=client');
			});
		});
	}

	describe('a client without a certificate', () => {
		it('gets the alert certificate required from a Node server, which names the reason', async () => {
			const server = await startNodeServer(terminal, 'openssl');
			const client = await runNodeClient(terminal, server.port, 'openssl', (source) =>
				source.replace(/^\tcert: .*\n\tkey: .*\n/m, ''),
			);
			assert.equal(client.status, 1);
			assert.match(client.output, /^ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED /);
			assert.equal(
				await server.line(/^(?:accepted|refused) .*$/m),
				'refused ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE',
			);
		});

		it('is told so by mtls probe in place of the client', async () => {
			const server = await startNodeServer(terminal, 'openssl');
			const report = await probe(server.port, 'openssl', withoutIdentity);
			assert.equal(report.cause, 'no-client-certificate');
			assert.equal(report.accepted, false);
			assert.deepEqual(report.alert, { number: 116, name: 'certificate_required', from: 'server' });
			assert.equal(report.exitCode, 1);
		});

		it('is told so by mtls serve in place of the server', async () => {
			const server = await serve('openssl');
			const client = await runNodeClient(terminal, server.port, 'openssl', (source) =>
				source.replace(/^\tcert: .*\n\tkey: .*\n/m, ''),
			);
			assert.match(client.output, /^403\n[^]*no client certificate|^403\n/);
			const record = await server.connection();
			assert.deepEqual(
				record.verdict?.faults.map(({ code }) => code),
				['no-client-certificate'],
			);
		});
	});

	describe('a client of another CA', () => {
		const asForeigner = (text: string) =>
			text.replaceAll(/client\.(?=crt|key)/g, '../foreign/client.');

		it('is dropped by a Node server without an alert, so that it learns nothing', async () => {
			const server = await startNodeServer(terminal, 'openssl');
			const client = await runNodeClient(terminal, server.port, 'openssl', asForeigner);
			assert.equal(client.status, 1);
			assert.match(client.output, /^ECONNRESET /);
			assert.equal(await server.line(/^(?:accepted|refused) .*$/m), 'refused ECONNRESET');
		});

		it('learns the reason from mtls probe in place of the client', async () => {
			const server = await startNodeServer(terminal, 'openssl');
			const report = await probe(server.port, 'openssl', asForeigner);
			assert.equal(report.accepted, false);
			assert.equal(report.alert, null);
			assert.equal(report.cause, 'refused-without-reason');
			assert.deepEqual(
				report.clientFaults.map(({ code }) => code),
				['issuer-not-listed'],
			);
			assert.equal(report.exitCode, 1);
		});

		it('learns the reason from mtls serve in place of the server', async () => {
			const server = await serve('openssl');
			const client = await runNodeClient(terminal, server.port, 'openssl', asForeigner);
			assert.match(client.output, /^403\n[^]*issuer-not-found/);
			const record = await server.connection();
			assert.deepEqual(
				record.verdict?.faults.map(({ code }) => code),
				['issuer-not-found'],
			);
		});
	});

	describe('a server of another CA', () => {
		const ofForeigner = (text: string) => text.replace('ca.crt', '../openssl/ca.crt');

		it('is refused by a Node client', async () => {
			const server = await startNodeServer(terminal, 'foreign');
			const client = await runNodeClient(terminal, server.port, 'foreign', ofForeigner);
			assert.equal(client.status, 1);
			// The server sends its root along, because Node completes chains from its `ca` list.
			assert.match(client.output, /^SELF_SIGNED_CERT_IN_CHAIN /);
		});

		it('is refused by a Node client if it is mtls serve, which cannot learn why', async () => {
			const server = await serve('foreign');
			const client = await runNodeClient(terminal, server.port, 'foreign', ofForeigner);
			assert.equal(client.status, 1);
			assert.match(
				client.output,
				/^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE) /,
			);
			const record = await server.connection();
			// Node checks after the handshake and closes without an alert.
			assert.equal(record.alert, null);
			assert.equal(record.httpStatus, null);
		});

		it('is reported by mtls probe', async () => {
			const server = await startNodeServer(terminal, 'foreign');
			const report = await probe(server.port, 'foreign', ofForeigner);
			assert.equal(report.cause, 'server-not-trusted');
			assert.equal(report.exitCode, 1);
		});
	});

	it('the Kubernetes Secret of the set reads back as the same pair, and serves', async () => {
		// No `kubectl` here, and mtls has no verb for it: the shell encodes and decodes.
		await terminal.run(recipe('2-kubernetes'), 'mtls');
		const { stdout } = await terminal.run(recipe('2-kubernetes-read'), 'mtls');
		assert.match(stdout, /^Valid as a server certificate/m);
		await terminal.run('cmp server.crt secret/tls.crt && cmp server.key secret/tls.key', 'mtls');
		assert.match(
			(await terminal.run('stat -c %a secret.yaml secret/tls.key', 'mtls')).stdout,
			/^600\n600\n$/,
		);
		const command =
			'mtls serve --cert secret/tls.crt --key secret/tls.key --ca secret/ca.crt --port 0';
		const server = await startTestServer(terminal, 'mtls', command);
		const report = await probe(server.port, 'mtls');
		assert.equal(report.exitCode, 0);
		assert.equal((await server.connection()).httpStatus, 200);
	});
});
