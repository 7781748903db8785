import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../support/certificates';
import { mtls, mtlsJson, mtlsProgram, useServe } from '../../support/commandLine';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { freePort } from '../../support/process';
import { useTemporaryFolder } from '../../support/temporaryFolder';

interface Probe {
	readonly reached: boolean;
	readonly serverChain: readonly Readonly<Record<string, unknown>>[];
	readonly serverVerdict: {
		readonly valid: boolean;
		readonly faults: readonly { readonly code: string }[];
	} | null;
	readonly clientCertificateRequested: boolean | null;
	readonly clientCertificateSent: boolean;
	readonly accepted: boolean | null;
	readonly alert: Readonly<Record<string, unknown>> | null;
	readonly httpStatus: number | null;
	readonly cause: string;
	readonly explanation: string;
	readonly library: string;
}

const fields = [
	'accepted',
	'alert',
	'cause',
	'clientCertificateRequested',
	'clientCertificateSent',
	'explanation',
	'httpStatus',
	'library',
	'reached',
	'serverChain',
	'serverVerdict',
];

describe('mtls probe', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const calls = useServe(folder);
	const now = new Date();
	const ca = buildCa({ now, subject: 'Probe CA' });
	const build = (options: CertificateOptions): BuiltCertificate =>
		buildCertificate({ issuer: ca, now, notBefore: daysAfter(-9, now), ...options });
	const servers: Server[] = [];

	beforeEach(() => {
		write('ca', ca);
		write('server', build({ subjectAltName: ['localhost', '127.0.0.1', '::1'] }));
		write('client', build({ role: 'client' }));
	});
	afterEach(() => {
		for (const server of servers.splice(0)) {
			server.close();
		}
	});

	it('exits with 0 only if let in by a server that is valid, and gives every field of the contract', async () => {
		const { status, value, stderr } = await probeAsProgram(
			`localhost:${await serve()}`,
			...asClient(),
		);
		assert.equal(status, 0);
		assert.equal(stderr, '');
		for (const field of fields) {
			assert.notEqual((value as unknown as Record<string, unknown>)[field], undefined, field);
		}
		assert.equal(value.reached, true);
		assert.equal(value.serverChain[0]?.['subject'], 'CN=localhost');
		assert.deepEqual(value.serverVerdict, { valid: true, faults: [] });
		assert.equal(value.clientCertificateRequested, true);
		assert.equal(value.clientCertificateSent, true);
		assert.equal(value.accepted, true);
		assert.equal(value.alert, null);
		assert.equal(value.httpStatus, 200);
		assert.equal(value.cause, 'ok');
		assert.match(value.library, /OpenSSL \d/);
	});

	it('takes addresses, IPv6 in brackets', async () => {
		const port = await serve();
		for (const host of ['127.0.0.1', '[::1]']) {
			const { status, value } = await probe(`${host}:${port}`, ...asClient());
			assert.equal(status, 0, value.explanation);
		}
	});

	for (const [mode, more, alert, httpStatus] of [
		['that answers', [], null, 403],
		[
			'that is strict',
			['--strict'],
			{ number: 116, name: 'certificate_required', from: 'server' },
			null,
		],
	] as const) {
		it(`says no-client-certificate of a server ${mode}`, async () => {
			const { status, value } = await probeAsProgram(
				`localhost:${await serve(...more)}`,
				'--ca',
				'ca.crt',
			);
			assert.equal(status, 1);
			assert.equal(value.cause, 'no-client-certificate');
			assert.equal(value.accepted, false);
			assert.equal(value.clientCertificateRequested, true);
			assert.equal(value.clientCertificateSent, false);
			assert.deepEqual(value.alert, alert);
			assert.equal(value.httpStatus, httpStatus);
			assert.deepEqual(value.serverVerdict, { valid: true, faults: [] });
		});
	}

	const refusals: readonly (readonly [cause: string, make: () => BuiltCertificate])[] = [
		['unknown-ca', () => buildCertificate({ now, role: 'client', issuer: buildCa({ now }) })],
		['wrong-extended-key-usage', () => build({ role: 'server' })],
		['expired', () => build({ role: 'client', notAfter: daysAfter(-1, now) })],
		['not-yet-valid', () => build({ role: 'client', notBefore: daysAfter(2, now) })],
	];
	for (const [cause, make] of refusals) {
		it(`says ${cause} of a client that the server refuses for it`, async () => {
			write('client', make());
			const { status, value } = await probe(`localhost:${await serve()}`, ...asClient());
			assert.equal(status, 1);
			assert.equal(value.cause, cause);
			assert.equal(value.accepted, false);
			assert.equal(value.clientCertificateSent, true);
			assert.equal(value.httpStatus, 403);
		});
	}

	it('says refused-without-reason where a strict server drops the connection', async () => {
		write('client', build({ role: 'client', notAfter: daysAfter(-1, now) }));
		const { status, value } = await probe(`localhost:${await serve('--strict')}`, ...asClient());
		assert.equal(status, 1);
		assert.equal(value.cause, 'refused-without-reason');
		assert.equal(value.accepted, false);
		assert.equal(value.alert, null);
		// What our own check finds is said all the same.
		assert.match(value.explanation, /expired|ended/i);
	});

	const serverFaults: readonly (readonly [
		cause: string,
		code: string,
		make: () => BuiltCertificate,
	])[] = [
		['wrong-host', 'host-name-mismatch', () => build({ subjectAltName: ['other.test'] })],
		[
			'wrong-host',
			'missing-subject-alternative-name',
			() => build({ subjectAltName: null, subject: 'localhost' }),
		],
		['expired', 'expired', () => build({ notAfter: daysAfter(-1, now) })],
		[
			'wrong-extended-key-usage',
			'wrong-extended-key-usage',
			() => build({ role: 'client', subjectAltName: ['localhost'] }),
		],
		[
			'server-not-trusted',
			'issuer-not-found',
			() => buildCertificate({ now, issuer: buildCa({ now, subject: 'Nobody' }) }),
		],
	];
	for (const [cause, code, make] of serverFaults) {
		it(`says ${cause} of a server with ${code}, though it lets us in`, async () => {
			write('server', make());
			const { status, value } = await probe(`localhost:${await serve()}`, ...asClient());
			assert.equal(status, 1);
			assert.equal(value.cause, cause);
			assert.equal(value.accepted, true);
			assert.equal(value.serverVerdict?.valid, false);
			assert.deepEqual(
				value.serverVerdict.faults.map((fault) => fault.code),
				[code],
			);
		});
	}

	it('asks for and checks the name of --name', async () => {
		write('server', build({ subjectAltName: ['api.test'] }));
		const port = await serve();
		const named = await probe(`127.0.0.1:${port}`, ...asClient(), '--name', 'api.test');
		assert.equal(named.status, 0, named.value.explanation);
		const other = await probe(`127.0.0.1:${port}`, ...asClient(), '--name', 'web.test');
		assert.equal(other.value.cause, 'wrong-host');
	});

	it('says wrong-protocol of a server that speaks plain HTTP', async () => {
		const server = createHttpServer((_, response) => response.end('hello'));
		const { status, value } = await probeAsProgram(
			`127.0.0.1:${await listen(server)}`,
			'--ca',
			'ca.crt',
		);
		assert.equal(status, 1);
		assert.equal(value.cause, 'wrong-protocol');
		assert.equal(value.reached, true);
		assert.equal(value.accepted, null);
		assert.equal(value.serverVerdict, null);
		assert.deepEqual(value.serverChain, []);
	});

	it('says nothing-listening of a free port', async () => {
		const { status, value } = await probeAsProgram(`127.0.0.1:${await freePort()}`);
		assert.equal(status, 1);
		assert.equal(value.cause, 'nothing-listening');
		assert.equal(value.reached, false);
		assert.equal(value.accepted, null);
		assert.equal(value.clientCertificateRequested, null);
	});

	it('says once, and without holes between the lines, that nobody answers', async () => {
		const place = `127.0.0.1:${await freePort()}`;
		const { stdout } = await mtls(['probe', place], { cwd: folder.path });
		assert.match(stdout, /^Cannot connect: nothing listens on [^\n]+\n\n- [^\n]+\n$/);
	});

	it('says timeout of a server that never answers, after the seconds of --timeout', async () => {
		const server = createServer((socket) => socket.on('error', () => undefined).unref());
		const place = `127.0.0.1:${await listen(server)}`;
		const { status, value } = await probeAsProgram(place, '--timeout', '1');
		assert.equal(status, 1);
		assert.equal(value.cause, 'timeout');
		assert.equal(value.accepted, null);
	});

	it('says accepted null where a handshake is all that there is to see', async () => {
		const { value } = await probe(
			`localhost:${await serve('--client-auth', 'none')}`,
			'--ca',
			'ca.crt',
		);
		assert.equal(value.clientCertificateRequested, false);
		assert.equal(value.accepted, true);
		assert.equal(value.httpStatus, 200);
	});

	it('takes PKCS #12 with its passphrase from a file', async function () {
		requirePeer(this, opensslPeer);
		writeFileSync(folder.join('pass'), 'secret\n');
		const export_ = ['pkcs12', '-export', '-inkey', 'client.key', '-in', 'client.crt'];
		openssl([...export_, '-passout', 'file:pass', '-out', 'client.p12'], { cwd: folder.path });
		const place = `localhost:${await serve()}`;
		const p12 = ['--ca', 'ca.crt', '--cert', 'client.p12', '--passphrase-file'];
		const { status, value } = await probe(place, ...p12, 'pass');
		assert.equal(status, 0, value.explanation);
		assert.equal(value.clientCertificateSent, true);
		const refused = await probe(place, ...p12, 'ca.crt');
		assert.equal(refused.status, 2);
		assert.equal(refused.stderr, 'The passphrase does not open client.p12.\n');
		const asked = await probe(place, ...p12.slice(0, -1));
		assert.match(asked.stderr, /^client\.p12 is encrypted\. [^\n]*--passphrase-file[^\n]*\n$/);
		assert.deepEqual(refused.value, { error: refused.stderr.trim() });
	});

	function write(name: string, { pem, privateKeyPem }: BuiltCertificate): void {
		writeFileSync(folder.join(`${name}.crt`), pem);
		writeFileSync(folder.join(`${name}.key`), privateKeyPem);
	}

	function asClient(): string[] {
		return ['--ca', 'ca.crt', '--cert', 'client.crt', '--key', 'client.key'];
	}

	function probe(...args: string[]) {
		return mtlsJson<Probe>(['probe', ...args], { cwd: folder.path });
	}

	/** Where a socket or a timer that is left behind would keep the program from ending. */
	function probeAsProgram(...args: string[]) {
		return mtlsJson<Probe>(['probe', ...args], { cwd: folder.path }, mtlsProgram);
	}

	async function serve(...more: string[]): Promise<string> {
		const files = ['--cert', 'server.crt', '--key', 'server.key', '--ca', 'ca.crt', '--port', '0'];
		const server = calls.start([...files, ...more]);
		const [, port = ''] = await server.waitFor(/^\{"event":"listening",.*"port":(\d+)\}$/m);
		return port;
	}

	async function listen(server: Server): Promise<number> {
		servers.push(server);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	}
});
