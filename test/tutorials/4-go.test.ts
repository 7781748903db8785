import assert from 'node:assert/strict';
import { buildGo, goPeer } from '../support/peers/go';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { foreignSet } from './requestSets';
import { useTerminal } from './terminal';

/** The tutorial's server certificate that has its name only in the subject. */
const commonNameOnly = `
mkdir cn-only && cd cn-only && cp ../ca.crt ../ca.key ../client.* .
openssl req -newkey rsa:2048 -nodes -keyout server.key -subj "/CN=localhost" -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 \\
	-extfile <(printf "extendedKeyUsage=serverAuth") -out server.crt
`;

describe('Tutorial 4: a Go server and a Go client', function () {
	this.timeout(60_000);
	const terminal = useTerminal();
	let program: string;

	before(async function () {
		// A first build of net/http takes a minute on a slow machine.
		this.timeout(300_000);
		requirePeer(this, opensslPeer);
		requirePeer(this, goPeer);
		program = buildGo('https.go');
		await terminal.run(recipe('4-files'));
		await terminal.make('foreign', foreignSet);
		await terminal.run(commonNameOnly);
	});

	async function startGoServer(folder = '.') {
		const server = terminal.start(`${program} server server.crt server.key ca.crt`, folder);
		const [, port = ''] = await server.waitFor(/^port (\d+)$/m);
		return { port, line: async (pattern: RegExp) => (await server.waitFor(pattern))[0] };
	}
	const goClient = async (port: string, identity = 'client.crt client.key', ca = 'ca.crt') => {
		const url = `https://localhost:${port}/`;
		const ended = await terminal.attempt(`${program} client ${url} ${ca} ${identity}`);
		return { status: ended.status, output: ended.stdout + ended.stderr };
	};
	const serve = (folder = '.') =>
		startTestServer(terminal, folder, recipe('1-serve', { '8443': '0' }).trim());
	const probe = (port: string, change = (command: string) => command, folder = '.') =>
		runProbe(terminal, folder, change(recipe('1-probe', { '8443': port }).trim()));
	const foreign = 'foreign/client.crt foreign/client.key';

	it('let each other in with our files, and both know', async () => {
		const server = await startGoServer();
		assert.deepEqual(await goClient(server.port), { status: 0, output: '200\nHello client\n' });
		assert.equal(await server.line(/^accepted .*$/m), 'accepted client');
	});

	it('the Go server lets mtls probe in, and both know', async () => {
		const server = await startGoServer();
		const report = await probe(server.port);
		assert.equal(report.exitCode, 0);
		assert.equal(report.httpStatus, 200);
		assert.equal(await server.line(/^accepted .*$/m), 'accepted client');
	});

	it('mtls serve lets the Go client in, and both know', async () => {
		const server = await serve();
		const client = await goClient(server.port);
		assert.equal(client.status, 0);
		assert.match(client.output, /^200\n[^]*CN=client/);
		const record = await server.connection();
		assert.equal(record.httpStatus, 200);
		assert.equal(record.clientChain[0]?.subject, 'CN=client');
	});

	it('the Go server refuses a Go client without a certificate: bad certificate', async () => {
		const server = await startGoServer();
		const { status, output } = await goClient(server.port, '');
		assert.equal(status, 1);
		assert.match(output, /remote error: tls: (?:bad certificate|certificate required)/);
		assert.match(
			await server.line(/^http: TLS handshake error .*$/m),
			/tls: client didn't provide a certificate/,
		);
	});

	it('the Go server refuses mtls probe without a certificate, and probe knows better than the alert', async () => {
		const server = await startGoServer();
		const report = await probe(server.port, (command) => command.replace(/ --cert .*/, ''));
		assert.equal(report.cause, 'no-client-certificate');
		assert.equal(report.accepted, false);
		assert.equal(report.alert?.from, 'server');
		assert.equal(report.exitCode, 1);
		await server.line(/client didn't provide a certificate/);
	});

	it('a Go client withholds the certificate of a CA that the Go server does not list', async () => {
		const server = await startGoServer();
		const { status, output } = await goClient(server.port, foreign);
		assert.equal(status, 1);
		assert.match(output, /remote error: tls: /);
		await server.line(/client didn't provide a certificate/);
	});

	it('a Go client withholds the certificate of a CA that mtls serve does not list, and the record says so', async () => {
		const server = await serve();
		const { output } = await goClient(server.port, foreign);
		assert.match(output, /^403\n/);
		const record = await server.connection();
		assert.deepEqual(record.clientChain, []);
		assert.deepEqual(
			record.verdict?.faults.map(({ code }) => code),
			['no-client-certificate'],
		);
	});

	it('the Go server refuses mtls probe with a certificate of another CA, which probe does send', async () => {
		const server = await startGoServer();
		const report = await probe(server.port, (command) =>
			command.replaceAll(/client\.(?=crt|key)/g, 'foreign/client.'),
		);
		assert.equal(report.clientCertificateSent, true);
		assert.equal(report.accepted, false);
		assert.equal(report.cause, 'unknown-ca');
		assert.equal(report.exitCode, 1);
		await server.line(/x509: certificate signed by unknown authority/);
	});

	it('the Go client refuses mtls serve below another CA', async () => {
		const server = await serve();
		const { status, output } = await goClient(server.port, foreign, 'foreign/ca.crt');
		assert.equal(status, 1);
		assert.match(output, /x509: certificate signed by unknown authority/);
		const record = await server.connection();
		assert.equal(record.httpStatus, null);
		assert.equal(record.alert?.from, 'client');
	});

	describe('a server certificate with a common name only', () => {
		const legacy = 'x509: certificate relies on legacy Common Name field, use SANs instead';

		it('is refused by the Go client with the legacy Common Name error', async () => {
			const server = await startGoServer('cn-only');
			const { status, output } = await goClient(server.port);
			assert.equal(status, 1);
			assert.match(output, new RegExp(legacy));
		});

		it('is refused by the Go client in the same words if mtls serve has it', async () => {
			const server = await serve('cn-only');
			const { status, output } = await goClient(server.port);
			assert.equal(status, 1);
			assert.match(output, new RegExp(legacy));
			assert.equal((await server.connection()).httpStatus, null);
		});

		it('is what our lint said before, with the words of Go', async () => {
			const { status, stdout } = await terminal.attempt(
				'mtls lint --json cn-only/server.crt cn-only/ca.crt',
			);
			assert.equal(status, 1);
			const { findings } = JSON.parse(stdout) as {
				findings: {
					path: string;
					rule: string;
					severity: string;
					refusedBy: { stack: string; message: string }[];
				}[];
			};
			const finding = findings.find(({ rule }) => rule === 'missing-subject-alternative-name');
			assert.equal(finding?.path, 'cn-only/server.crt');
			assert.equal(finding.severity, 'error');
			const go = finding.refusedBy.find(({ stack }) => /^go\b/i.test(stack));
			assert.equal(go?.message, legacy);
		});

		it('is what mtls probe says of the server, which curl would have accepted', async () => {
			const server = await startGoServer('cn-only');
			const report = await probe(server.port);
			assert.equal(report.accepted, true);
			assert.equal(report.serverVerdict?.valid, false);
			assert.equal(report.cause, 'wrong-host');
			assert.deepEqual(
				report.serverVerdict.faults.map(({ code }) => code),
				['missing-subject-alternative-name'],
			);
			assert.equal(report.exitCode, 1);
		});

		it('is what explain makes of the words of Go', async () => {
			const server = await startGoServer('cn-only');
			const { output } = await goClient(server.port);
			const { status, stdout } = await terminal.attempt('mtls explain --json', { input: output });
			assert.equal(status, 0);
			const { cause, certificateAtFault } = JSON.parse(stdout) as Record<string, string>;
			assert.equal(cause, 'missing-subject-alternative-name');
			assert.equal(certificateAtFault, 'server');
		});
	});
});
