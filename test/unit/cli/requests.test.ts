import assert from 'node:assert/strict';
import {
	X509Certificate,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
} from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { testKey } from '../../support/certificates';
import { mtls } from '../../support/commandLine';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { buildRequest } from '../../support/requests';
import { useSuiteFolder } from '../../support/suiteFolder';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { inspectOne } from './inspected';

describe('mtls csr and mtls sign', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const run = (args: string) => mtls(args.split(' '), { cwd: folder.path });
	const succeed = async (args: string): Promise<void> => {
		const { status, stderr } = await run(args);
		assert.equal(status, 0, stderr);
	};
	const inspect = (path: string) => inspectOne(folder.join(path));
	const names = async (path: string) =>
		(await inspect(path)).subjectAlternativeNames.map(({ type, value }) => `${type}:${value}`);
	const text = (path: string) => readFileSync(folder.join(path), 'utf8');
	const certificate = (path: string) => new X509Certificate(text(path));

	it('csr writes a request and a new key of mode 0600', async () => {
		await succeed('csr --out . --name api --host api.test --host 10.0.0.1 --key p384');
		assert.deepEqual(readdirSync(folder.path).toSorted(), ['api.csr', 'api.key']);
		assert.equal(statSync(folder.join('api.key')).mode & 0o777, 0o600);
		assert.match(text('api.csr'), /^-----BEGIN CERTIFICATE REQUEST-----\n/);
		const request = await inspect('api.csr');
		assert.equal(request.kind, 'certificateRequest');
		assert.equal(request.subject, 'CN=api.test');
		assert.equal(request.curve, 'P-384');
		assert.deepEqual(await names('api.csr'), ['dns:api.test', 'ip:10.0.0.1']);
	});

	it('csr takes the name as common name where no host is given', async () => {
		await succeed('csr --out . --name worker');
		assert.equal((await inspect('worker.csr')).subject, 'CN=worker');
		assert.deepEqual(await names('worker.csr'), []);
	});

	it('csr makes a request that openssl verifies and reads alike', async function () {
		requirePeer(this, opensslPeer);
		await succeed('csr --out . --name api --host api.test');
		const output = openssl(['req', '-in', folder.join('api.csr'), '-noout', '-verify', '-text']);
		assert.match(output, /DNS:api\.test/);
		assert.match(output, /Subject: CN = api\.test/);
	});

	it('csr with an existing key writes no key and leaves the old one alone', async () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		// PKCS #1, as older tools write it.
		const pem = privateKey.export({ format: 'pem', type: 'pkcs1' }) as string;
		writeFileSync(folder.join('old.key'), pem);
		await succeed('csr --out . --name api --host api.test --existing-key old.key');
		assert.deepEqual(readdirSync(folder.path).toSorted(), ['api.csr', 'old.key']);
		assert.equal(text('old.key'), pem);
		assert.deepEqual((await inspect('api.csr')).keySize, 2048);
	});

	it('csr writes nothing where a file is there already, and keeps it by --force', async () => {
		writeFileSync(folder.join('api.key'), 'mine');
		const { status, stderr } = await run('csr --out . --name api --host api.test');
		assert.equal(status, 2);
		assert.match(stderr, /^[^\n]*api\.key[^\n]*--force[^\n]*\n$/);
		assert.deepEqual(readdirSync(folder.path), ['api.key']);
		assert.equal(text('api.key'), 'mine');
		await succeed('csr --out . --name api --host api.test --force');
		assert.equal(text('api.key.bak'), 'mine');
	});

	describe('sign', () => {
		const shared = useSuiteFolder();

		before(async () => {
			const options = { cwd: shared.path };
			await mtls(['create', 'ca', '--out', '.', '--name', 'ca'], options);
			await mtls(['csr', '--out', '.', '--name', 'api', '--host', 'api.test'], options);
		});

		for (const [profile, purposes, isCa] of [
			['server', ['serverAuth'], false],
			['client', ['clientAuth'], false],
			['peer', ['clientAuth', 'serverAuth'], false],
			['intermediate', [], true],
		] as const) {
			it(`makes of a request what the profile ${profile} says, with its names and key`, async () => {
				const out = `${profile}.crt`;
				const files = '--ca ca.crt --ca-key ca.key'.split(' ');
				const more = ['--profile', profile, '--days', '30', '--out', out];
				const { status, stderr } = await mtls(['sign', 'api.csr', ...files, ...more], {
					cwd: shared.path,
				});
				assert.equal(status, 0, stderr);
				const signed = await inspectOne(shared.join(out));
				assert.equal(signed.subject, 'CN=api.test');
				assert.equal(signed.isCa, isCa);
				assert.deepEqual(signed.extendedKeyUsage.toSorted(), purposes);
				assert.deepEqual(signed.subjectAlternativeNames, [{ type: 'dns', value: 'api.test' }]);
				const days = (Date.parse(signed.notAfter ?? '') - Date.now()) / 86_400_000;
				assert.equal(Math.round(days), 30);
				const read = (name: string) => readFileSync(shared.join(name));
				const issued = new X509Certificate(read(out));
				const ca = new X509Certificate(read('ca.crt'));
				assert.equal(issued.checkIssued(ca), true);
				assert.equal(issued.verify(ca.publicKey), true);
				assert.equal(issued.checkPrivateKey(createPrivateKey(read('api.key'))), true);
			});
		}
	});

	it('sign gives 365 days where nobody says otherwise', async () => {
		await succeed('create ca --out . --name ca');
		await succeed('csr --out . --name api --host api.test');
		await succeed('sign api.csr --ca ca.crt --ca-key ca.key --profile server --out api.crt');
		const days = (Date.parse(certificate('api.crt').validTo) - Date.now()) / 86_400_000;
		assert.equal(Math.round(days), 365);
	});

	for (const form of ['PKCS #8', 'PKCS #1 with Proc-Type'] as const) {
		it(`sign opens a CA key of openssl that is encrypted as ${form}`, async function () {
			requirePeer(this, opensslPeer);
			writeFileSync(folder.join('pass'), 'secret\n');
			const traditional = form === 'PKCS #8' ? [] : ['-traditional'];
			const options = { cwd: folder.path };
			openssl(
				['genrsa', '-aes256', '-passout', 'file:pass', ...traditional, '-out', 'ca.key', '2048'],
				options,
			);
			assert.match(text('ca.key'), /ENCRYPTED/);
			const request = ['req', '-x509', '-key', 'ca.key', '-passin', 'file:pass', '-subj', '/CN=CA'];
			openssl([...request, '-days', '30', '-out', 'ca.crt'], options);
			await succeed('csr --out . --name worker');
			const sign = 'sign worker.csr --ca ca.crt --ca-key ca.key --profile client --out worker.crt';
			for (const more of ['', ' --passphrase-file ca.crt']) {
				const { status, stderr } = await run(sign + more);
				assert.equal(status, 2);
				assert.match(stderr, /passphrase/i);
				assert.equal(existsSync(folder.join('worker.crt')), false);
			}
			await succeed(`${sign} --passphrase-file pass`);
			assert.equal(certificate('worker.crt').checkIssued(certificate('ca.crt')), true);
		});
	}

	it('sign refuses a request whose signature is not by its own key', async function () {
		requirePeer(this, opensslPeer);
		await succeed('create ca --out . --name ca');
		await succeed('csr --out . --name api --host api.test');
		const der = Buffer.from(text('api.csr').replaceAll(/-----.*-----|\s/g, ''), 'base64');
		der[der.indexOf('api.test')]! ^= 0x02;
		writeFileSync(folder.join('forged.csr'), der);
		const { status, stderr } = await run(
			'sign forged.csr --ca ca.crt --ca-key ca.key --profile server --out forged.crt',
		);
		assert.equal(status, 2);
		assert.match(stderr, /^[^\n]*not signed by its own key[^\n]*\n$/);
		assert.equal(existsSync(folder.join('forged.crt')), false);
	});

	it('sign takes a request in DER, and writes nothing over an existing file', async () => {
		await succeed('create ca --out . --name ca');
		await succeed('csr --out . --name api --host api.test');
		const der = Buffer.from(text('api.csr').replaceAll(/-----.*-----|\s/g, ''), 'base64');
		writeFileSync(folder.join('api.der'), der);
		const sign = 'sign api.der --ca ca.crt --ca-key ca.key --profile server --out api.crt';
		await succeed(sign);
		const first = text('api.crt');
		const { status, stderr } = await run(sign);
		assert.equal(status, 2);
		assert.match(stderr, /api\.crt[^\n]*--force/);
		assert.equal(text('api.crt'), first);
	});

	it('sign says what peers will mind of the key that was asked for', async () => {
		await succeed('create ca --out . --name ca');
		const key = testKey('rsa1024');
		writeFileSync(folder.join('weak.csr'), buildRequest({ key }).pem);
		const { status, stderr } = await run(
			'sign weak.csr --ca ca.crt --ca-key ca.key --profile server --out weak.crt',
		);
		assert.equal(status, 0);
		assert.match(stderr, /^weak\.crt:1: warning: RSA key of 1024 bits[^\n]* \[weak-key\]\n$/);
	});

	it('sign refuses a file that holds no request', async () => {
		await succeed('create ca --out . --name ca');
		const { status, stderr } = await run(
			'sign ca.crt --ca ca.crt --ca-key ca.key --profile server --out x.crt',
		);
		assert.equal(status, 2);
		assert.match(stderr, /ca\.crt holds no certificate request/);
	});

	it('a chain over an intermediate that was signed holds, for openssl too', async function () {
		requirePeer(this, opensslPeer);
		await succeed('create ca --out . --name root');
		await succeed('csr --out . --name middle');
		await succeed(
			'sign middle.csr --ca root.crt --ca-key root.key --profile intermediate --out middle.crt',
		);
		await succeed(
			'create server --out . --name api --host api.test --ca middle.crt --ca-key middle.key',
		);
		await succeed('verify --leaf api.crt --chain middle.crt --trust root.crt --name api.test');
		const strict = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', 'root.crt'];
		openssl(['verify', ...strict, '-untrusted', 'middle.crt', 'api.crt'], { cwd: folder.path });
		const publicKey = createPublicKey(text('middle.key'));
		assert.equal(certificate('api.crt').verify(publicKey), true);
	});
});
