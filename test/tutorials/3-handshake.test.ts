import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { runOpensslClient, startOpensslServer } from './opensslEnds';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { useTerminal } from './terminal';

/** The tutorial's own commands. */
const serverCommand =
	'openssl s_server -accept 127.0.0.1:0 -cert server.crt -key server.key -CAfile ca.crt ' +
	'-Verify 1 -verify_return_error -state';
const clientCommand = (port: string, more = '') =>
	`openssl s_client -connect localhost:${port} -CAfile ca.crt -state ${more}`;
const identity = '-cert client.crt -key client.key';

describe('Tutorial 3: the handshake of a client without a certificate', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		await terminal.run('mtls create set --out . --ca-name "Listed CA" --host localhost');
	});

	const serve = () => startTestServer(terminal, '.', recipe('3-serve', { '8443': '0' }).trim());
	const probe = (port: string, more = '') =>
		runProbe(terminal, '.', `${recipe('3-probe', { '8443': port }).trim()} ${more}`);

	it('fails within TLS 1.3: s_server stops in SSL_accept, s_client gets the alert 116', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [record, client] = await Promise.all([
			server.refuse(),
			runOpensslClient(terminal, clientCommand(server.port)),
		]);
		assert.match(record, /^SSL_accept:error in error$/m);
		assert.match(record, /peer did not return a certificate/);
		// The server never read the Finished of the client, who thinks that it is connected.
		assert.doesNotMatch(record, /SSL_accept:SSLv3\/TLS read finished|^GET /m);
		assert.match(client.output, /^SSL_connect:SSLv3\/TLS write finished$/m);
		assert.match(client.output, /tlsv13 alert certificate required:.*:SSL alert number 116$/m);
		assert.equal(client.answer, undefined);
		assert.equal(client.status, 1);
	});

	it('fails within TLS 1.2: s_client never finishes SSL_connect and gets the alert 40', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [record, client] = await Promise.all([
			server.refuse(),
			runOpensslClient(terminal, clientCommand(server.port, '-tls1_2')),
		]);
		assert.match(record, /^SSL_accept:error in error$/m);
		assert.match(record, /peer did not return a certificate/);
		assert.doesNotMatch(client.output, /SSL_connect:SSLv3\/TLS read finished/);
		assert.match(client.output, /SSL3 alert read:fatal:handshake failure/);
		assert.match(client.output, /SSL alert number 40/);
		assert.equal(client.answer, undefined);
		assert.equal(client.status, 1);
	});

	it('is told apart by mtls probe in place of s_client: asked, nothing sent, alert 116', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [record, report] = await Promise.all([server.refuse(), probe(server.port)]);
		assert.match(record, /peer did not return a certificate/);
		assert.equal(report.clientCertificateRequested, true);
		assert.equal(report.clientCertificateSent, false);
		assert.equal(report.accepted, false);
		assert.equal(report.cause, 'no-client-certificate');
		assert.deepEqual(report.alert, { number: 116, name: 'certificate_required', from: 'server' });
		assert.equal(report.exitCode, 1);
	});

	it('fails with mtls serve --strict in place of s_server: alert 116, and the record says strict', async () => {
		const server = await serve();
		const client = await runOpensslClient(terminal, clientCommand(server.port));
		const record = await server.connection();
		assert.match(client.output, /SSL alert number 116/);
		assert.equal(client.answer, undefined);
		assert.equal(client.status, 1);
		assert.equal(record.strict, true);
		assert.equal(record.httpStatus, null);
		assert.deepEqual(record.clientChain, []);
		assert.deepEqual(record.alert, { number: 116, name: 'certificate_required', from: 'server' });
		assert.deepEqual(
			record.verdict?.faults.map(({ code }) => code),
			['no-client-certificate'],
		);
	});

	it('fails between mtls serve --strict and mtls probe', async () => {
		const server = await serve();
		const report = await probe(server.port);
		assert.equal(report.cause, 'no-client-certificate');
		assert.equal(report.exitCode, 1);
		assert.equal((await server.connection()).httpStatus, null);
	});

	it('succeeds with a certificate: data arrives, and s_server names the client', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [record, client] = await Promise.all([
			server.answer(),
			runOpensslClient(terminal, clientCommand(server.port, identity)),
		]);
		assert.match(record, /^subject=CN = client$/m);
		assert.doesNotMatch(record, /^SSL_accept:error in error$/m);
		assert.notEqual(client.answer, undefined);
	});

	it('s_client sees that s_server lists our CA, by its name', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [, client] = await Promise.all([
			server.answer(),
			runOpensslClient(terminal, clientCommand(server.port, identity)),
		]);
		assert.match(client.output, /^Acceptable client certificate CA names\nCN = Listed CA\n/m);
	});

	it('s_client sees that mtls serve lists our CA, by its name', async () => {
		const server = await serve();
		const { output } = await runOpensslClient(terminal, clientCommand(server.port, identity));
		assert.match(output, /^Acceptable client certificate CA names\nCN = Listed CA\n/m);
		assert.equal((await server.connection()).httpStatus, 200);
	});

	it('mtls probe reports the list of s_server, also where it is refused', async () => {
		const server = await startOpensslServer(terminal, serverCommand);
		const [, report] = await Promise.all([server.refuse(), probe(server.port)]);
		assert.deepEqual(report.acceptedIssuers, ['CN=Listed CA']);
	});
});
