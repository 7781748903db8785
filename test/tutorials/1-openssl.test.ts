import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { runOpensslClient, startOpensslServer, typedAnswer } from './opensslEnds';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { foreignSet } from './requestSets';
import { useTerminal } from './terminal';

/** The tutorial's own commands, with only folders changed. */
const originalFiles = `
mkdir original && cd original
openssl genrsa -out ca.key 4096
openssl req -new -x509 -sha256 -days 3650 -key ca.key -subj "/CN=Tutorial CA" -out ca.crt
openssl genrsa -out server.key 2048
openssl req -new -key server.key -subj "/CN=localhost" -out server.csr
openssl x509 -req -sha256 -days 365 -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial \\
	-extfile <(printf "subjectAltName=DNS:localhost") -out server.crt
openssl genrsa -out client.key 2048
openssl req -new -key client.key -subj "/CN=client" -out client.csr
openssl x509 -req -sha256 -days 365 -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial \\
	-extfile <(printf "extendedKeyUsage=clientAuth") -out client.crt
`;

const serverCommand = (folder: string) =>
	`openssl s_server -accept 127.0.0.1:0 -cert ${folder}/server.crt -key ${folder}/server.key ` +
	`-CAfile ${folder}/ca.crt -Verify 1 -verify_return_error`;
const clientCommand = (port: string, folder: string, identity = folder) =>
	`openssl s_client -connect localhost:${port} -CAfile ${folder}/ca.crt -verify_return_error ` +
	`-cert ${identity}/client.crt -key ${identity}/client.key`;
const withoutIdentity = (command: string) => command.replace(/ -+cert .*/, '');

describe('Tutorial 1: openssl s_server and s_client', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		// RSA 4096 is slow, and the two halves need nothing of each other.
		await Promise.all([
			terminal.run(originalFiles),
			terminal.run(`mkdir ours && cd ours\n${recipe('1-files')}`),
			terminal.make('foreign', foreignSet),
		]);
	});

	const serve = (folder: string, more = '') =>
		startTestServer(terminal, folder, `${recipe('1-serve', { '8443': '0' }).trim()} ${more}`);
	const probe = (port: string, folder: string, change = (command: string) => command) =>
		runProbe(terminal, folder, change(recipe('1-probe', { '8443': port }).trim()));
	const asForeigner = (command: string) =>
		command.replaceAll(/client\.(?=crt|key)/g, '../foreign/client.');

	it('makes what the tutorial makes: RSA 4096 for ten years, RSA 2048, one name, one purpose', async () => {
		for (const folder of ['original', 'ours']) {
			const { stdout } = await terminal.run(
				`mtls inspect --json ${folder}/ca.crt ${folder}/server.crt ${folder}/client.crt`,
			);
			const { files } = JSON.parse(stdout) as { files: { objects: Record<string, unknown>[] }[] };
			const [ca, server, client] = files.map(({ objects }) => objects[0]!);
			const days = (from: unknown, to: unknown): number =>
				Math.floor((Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000);
			assert.equal(ca!['keySize'], 4096);
			assert.equal(ca!['isCa'], true);
			assert.equal(days(ca!['notBefore'], ca!['notAfter']), 3650);
			assert.equal(server!['keySize'], 2048);
			assert.deepEqual(server!['subjectAlternativeNames'], [{ type: 'dns', value: 'localhost' }]);
			assert.equal(client!['keySize'], 2048);
			assert.deepEqual(client!['extendedKeyUsage'], ['clientAuth']);
		}
	});

	for (const folder of ['original', 'ours']) {
		describe(`with the ${folder === 'ours' ? 'files of mtls' : 'files of openssl'}`, () => {
			it('s_server records the client of s_client, and data arrives at both ends', async () => {
				const server = await startOpensslServer(terminal, serverCommand(folder));
				const [record, { answer }] = await Promise.all([
					server.answer(),
					runOpensslClient(terminal, clientCommand(server.port, folder)),
				]);
				assert.match(record, /^Client certificate\n[^]*^subject=CN = client$/m);
				assert.match(record, /^depth=0 CN = client\nverify return:1$/m);
				assert.match(answer ?? '', new RegExp(`^${typedAnswer}$`, 'm'));
			});

			it('mtls serve records the client of s_client, and its answer names the client', async () => {
				const server = await serve(folder);
				const { answer } = await runOpensslClient(terminal, clientCommand(server.port, folder));
				const record = await server.connection();
				assert.equal(record.httpStatus, 200);
				assert.deepEqual(record.verdict, { valid: true, faults: [] });
				assert.equal(record.clientChain[0]?.subject, 'CN=client');
				assert.match(answer ?? '', /CN=client/);
			});

			it('mtls probe is let in by s_server, which records its client', async () => {
				const server = await startOpensslServer(terminal, serverCommand(folder));
				const [record, report] = await Promise.all([server.answer(), probe(server.port, folder)]);
				assert.match(record, /^subject=CN = client$/m);
				assert.equal(report.cause, 'ok');
				assert.equal(report.accepted, true);
				assert.equal(report.httpStatus, 200);
				assert.equal(report.serverVerdict?.valid, true);
				assert.equal(report.exitCode, 0);
			});

			it('mtls probe is let in by mtls serve, and both say so', async () => {
				const server = await serve(folder);
				const report = await probe(server.port, folder);
				const record = await server.connection();
				assert.equal(report.exitCode, 0);
				assert.equal(report.accepted, true);
				assert.equal(record.httpStatus, 200);
				assert.equal(record.clientChain[0]?.subject, 'CN=client');
			});
		});
	}

	describe('a client of another CA', () => {
		it('is refused by s_server, although s_client prints Verify return code: 0 (ok)', async () => {
			const server = await startOpensslServer(terminal, serverCommand('original'));
			const [record, client] = await Promise.all([
				server.refuse(),
				runOpensslClient(terminal, clientCommand(server.port, 'original', 'foreign')),
			]);
			assert.match(record, /certificate verify failed/);
			assert.doesNotMatch(record, /^subject=/m);
			assert.match(client.output, /Verify return code: 0 \(ok\)/);
			assert.match(client.output, /alert unknown ca/);
			assert.equal(client.answer, undefined);
			assert.equal(client.status, 1);
		});

		it('is refused by s_server with the alert that mtls probe reports', async () => {
			const server = await startOpensslServer(terminal, serverCommand('original'));
			const [record, report] = await Promise.all([
				server.refuse(),
				probe(server.port, 'original', asForeigner),
			]);
			assert.match(record, /certificate verify failed/);
			assert.equal(report.cause, 'unknown-ca');
			assert.equal(report.accepted, false);
			assert.deepEqual(report.alert, { number: 48, name: 'unknown_ca', from: 'server' });
			assert.equal(report.serverVerdict?.valid, true);
			assert.equal(report.exitCode, 1);
		});

		it('gets 403 from mtls serve, whose record says issuer not found', async () => {
			const server = await serve('original');
			const { answer, output } = await runOpensslClient(
				terminal,
				clientCommand(server.port, 'original', 'foreign'),
			);
			const record = await server.connection();
			assert.equal(answer, undefined);
			assert.match(output, /^HTTP\/1\.1 403 /m);
			assert.equal(record.httpStatus, 403);
			assert.equal(record.clientChain[0]?.subject, 'CN=client');
			assert.deepEqual(
				record.verdict?.faults.map(({ code }) => code),
				['issuer-not-found'],
			);
		});

		it('is dropped in the handshake by mtls serve --strict', async () => {
			const server = await serve('original', '--strict');
			const { output, status } = await runOpensslClient(
				terminal,
				clientCommand(server.port, 'original', 'foreign'),
			);
			const record = await server.connection();
			assert.doesNotMatch(output, /^HTTP\/1\.1/m);
			assert.notEqual(status, 0);
			assert.equal(record.httpStatus, null);
			assert.equal(record.strict, true);
			assert.equal(record.verdict?.valid, false);
		});

		it('gets in where -Verify 1 stands alone: data arrives at both ends', async () => {
			const server = await startOpensslServer(
				terminal,
				serverCommand('original').replace(' -verify_return_error', ''),
			);
			const [record, { answer }] = await Promise.all([
				server.answer(),
				runOpensslClient(terminal, clientCommand(server.port, 'original', 'foreign')),
			]);
			// It even noticed.
			assert.match(record, /verify error:num=20:unable to get local issuer certificate/);
			assert.match(record, /^subject=CN = client$/m);
			assert.match(answer ?? '', new RegExp(`^${typedAnswer}$`, 'm'));
		});

		it('gets in where -Verify 1 stands alone, and mtls probe says so', async () => {
			const server = await startOpensslServer(
				terminal,
				serverCommand('original').replace(' -verify_return_error', ''),
			);
			const [, report] = await Promise.all([
				server.answer(),
				probe(server.port, 'original', asForeigner),
			]);
			assert.equal(report.accepted, true);
			assert.equal(report.httpStatus, 200);
		});
	});

	describe('a client without a certificate', () => {
		it('is refused by s_server, and s_client gets the alert certificate required', async () => {
			const server = await startOpensslServer(terminal, serverCommand('original'));
			const [record, client] = await Promise.all([
				server.refuse(),
				runOpensslClient(terminal, withoutIdentity(clientCommand(server.port, 'original'))),
			]);
			assert.match(record, /peer did not return a certificate/);
			assert.match(client.output, /tlsv13 alert certificate required/);
			assert.equal(client.answer, undefined);
		});

		it('is refused by s_server, and mtls probe says why', async () => {
			const server = await startOpensslServer(terminal, serverCommand('original'));
			const [, report] = await Promise.all([
				server.refuse(),
				probe(server.port, 'original', withoutIdentity),
			]);
			assert.equal(report.cause, 'no-client-certificate');
			assert.equal(report.accepted, false);
			assert.deepEqual(report.alert, { number: 116, name: 'certificate_required', from: 'server' });
			assert.equal(report.clientCertificateRequested, true);
			assert.equal(report.clientCertificateSent, false);
			assert.equal(report.exitCode, 1);
		});

		it('gets 403 from mtls serve, whose record shows an empty chain', async () => {
			const server = await serve('original');
			const { output } = await runOpensslClient(
				terminal,
				withoutIdentity(clientCommand(server.port, 'original')),
			);
			const record = await server.connection();
			assert.match(output, /^HTTP\/1\.1 403 /m);
			assert.deepEqual(record.clientChain, []);
			assert.deepEqual(
				record.verdict?.faults.map(({ code }) => code),
				['no-client-certificate'],
			);
		});
	});

	describe('a server of another CA', () => {
		it('is refused by s_client', async () => {
			const server = await startOpensslServer(terminal, serverCommand('foreign'));
			const [record, client] = await Promise.all([
				server.refuse(),
				runOpensslClient(terminal, clientCommand(server.port, 'original')),
			]);
			assert.match(record, /alert unknown ca/);
			assert.match(client.output, /certificate verify failed/);
			assert.equal(client.answer, undefined);
		});

		it('is refused by s_client in place of which ours stands: mtls serve', async () => {
			const server = await serve('foreign');
			const client = await runOpensslClient(terminal, clientCommand(server.port, 'original'));
			const record = await server.connection();
			assert.match(client.output, /certificate verify failed/);
			assert.equal(record.httpStatus, null);
			assert.deepEqual(record.alert, { number: 48, name: 'unknown_ca', from: 'client' });
		});

		it('is reported by mtls probe as not trusted, whatever the server thinks of us', async () => {
			const server = await serve('foreign');
			const report = await probe(server.port, 'foreign', (command) =>
				command.replace('ca.crt', '../original/ca.crt'),
			);
			const record = await server.connection();
			assert.equal(report.cause, 'server-not-trusted');
			assert.equal(report.serverVerdict?.valid, false);
			assert.equal(report.accepted, true);
			assert.equal(report.exitCode, 1);
			assert.equal(record.httpStatus, 200);
		});
	});
});
