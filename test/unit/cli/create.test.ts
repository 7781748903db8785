import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mtls, mtlsJson, type JsonAnswer } from '../../support/commandLine';
import { useSuiteFolder } from '../../support/suiteFolder';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { inspectOne, type Inspected, type InspectedObject } from './inspected';

const setFiles = ['ca.crt', 'ca.key', 'client.crt', 'client.key', 'server.crt', 'server.key'];

describe('mtls create', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const run = (...args: string[]) => mtls(['create', ...args], { cwd: folder.path });
	const succeed = async (...args: string[]): Promise<void> => {
		const { status, stderr } = await run(...args);
		assert.equal(status, 0, stderr);
		assert.equal(stderr, '');
	};
	const inspect = (path: string) => inspectOne(folder.join(path));
	const names = async (path: string) => namesOf(await inspect(path));
	const daysOf = async (path: string) => daysLeft(await inspect(path));

	it('says that a certificate was limited to the end of its CA', async () => {
		const { status, stderr } = await run(
			'set',
			'--out',
			'.',
			'--ca-days',
			'3',
			'--ca-name',
			'brief',
		);
		assert.equal(status, 0);
		assert.match(
			stderr,
			/^brief ends on \d{4}-\d\d-\d\d, before the new certificate\. It was limited to that date\.\n$/,
		);
		const { value } = await mtlsJson<{ limitedTo: string | null }>(
			['create', 'client', '--out', '.', '--name', 'bob'],
			{ cwd: folder.path },
		);
		assert.match(value.limitedTo ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		const leaf = await run('client', '--out', '.', '--name', 'alice');
		assert.match(leaf.stderr, /^brief ends on .* It was limited to that date\.\n$/);
	});

	describe('set, where nothing is said but the folder', () => {
		const shared = useSuiteFolder();
		let answer: JsonAnswer<{ files: { path: string; backup: null }[] }>;
		let objects: InspectedObject[];

		before(async () => {
			answer = await mtlsJson(['create', 'set', '--out', 'some/certs'], { cwd: shared.path });
			const paths = ['ca', 'server', 'client'].map((name) => shared.join(`some/certs/${name}.crt`));
			const { value } = await mtlsJson<Inspected>(['inspect', ...paths]);
			objects = value.files.map(({ objects: [object] }) => object!);
		});

		it('writes six files into a folder that it makes, and names them as given', () => {
			const { status, value } = answer;
			assert.equal(status, 0);
			assert.deepEqual(readdirSync(shared.join('some/certs')).toSorted(), setFiles);
			assert.deepEqual(
				value.files.map(({ path }) => path).toSorted(),
				setFiles.map((name) => `some/certs/${name}`),
			);
			assert.deepEqual(new Set(value.files.map(({ backup }) => backup)), new Set([null]));
		});

		it('writes keys as PKCS #8 with mode 0600, each belonging to its certificate', () => {
			for (const name of ['ca', 'server', 'client']) {
				const path = shared.join(`some/certs/${name}`);
				assert.equal(statSync(`${path}.key`).mode & 0o777, 0o600);
				const pem = readFileSync(`${path}.key`, 'utf8');
				assert.match(pem, /^-----BEGIN PRIVATE KEY-----\n/);
				const issued = new X509Certificate(readFileSync(`${path}.crt`));
				assert.equal(issued.checkPrivateKey(createPrivateKey(pem)), true);
			}
		});

		it('makes P-256 keys, ten years for the CA and one for the leaves, from a few minutes ago', () => {
			for (const { keyAlgorithm, curve, keySize, notBefore } of objects) {
				assert.deepEqual([keyAlgorithm, curve, keySize], ['EC', 'P-256', 256]);
				const minutes = (Date.now() - Date.parse(notBefore ?? '')) / 60_000;
				assert.equal(minutes > 1 && minutes < 60, true, String(minutes));
			}
			assert.deepEqual(objects.map(daysLeft), [3650, 365, 365]);
		});

		it('makes profiles that RFC 5280 calls complete, with exactly one purpose for each leaf', () => {
			const [ca, server, client] = objects;
			assert.equal(ca!.isCa, true);
			assert.deepEqual(ca!.keyUsage.toSorted(), ['cRLSign', 'keyCertSign']);
			assert.deepEqual(ca!.extendedKeyUsage, []);
			assert.deepEqual(server!.extendedKeyUsage, ['serverAuth']);
			assert.deepEqual(client!.extendedKeyUsage, ['clientAuth']);
			for (const leaf of [server!, client!]) {
				assert.equal(leaf.isCa, false);
				assert.equal(leaf.keyUsage.includes('digitalSignature'), true);
				assert.equal(leaf.issuer, ca!.subject);
				assert.equal(leaf.authorityKeyIdentifier, ca!.subjectKeyIdentifier);
				assert.match(leaf.subjectKeyIdentifier ?? '', /^[0-9a-f]{40}$/);
				assert.equal(leaf.version, 3);
			}
			const serials = objects.map(({ serialNumber }) => serialNumber ?? '');
			assert.equal(new Set(serials).size, 3);
			for (const serial of serials) {
				assert.match(serial, /^[0-9a-f]{28,32}$/);
			}
		});

		it('names the server localhost 127.0.0.1 ::1, and the client client', () => {
			const [, server, client] = objects;
			assert.deepEqual(namesOf(server!), ['dns:localhost', 'ip:127.0.0.1', 'ip:::1']);
			assert.equal(server!.subject, 'CN=localhost');
			assert.deepEqual(namesOf(client!), []);
			assert.equal(client!.subject, 'CN=client');
		});
	});

	describe('set', () => {
		it('sorts --host into DNS names, IP addresses, emails and URIs, in place of the defaults', async () => {
			const hosts = [
				'api.test',
				'10.0.0.1',
				'2001:db8::1',
				'a@example.test',
				'spiffe://a.test/api',
			];
			await succeed('set', '--out', '.', ...hosts.flatMap((host) => ['--host', host]));
			assert.deepEqual(await names('server.crt'), [
				'dns:api.test',
				'ip:10.0.0.1',
				'ip:2001:db8::1',
				'email:a@example.test',
				'uri:spiffe://a.test/api',
			]);
			assert.equal((await inspect('server.crt')).subject, 'CN=api.test');
		});

		it('takes a wildcard, and the first name as common name also if it is an address', async () => {
			await succeed('set', '--out', '.', '--host', '127.0.0.1', '--host', '*.example.test');
			assert.deepEqual(await names('server.crt'), ['ip:127.0.0.1', 'dns:*.example.test']);
			assert.equal((await inspect('server.crt')).subject, 'CN=127.0.0.1');
		});

		it('keeps a name of 64 characters as common name, and a longer one out of it', async () => {
			const fits = `${'a'.repeat(59)}.test`;
			const long = `${'b'.repeat(60)}.test`;
			await succeed('set', '--out', 'fits', '--host', fits);
			await succeed('set', '--out', 'long', '--host', long);
			assert.equal((await inspect('fits/server.crt')).subject, `CN=${fits}`);
			assert.equal((await inspect('long/server.crt')).subject, '');
			assert.deepEqual(await names('long/server.crt'), [`dns:${long}`]);
		});

		for (const [name, subject, names_] of [
			['alice', 'CN=alice', []],
			['alice@example.test', 'CN=alice@example.test', ['email:alice@example.test']],
			['worker.example.test', 'CN=worker.example.test', ['dns:worker.example.test']],
		] as const) {
			it(`puts the client ${name} into client.crt, ${names_.length === 0 ? 'without' : 'with'} a subject alternative name`, async () => {
				await succeed('set', '--out', '.', '--client', name);
				assert.deepEqual(readdirSync(folder.path).toSorted(), setFiles);
				assert.equal((await inspect('client.crt')).subject, subject);
				assert.deepEqual(await names('client.crt'), names_);
			});
		}

		it('makes a URI of a client a subject alternative name', async () => {
			await succeed('set', '--out', '.', '--client', 'spiffe://example.test/worker');
			assert.deepEqual(await names('client.crt'), ['uri:spiffe://example.test/worker']);
		});

		it('means the leaves by --key and --days, and the CA by --ca-key-type and --ca-days', async () => {
			const options = '--key p384 --days 7 --ca-key-type p521 --ca-days 100 --ca-name Test';
			await succeed('set', '--out', '.', ...options.split(' '));
			const [ca, server] = await Promise.all(['ca.crt', 'server.crt'].map(inspect));
			assert.equal(ca!.curve, 'P-521');
			assert.equal(ca!.subject, 'CN=Test');
			assert.equal(server!.curve, 'P-384');
			assert.equal(await daysOf('ca.crt'), 100);
			assert.equal(await daysOf('client.crt'), 7);
		});

		it('encrypts the keys with the passphrase of a file, its line end left out', async () => {
			writeFileSync(folder.join('pass'), 'correct horse\n');
			await succeed('set', '--out', '.', '--passphrase-file', 'pass');
			const pem = readFileSync(folder.join('server.key'), 'utf8');
			assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
			assert.throws(() => createPrivateKey({ key: pem, passphrase: 'correct horse\n' }));
			const key = createPrivateKey({ key: pem, passphrase: 'correct horse' });
			assert.equal(certificate('server.crt').checkPrivateKey(key), true);
		});
	});

	describe('where a file is there already', () => {
		for (const name of ['ca.crt', 'client.key']) {
			it(`writes nothing at all and exits with 2 because of ${name}`, async () => {
				mkdirSync(folder.join('certs'));
				writeFileSync(folder.join('certs', name), 'mine');
				const { status, stdout, stderr } = await run('set', '--out', 'certs');
				assert.equal(status, 2);
				assert.equal(stdout, '');
				assert.match(stderr, new RegExp(`^[^\\n]*certs/${name}[^\\n]*--force[^\\n]*\\n$`));
				assert.deepEqual(readdirSync(folder.join('certs')), [name]);
				assert.equal(readFileSync(folder.join('certs', name), 'utf8'), 'mine');
			});
		}

		it('replaces it by --force, and keeps the old ones with the ending .bak, keys with mode 0600', async () => {
			await succeed('set', '--out', '.');
			const before = readFileSync(folder.join('ca.key'), 'utf8');
			const { status, value } = await mtlsJson<{ files: { path: string; backup: string }[] }>(
				['create', 'set', '--out', '.', '--force'],
				{ cwd: folder.path },
			);
			assert.equal(status, 0);
			assert.notEqual(readFileSync(folder.join('ca.key'), 'utf8'), before);
			assert.equal(readFileSync(folder.join('ca.key.bak'), 'utf8'), before);
			assert.equal(statSync(folder.join('ca.key.bak')).mode & 0o777, 0o600);
			assert.deepEqual(
				readdirSync(folder.path).toSorted(),
				[...setFiles, ...setFiles.map((name) => `${name}.bak`)].toSorted(),
			);
			for (const { path, backup } of value.files) {
				assert.equal(backup, `${path}.bak`);
			}
		});
	});

	describe('one certificate', () => {
		it('ca: a root that signs itself, P-256 for 3650 days, as name and subject say', async () => {
			await succeed(
				'ca',
				'--out',
				'.',
				'--name',
				'root',
				'--subject',
				'CN=Root,O=Example\\, Inc.,C=DE',
			);
			const ca = await inspect('root.crt');
			assert.equal(ca.subject, 'CN=Root,O=Example\\, Inc.,C=DE');
			assert.equal(ca.issuer, ca.subject);
			assert.equal(ca.isCa, true);
			assert.equal(ca.curve, 'P-256');
			assert.equal(await daysOf('root.crt'), 3650);
			assert.equal(certificate('root.crt').verify(certificate('root.crt').publicKey), true);
			assert.equal(existsSync(folder.join('root.key')), true);
		});

		it('server and client: below the CA that --ca and --ca-key name', async () => {
			await succeed('ca', '--out', 'ca', '--name', 'root');
			const ca = ['--ca', 'ca/root.crt', '--ca-key', 'ca/root.key'];
			await succeed(
				'server',
				'--out',
				'.',
				'--name',
				'api',
				'--host',
				'api.test',
				'--days',
				'30',
				...ca,
			);
			await succeed('client', '--out', '.', '--name', 'bob', '--key', 'rsa2048', ...ca);
			const root = certificate('ca/root.crt');
			for (const name of ['api', 'bob']) {
				assert.equal(certificate(`${name}.crt`).checkIssued(root), true);
				assert.equal(certificate(`${name}.crt`).verify(root.publicKey), true);
				assert.equal(certificate(`${name}.crt`).checkPrivateKey(privateKey(`${name}.key`)), true);
			}
			assert.deepEqual(await names('api.crt'), ['dns:api.test']);
			assert.equal(await daysOf('api.crt'), 30);
			const bob = await inspect('bob.crt');
			assert.deepEqual([bob.keyAlgorithm, bob.keySize, bob.curve], ['RSA', 2048, null]);
			assert.deepEqual(bob.extendedKeyUsage, ['clientAuth']);
		});

		it('server: opens an encrypted CA key by --passphrase-file only', async () => {
			writeFileSync(folder.join('pass'), 'secret');
			writeFileSync(folder.join('wrong'), 'guess');
			await succeed('ca', '--out', '.', '--name', 'ca', '--passphrase-file', 'pass');
			const server = ['server', '--out', '.', '--name', 'server'];
			for (const options of [[], ['--passphrase-file', 'wrong']]) {
				const { status, stderr } = await run(...server, ...options);
				assert.equal(status, 2);
				assert.match(stderr, /^[^\n]*passphrase[^\n]*\n$/i);
				assert.doesNotMatch(stderr, /guess|secret/);
			}
			assert.equal(existsSync(folder.join('server.crt')), false);
			await succeed(...server, '--passphrase-file', 'pass');
			assert.equal(certificate('server.crt').checkIssued(certificate('ca.crt')), true);
		});

		it('refuses the key of another CA, and writes nothing', async () => {
			await succeed('ca', '--out', '.', '--name', 'ca');
			await succeed('ca', '--out', '.', '--name', 'other');
			const ca = ['--ca', 'ca.crt', '--ca-key', 'other.key'];
			const { status, stderr } = await run('server', '--out', '.', '--name', 'server', ...ca);
			assert.equal(status, 2);
			assert.match(stderr, /does not belong/);
			assert.equal(existsSync(folder.join('server.crt')), false);
		});
	});

	function certificate(path: string): X509Certificate {
		return new X509Certificate(readFileSync(folder.join(path)));
	}

	function privateKey(path: string): KeyObject {
		return createPrivateKey(readFileSync(folder.join(path)));
	}
});

function namesOf({ subjectAlternativeNames }: InspectedObject): string[] {
	return subjectAlternativeNames.map(({ type, value }) => `${type}:${value}`);
}

function daysLeft({ notAfter }: InspectedObject): number {
	return Math.round((Date.parse(notAfter ?? '') - Date.now()) / 86_400_000);
}
