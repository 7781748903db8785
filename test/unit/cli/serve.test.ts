import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../support/certificates';
import { commandLineFile, mtls, useServe } from '../../support/commandLine';
import { buildCrl } from '../../support/crls';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import type { Running } from '../../support/printed';
import { useProcesses } from '../../support/process';
import { useTemporaryFolder } from '../../support/temporaryFolder';

interface Connection {
	readonly id: number;
	readonly time: string;
	readonly protocol: string;
	readonly cipher: string;
	readonly resumed: boolean;
	readonly clientChain: readonly Readonly<Record<string, unknown>>[];
	readonly verdict: {
		readonly valid: boolean;
		readonly faults: readonly { readonly code: string }[];
	} | null;
	readonly httpStatus: number | null;
	readonly strict: boolean;
}

describe('mtls serve', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const processes = useProcesses();
	const servers = useServe(folder);
	const now = new Date();
	const ca = buildCa({ now });
	const build = (options: CertificateOptions): BuiltCertificate =>
		buildCertificate({ issuer: ca, now, notBefore: daysAfter(-9, now), ...options });
	const server = build({ subjectAltName: ['localhost', '127.0.0.1', '::1'] });
	const client = build({ role: 'client', serialNumber: 5n });

	beforeEach(() => {
		write('ca', ca);
		write('server', server);
	});

	it('tells where it listens in one line, and listens on 127.0.0.1 and ::1', async () => {
		const { child, port } = await serveAsProgram();
		const [line, ...rest] = child.stdout.trim().split('\n');
		assert.deepEqual(rest, []);
		const listening = JSON.parse(line ?? '') as Record<string, unknown>;
		assert.deepEqual(Object.keys(listening).toSorted(), ['event', 'host', 'port']);
		assert.equal(listening['event'], 'listening');
		for (const host of ['127.0.0.1', '::1']) {
			assert.equal((await request(port, client, host)).status, 200);
		}
	});

	it('writes one line for each connection, with every field of the contract', async () => {
		const { port, connection } = await serve();
		assert.equal((await request(port, client)).status, 200);
		const record = await connection(1);
		assert.match(record.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		assert.equal(record.protocol, 'TLS 1.3');
		assert.match(record.cipher, /^TLS_/);
		assert.equal(record.resumed, false);
		assert.deepEqual(record.verdict, { valid: true, faults: [] });
		assert.equal(record.httpStatus, 200);
		assert.equal(record.strict, false);
		// As it came over the wire: this client completes its chain from its own list of CAs.
		assert.deepEqual(
			record.clientChain.map(({ subject }) => subject),
			['CN=client', 'CN=test CA'],
		);
		assert.equal(record.clientChain[0]?.['serialNumber'], '05');
		await request(port, undefined);
		const second = await connection(2);
		assert.equal(second.httpStatus, 403);
		assert.deepEqual(codes(second), ['no-client-certificate']);
	});

	it('judges every client in full: 403 with all faults, then the connection is closed', async () => {
		const { port, connection } = await serve();
		const bad = build({ role: 'server', notAfter: daysAfter(-1, now) });
		const { status, body } = await request(port, bad);
		assert.equal(status, 403);
		const record = await connection(1);
		assert.deepEqual(codes(record).toSorted(), ['expired', 'wrong-extended-key-usage']);
		for (const code of codes(record)) {
			assert.equal(body.includes(code), true, body);
		}
		await request(port, buildCertificate({ now, role: 'client', issuer: buildCa({ now }) }));
		// The other CA has the name of ours: the signature tells them apart.
		assert.deepEqual(codes(await connection(2)), ['issuer-signature-mismatch']);
	});

	it('lets in clients without a certificate where it only requests one', async () => {
		const { port, connection } = await serve('--client-auth', 'request');
		assert.equal((await request(port, undefined)).status, 200);
		assert.equal((await connection(1)).verdict, null);
		assert.equal((await request(port, client)).status, 200);
		assert.deepEqual((await connection(2)).verdict, { valid: true, faults: [] });
	});

	it('asks nobody with --client-auth none, and needs no CA then', async () => {
		const args = ['--cert', 'server.crt', '--key', 'server.key', '--client-auth', 'none'];
		const { port, connection } = await listening(servers.start([...args, '--port', '0']));
		assert.equal((await request(port, client)).status, 200);
		const record = await connection(1);
		assert.deepEqual(record.clientChain, []);
		assert.equal(record.verdict, null);
	});

	it('refuses in the handshake with --strict, and the record says so', async () => {
		const { port, connection } = await serve('--strict');
		await assert.rejects(request(port, undefined));
		const record = await connection(1);
		assert.equal(record.strict, true);
		assert.equal(record.httpStatus, null);
		assert.deepEqual(codes(record), ['no-client-certificate']);
		assert.equal((await request(port, client)).status, 200);
		assert.equal((await connection(2)).httpStatus, 200);
	});

	it('refuses a client that a CRL revokes', async () => {
		const revoked = [{ serialNumber: 5n, at: daysAfter(-1, now) }];
		writeFileSync(
			folder.join('ca.crl'),
			buildCrl({ issuer: ca, revoked, thisUpdate: daysAfter(-1, now) }).pem,
		);
		const { port, connection } = await serve('--crl', 'ca.crl');
		assert.equal((await request(port, client)).status, 403);
		assert.deepEqual(codes(await connection(1)), ['revoked']);
		assert.equal((await request(port, build({ role: 'client' }))).status, 200);
	});

	it('takes a CRL in DER', async () => {
		const revoked = [{ serialNumber: 5n, at: daysAfter(-1, now) }];
		writeFileSync(
			folder.join('ca.crl'),
			buildCrl({ issuer: ca, revoked, thisUpdate: daysAfter(-1, now) }).der,
		);
		const { port, connection } = await serve('--crl', 'ca.crl');
		assert.equal((await request(port, client)).status, 403);
		assert.deepEqual(codes(await connection(1)), ['revoked']);
	});

	it('exits with 2 where a file holds no certificate or no CRL, instead of trusting nothing', async () => {
		for (const [args, told] of [
			[['--cert', 'server.crt', '--key', 'server.key', '--ca', 'ca.key'], 'certificate'],
			[['--cert', 'server.key', '--key', 'server.key', '--ca', 'ca.crt'], 'certificate'],
			[[...files, '--crl', 'ca.crt'], 'CRL'],
		] as const) {
			const { status, stderr } = await mtls(['serve', ...args, '--port', '0'], {
				cwd: folder.path,
			});
			assert.equal(status, 2);
			assert.match(stderr, new RegExp(`^[a-z.]+ holds no ${told}\\.[^\\n]*\\n$`));
		}
	});

	it('never resumes a session', async () => {
		const { port, connection } = await serve();
		for (const id of [1, 2]) {
			await request(port, client);
			assert.equal((await connection(id)).resumed, false);
		}
	});

	it('serves an encrypted key by --passphrase-file', async () => {
		const pem = server.key.privateKey.export({
			format: 'pem',
			type: 'pkcs8',
			cipher: 'aes-256-cbc',
			passphrase: 'secret',
		});
		writeFileSync(folder.join('server.key'), pem);
		writeFileSync(folder.join('pass'), 'secret\n');
		const refused = await run('--port', '0');
		assert.equal(refused.status, 2);
		assert.match(refused.stderr, /^[^\n]*passphrase[^\n]*\n$/i);
		const { port } = await serve('--passphrase-file', 'pass');
		assert.equal((await request(port, client)).status, 200);
	});

	it('takes certificate and key from PKCS #12, as probe does', async function () {
		requirePeer(this, opensslPeer);
		writeFileSync(folder.join('pass'), 'secret\n');
		const words = ['pkcs12', '-export', '-inkey', 'server.key', '-in', 'server.crt'];
		openssl([...words, '-passout', 'file:pass', '-out', 'server.p12'], { cwd: folder.path });
		const running = servers.start([
			...['--cert', 'server.p12', '--passphrase-file', 'pass', '--ca', 'ca.crt', '--port', '0'],
		]);
		const [, port = ''] = await running.waitFor(/^\{"event":"listening",.*"port":(\d+)\}$/m);
		assert.equal((await request(Number(port), client)).status, 200);
	});

	it('says what speaks against its own certificate, and serves it all the same', async () => {
		write('server', build({ role: 'client', subjectAltName: ['localhost'] }));
		const { child, port } = await serve();
		assert.match(child.stderr, /server\.crt:1: error: [^\n]* \[wrong-extended-key-usage\]\n$/);
		await assert.rejects(request(port, client), /unsuitable certificate purpose/);
	});

	it('names the file of a key that it cannot open', async () => {
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const form = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
		writeFileSync(folder.join('server.key'), privateKey.export(form));
		writeFileSync(folder.join('wrong'), 'y\n');
		const asked = await run('--port', '0');
		assert.equal(asked.status, 2);
		assert.match(asked.stderr, /^server\.key is encrypted\. [^\n]*--passphrase-file FILE\.\n$/);
		const wrong = await run('--port', '0', '--passphrase-file', 'wrong');
		assert.equal(wrong.stderr, 'The passphrase does not open server.key.\n');
	});

	it('says that --strict has nothing to refuse where no client has to come with a certificate', async () => {
		const { status, stderr } = await run('--port', '0', '--strict', '--client-auth', 'request');
		assert.equal(status, 2);
		assert.equal(
			stderr,
			'--strict goes with --client-auth require: with request nobody is refused.\n',
		);
	});

	it('takes up changed files without a restart', async () => {
		const { child, port } = await serveAsProgram();
		const other = buildCa({ now, subject: 'Other' });
		write('next', build({ subject: 'renewed', subjectAltName: ['localhost', 'renewed.test'] }));
		const newcomer = buildCertificate({ now, role: 'client', issuer: other });
		assert.equal((await request(port, newcomer)).status, 403);
		copyFileSync(folder.join('next.crt'), folder.join('server.crt'));
		copyFileSync(folder.join('next.key'), folder.join('server.key'));
		writeFileSync(folder.join('ca.crt'), ca.pem + other.pem);
		let answer = await request(port, newcomer);
		for (const end = Date.now() + 10_000; answer.status !== 200 && Date.now() < end;) {
			answer = await request(port, newcomer);
		}
		assert.equal(answer.status, 200);
		assert.equal(answer.serverName, 'renewed');
		assert.equal(child.stderr, '');
	});

	it('goes on with the files it has where the new ones do not fit, and says so', async () => {
		const { child, port } = await serve();
		writeFileSync(folder.join('server.key'), client.privateKeyPem);
		await child.waitFor(/The server goes on with the files it has\.\n$/);
		assert.match(child.stderr, /^[^\n]+\n$/);
		assert.equal((await request(port, client)).status, 200);
	});

	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		it(`ends with 0 after ${signal}, also while a client stays connected`, async () => {
			const { child, port } = await serveAsProgram();
			await request(port, client);
			const idle = connect(options(port, client));
			idle.on('error', () => undefined);
			await once(idle, 'secureConnect');
			const { status, stdout, stderr } = await child.end(signal);
			assert.equal(status, 0);
			assert.equal(stderr, '');
			for (const line of stdout.trim().split('\n')) {
				JSON.parse(line);
			}
			idle.destroy();
		});
	}

	it('says which port is taken, and does not move on', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const { status, stdout, stderr } = await run('--port', String(port));
		other.close();
		assert.equal(status, 2);
		assert.equal(stdout, '');
		assert.match(stderr, new RegExp(`^[^\\n]*\\b${port}\\b[^\\n]*\\n$`));
	});

	it('exits with 2 where key and certificate do not belong together', async () => {
		writeFileSync(folder.join('server.key'), client.privateKeyPem);
		const { status, stderr } = await run('--port', '0');
		assert.equal(status, 2);
		assert.match(stderr, /^[^\n]*does not belong[^\n]*\n$/);
		assert.doesNotMatch(stderr, /bug here/);
	});

	function write(name: string, { pem, privateKeyPem }: BuiltCertificate): void {
		writeFileSync(folder.join(`${name}.crt`), pem);
		writeFileSync(folder.join(`${name}.key`), privateKeyPem);
	}

	const files = ['--cert', 'server.crt', '--key', 'server.key', '--ca', 'ca.crt'];

	function run(...more: string[]) {
		return mtls(['serve', ...files, ...more], { cwd: folder.path });
	}

	function serve(...more: string[]) {
		return listening(servers.start([...files, '--port', '0', ...more]));
	}

	function serveAsProgram() {
		const args = [commandLineFile, 'serve', ...files, '--port', '0'];
		return listening(processes.start(process.execPath, args, { cwd: folder.path }));
	}

	async function listening(child: Running): Promise<{
		readonly child: Running;
		readonly port: number;
		readonly connection: (id: number) => Promise<Connection>;
	}> {
		const [, port] = await child.waitFor(/^\{"event":"listening",.*"port":(\d+)\}$/m);
		return {
			child,
			port: Number(port),
			connection: async (id) => {
				const line = new RegExp(`^\\{"event":"connection","id":${id},.*\\}$`, 'm');
				return JSON.parse((await child.waitFor(line))[0]) as Connection;
			},
		};
	}

	function options(port: number, identity: BuiltCertificate | undefined, host = '127.0.0.1') {
		return {
			host,
			port,
			ca: ca.pem,
			agent: false as const,
			servername: 'localhost',
			...(identity === undefined ? {} : { cert: identity.pem, key: identity.privateKeyPem }),
		};
	}

	function request(port: number, identity: BuiltCertificate | undefined, host?: string) {
		return new Promise<{ status: number; body: string; serverName: unknown }>((resolve, reject) => {
			get(options(port, identity, host), (response) => {
				const { socket } = response as unknown as {
					socket: { getPeerCertificate(): { subject: { CN: string } } };
				};
				const serverName = socket.getPeerCertificate().subject.CN;
				let body = '';
				response.setEncoding('utf8').on('data', (chunk: string) => {
					body += chunk;
				});
				response.on('end', () => resolve({ status: response.statusCode ?? 0, body, serverName }));
			}).on('error', reject);
		});
	}

	function codes(record: Connection): string[] {
		return (record.verdict?.faults ?? []).map(({ code }) => code);
	}
});
