import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { findPeer, requirePeer } from '../support/peers/peer';
import { startNodeServer } from './nodeEnds';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { foreignSet } from './requestSets';
import { useTerminal } from './terminal';

const curlPeer = findPeer('curl', 'curl', '/usr/bin/curl', 'curl');

/** The tutorial's own commands: certificates of version 1, and a CA without keyUsage. */
const originalFiles = `
mkdir original && cd original
openssl genrsa -out ca.key 2048
openssl req -x509 -new -nodes -key ca.key -sha256 -days 365 -subj "/CN=Demo CA" -out ca.crt
openssl genrsa -out server.key 2048
openssl req -new -key server.key -subj "/CN=localhost" -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out server.crt
openssl genrsa -out client.key 2048
openssl req -new -key client.key -subj "/CN=client" -out client.csr
openssl x509 -req -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out client.crt
`;

describe('Tutorial 5: a Node server on port 3000 and curl', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		requirePeer(this, curlPeer);
		await Promise.all([
			terminal.run(originalFiles),
			terminal.make('ours', recipe('5-files')),
			terminal.make('foreign', foreignSet),
		]);
	});

	/** Runs the tutorial's curl; -sS keeps its errors and leaves out the progress, which is no error. */
	const curl = (port: string, folder: string, change = (command: string) => command) => {
		const command = change(recipe('5-curl', { '3000': port })).replace('curl ', 'curl -sS ');
		return terminal.attempt(command, { folder });
	};
	const serve = (folder: string) =>
		startTestServer(terminal, folder, recipe('1-serve', { '8443': '0' }).trim());
	const probe = (port: string, folder: string, change = (command: string) => command) =>
		runProbe(terminal, folder, change(recipe('1-probe', { '8443': port }).trim()));
	const explain = async (text: string) => {
		const { status, stdout } = await terminal.attempt('mtls explain --json', { input: text });
		assert.equal(status, 0, text);
		return JSON.parse(stdout) as {
			cause: string;
			verdictOf: string;
			certificateAtFault: string | null;
			explanation: string;
			nextSteps: string[];
		};
	};
	const withoutCa = (command: string) => command.replace(' --cacert ca.crt', '');
	const withoutIdentity = (command: string) =>
		command.replace(' --cert client.crt --key client.key', '');

	for (const folder of ['original', 'ours']) {
		describe(`with the files of ${folder === 'ours' ? 'mtls' : 'openssl'}`, () => {
			it('works: curl gets the answer of the Node server, which knows the client', async () => {
				const server = await startNodeServer(terminal, folder);
				const { status, stdout } = await curl(server.port, folder);
				assert.equal(status, 0);
				assert.equal(stdout, 'Hello client\n');
				assert.equal(await server.line(/^(?:accepted|refused) .*$/m), 'accepted client');
			});

			it('works: curl gets the answer of mtls serve, which records the client', async () => {
				const server = await serve(folder);
				const { status, stdout } = await curl(server.port, folder);
				const record = await server.connection();
				assert.equal(status, 0);
				assert.match(stdout, /CN=client/);
				assert.equal(record.httpStatus, 200);
				assert.equal(record.clientChain[0]?.subject, 'CN=client');
			});

			it('without --cacert curl says self-signed certificate in certificate chain, and explain names the cause', async () => {
				const server = await startNodeServer(terminal, folder);
				const { status, stderr } = await curl(server.port, folder, withoutCa);
				assert.equal(status, 60);
				assert.match(stderr, /self-signed certificate in certificate chain/);
				const { cause, verdictOf, certificateAtFault, nextSteps } = await explain(stderr);
				assert.equal(cause, 'server-not-trusted');
				assert.equal(verdictOf, 'client');
				assert.equal(certificateAtFault, 'server');
				assert.match(nextSteps.join('\n'), /--cacert|CA/);
			});

			it('without --cert curl gets the alert certificate required, and explain names the cause', async () => {
				const server = await startNodeServer(terminal, folder);
				const { status, stderr } = await curl(server.port, folder, withoutIdentity);
				assert.equal(status, 56);
				assert.match(stderr, /alert certificate required/);
				assert.equal(
					await server.line(/^(?:accepted|refused) .*$/m),
					'refused ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE',
				);
				const { cause, verdictOf, certificateAtFault } = await explain(stderr);
				assert.equal(cause, 'no-client-certificate');
				assert.equal(verdictOf, 'server');
				assert.equal(certificateAtFault, 'client');
			});
		});
	}

	it('mtls probe in place of curl: let in, with our files and a good server', async () => {
		const server = await startNodeServer(terminal, 'ours');
		const report = await probe(server.port, 'ours');
		assert.equal(report.exitCode, 0);
		assert.equal(report.httpStatus, 200);
		assert.equal(await server.line(/^(?:accepted|refused) .*$/m), 'accepted client');
	});

	it('mtls probe in place of curl: let in, but the version 1 server certificate has no name', async () => {
		const server = await startNodeServer(terminal, 'original');
		const report = await probe(server.port, 'original');
		assert.equal(report.accepted, true);
		assert.equal(report.serverVerdict?.valid, false);
		assert.equal(report.exitCode, 1);
	});

	it('mtls probe in place of curl: without --ca the server is not trusted', async () => {
		const server = await startNodeServer(terminal, 'ours');
		const report = await probe(server.port, 'ours', (command) =>
			command.replace(' --ca ca.crt', ''),
		);
		assert.equal(report.cause, 'server-not-trusted');
		assert.equal(report.exitCode, 1);
	});

	it('mtls probe in place of curl: without --cert it is refused', async () => {
		const server = await startNodeServer(terminal, 'ours');
		const report = await probe(server.port, 'ours', withoutIdentity);
		assert.equal(report.cause, 'no-client-certificate');
		assert.equal(report.accepted, false);
		assert.deepEqual(report.alert, { number: 116, name: 'certificate_required', from: 'server' });
		assert.equal(report.exitCode, 1);
	});

	it('mtls serve in place of the Node server: curl without --cacert refuses it, and explain names the cause', async () => {
		const server = await serve('ours');
		const { status, stderr } = await curl(server.port, 'ours', withoutCa);
		assert.equal(status, 60);
		const record = await server.connection();
		assert.equal(record.httpStatus, null);
		assert.deepEqual(record.alert, { number: 48, name: 'unknown_ca', from: 'client' });
		assert.equal((await explain(stderr)).cause, 'server-not-trusted');
	});

	it('mtls serve in place of the Node server: curl without --cert gets 403 and the reason', async () => {
		const server = await serve('ours');
		const { status, stdout } = await curl(server.port, 'ours', withoutIdentity);
		assert.equal(status, 0);
		assert.match(stdout, /no-client-certificate/);
		assert.equal((await server.connection()).httpStatus, 403);
	});

	it('a client of another CA is dropped by the Node server and answered by mtls serve', async () => {
		const asForeigner = (command: string) =>
			command.replaceAll(/client\.(?=crt|key)/g, '../foreign/client.');
		const node = await startNodeServer(terminal, 'ours');
		const dropped = await curl(node.port, 'ours', asForeigner);
		assert.notEqual(dropped.status, 0);
		assert.equal(dropped.stdout, '');
		assert.equal(await node.line(/^(?:accepted|refused) .*$/m), 'refused ECONNRESET');
		const ours = await serve('ours');
		assert.match((await curl(ours.port, 'ours', asForeigner)).stdout, /issuer-not-found/);
		assert.equal((await ours.connection()).httpStatus, 403);
	});

	it('explain knows the errors that the page quotes', async () => {
		const { stdout } = await terminal.run(recipe('5-explain'));
		assert.match(stdout, /\(server-not-trusted; [^]*\(no-client-certificate; /);
	});

	it('reads the certificates of version 1 and flags them, and the CA without keyUsage', async () => {
		const inspected = await terminal.run(
			'mtls inspect --json ca.crt server.crt client.crt',
			'original',
		);
		const { files } = JSON.parse(inspected.stdout) as {
			files: { objects: { version: number; keyUsage: string[]; isCa: boolean }[] }[];
		};
		assert.deepEqual(
			files.map(({ objects }) => [objects[0]?.version, objects[0]?.isCa, objects[0]?.keyUsage]),
			[
				[3, true, []],
				[1, false, []],
				[1, false, []],
			],
		);
		const linted = await terminal.attempt(`${recipe('5-lint').trim()} --json`, {
			folder: 'original',
		});
		assert.equal(linted.status, 1);
		const { findings } = JSON.parse(linted.stdout) as {
			findings: { path: string; rule: string; severity: string }[];
		};
		assert.deepEqual(
			findings.map(({ path, rule }) => `${path} ${rule}`),
			['ca.crt ca-missing-key-usage', 'client.crt version-not-3', 'server.crt version-not-3'],
		);
	});

	it('finds nothing in the files of the recipe', async () => {
		const { stdout } = await terminal.run(recipe('5-lint'), 'ours');
		assert.equal(stdout, 'No findings.\n');
	});
});
