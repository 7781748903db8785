import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';
import { mtls, mtlsJson } from '../../support/commandLine';
import { buildCrl } from '../../support/crls';
import { useTemporaryFolder } from '../../support/temporaryFolder';

interface Verified {
	readonly valid: boolean;
	readonly path: readonly {
		readonly subject: string;
		readonly fingerprintSha256: string;
		readonly path: string | null;
		readonly line: number | null;
	}[];
	readonly faults: readonly {
		readonly code: string;
		readonly message: string;
		readonly subject: string;
	}[];
}

const at = ['--at', testNow.toISOString()];

describe('mtls verify', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const root = buildCa({ subject: 'Root' });
	const middle = buildCa({ subject: 'Middle', issuer: root });
	const server = buildCertificate({ issuer: middle, serialNumber: 77n });
	const client = buildCertificate({ issuer: root, role: 'client' });
	const write = (name: string, ...pems: string[]): void =>
		writeFileSync(folder.join(name), pems.join(''));
	const verify = async (args: string, date: readonly string[] = at) => {
		const { status, value, stderr } = await mtlsJson<Verified>(
			['verify', ...args.split(' '), ...date],
			{ cwd: folder.path },
		);
		assert.equal(stderr, '');
		assert.deepEqual(Object.keys(value).toSorted(), ['faults', 'path', 'valid']);
		assert.equal(status, value.valid ? 0 : 1);
		assert.equal(value.valid, value.faults.length === 0);
		return { ...value, codes: value.faults.map(({ code }) => code) };
	};

	beforeEach(() => {
		write('root.crt', root.pem);
		write('middle.crt', middle.pem);
		write('server.crt', server.pem);
		write('client.crt', client.pem);
	});

	it('gives the path, leaf first, with the file and line of each certificate', async () => {
		write('bundle.pem', '# intermediates\n\n', middle.pem);
		const { valid, path, faults } = await verify(
			'--leaf server.crt --chain bundle.pem --trust root.crt --name localhost',
		);
		assert.equal(valid, true);
		assert.deepEqual(faults, []);
		const fingerprint = (der: Buffer): string =>
			new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
		assert.deepEqual(path, [
			{
				subject: 'CN=localhost',
				fingerprintSha256: fingerprint(server.der),
				path: 'server.crt',
				line: 1,
			},
			{
				subject: 'CN=Middle',
				fingerprintSha256: fingerprint(middle.der),
				path: 'bundle.pem',
				line: 3,
			},
			{ subject: 'CN=Root', fingerprintSha256: fingerprint(root.der), path: 'root.crt', line: 1 },
		]);
	});

	it('counts what stands behind the leaf in its file as sent with it', async () => {
		write('chain.pem', server.pem, middle.pem);
		assert.equal((await verify('--leaf chain.pem --trust root.crt')).valid, true);
		assert.deepEqual((await verify('--leaf server.crt --trust root.crt')).codes, [
			'issuer-not-found',
		]);
	});

	it('takes every certificate in --trust as an anchor, self-signed or not', async () => {
		const { valid, path } = await verify('--leaf server.crt --trust middle.crt');
		assert.equal(valid, true);
		assert.deepEqual(
			path.map(({ subject }) => subject),
			['CN=localhost', 'CN=Middle'],
		);
	});

	it('applies the dates of an anchor to it', async () => {
		const old = buildCa({ notBefore: daysAfter(-20), notAfter: daysAfter(-1) });
		write('old.crt', old.pem);
		write('below.crt', buildCertificate({ issuer: old }).pem);
		const { codes, faults } = await verify('--leaf below.crt --trust old.crt');
		assert.deepEqual(codes, ['expired']);
		assert.equal(faults[0]?.subject, 'CN=test CA');
	});

	it('defaults to the purpose server, and tells the wrong one', async () => {
		assert.deepEqual((await verify('--leaf client.crt --trust root.crt')).codes, [
			'wrong-extended-key-usage',
		]);
		assert.equal((await verify('--leaf client.crt --trust root.crt --purpose client')).valid, true);
		const wrong = '--leaf server.crt --chain middle.crt --trust root.crt --purpose client';
		assert.deepEqual((await verify(wrong)).codes, ['wrong-extended-key-usage']);
	});

	it('compares the name, be it a DNS name or an address', async () => {
		const names = buildCertificate({
			issuer: root,
			subjectAltName: ['*.a.test', '10.0.0.1', '::1'],
		});
		write('names.crt', names.pem);
		for (const [name, valid] of [
			['api.a.test', true],
			['API.A.TEST', true],
			['10.0.0.1', true],
			['0:0:0:0:0:0:0:1', true],
			['[::1]', true],
			['a.test', false],
			['x.api.a.test', false],
			['10.0.0.2', false],
		] as const) {
			const { codes } = await verify(`--leaf names.crt --trust root.crt --name ${name}`);
			assert.deepEqual(codes, valid ? [] : ['host-name-mismatch'], name);
		}
	});

	it('verifies as of the date of --at, and as of now without', async () => {
		const args = '--leaf client.crt --trust root.crt --purpose client';
		assert.deepEqual(
			(await verify(args, ['--at', '2020-01-01'])).codes.includes('not-yet-valid'),
			true,
		);
		assert.deepEqual((await verify(args, ['--at', '2028-01-01'])).codes, ['expired']);
		const fresh = buildCa({ now: new Date() });
		write('fresh-ca.crt', fresh.pem);
		write('fresh.crt', buildCertificate({ issuer: fresh, now: new Date() }).pem);
		assert.equal((await verify('--leaf fresh.crt --trust fresh-ca.crt', [])).valid, true);
	});

	it('names every fault of a path at once', async () => {
		const bad = buildCertificate({
			issuer: root,
			role: 'client',
			notAfter: daysAfter(-1),
			notBefore: daysAfter(-9),
		});
		write('bad.crt', bad.pem);
		const { codes } = await verify('--leaf bad.crt --trust root.crt');
		assert.deepEqual(codes.toSorted(), ['expired', 'wrong-extended-key-usage']);
	});

	it('tells a changed signature from an unknown issuer', async () => {
		write('broken.crt', buildCertificate({ issuer: root, isSignatureBroken: true }).pem);
		assert.deepEqual((await verify('--leaf broken.crt --trust root.crt')).codes, [
			'issuer-signature-mismatch',
		]);
	});

	it('refuses what a CRL of --crl revokes', async () => {
		write('middle.crl', buildCrl({ issuer: middle, revoked: [{ serialNumber: 77n }] }).pem);
		const args = '--leaf server.crt --chain middle.crt --trust root.crt --crl middle.crl';
		const { codes } = await verify(args);
		assert.equal(codes.includes('revoked'), true, codes.join());
	});

	it('says that nobody can tell where no CRL is about the issuer of the leaf', async () => {
		write('root.crl', buildCrl({ issuer: root }).pem);
		const args = '--leaf server.crt --chain middle.crt --trust root.crt --crl root.crl';
		const { codes, faults } = await verify(args);
		assert.deepEqual(codes, ['revocation-not-checked']);
		assert.equal(
			faults[0]?.message,
			'No CRL of Middle is here, so nobody can say whether localhost is revoked.',
		);
		// Of the CAs above nobody need speak.
		write('middle.crl', buildCrl({ issuer: middle }).pem);
		assert.deepEqual((await verify(args.replace('root.crl', 'middle.crl'))).codes, []);
	});

	it('stops at a CRL that cannot be read, though another one beside it can', async () => {
		const { pem } = buildCrl({ issuer: root });
		write('two.crl', pem, pem.replace(/\n.{40}/, '\nAAAA'));
		const { status, stderr } = await mtls(
			'verify --leaf client.crt --trust root.crt --crl two.crl'.split(' '),
			{ cwd: folder.path },
		);
		assert.equal(status, 2);
		assert.match(stderr, /^two\.crl, line \d\d?: [^\n]+\n$/);
	});

	it('takes several files behind one option, and no word behind another', async () => {
		write('other.crt', buildCa({ subject: 'Other' }).pem);
		const trusted = '--leaf server.crt --trust other.crt root.crt --chain middle.crt';
		assert.equal((await verify(trusted)).valid, true);
		for (const args of [
			'--leaf server.crt --trust other.crt --chain middle.crt --purpose server root.crt',
			'--leaf server.crt root.crt --trust other.crt --chain middle.crt',
			'root.crt --leaf server.crt --trust other.crt --chain middle.crt',
		]) {
			const { status, stderr } = await mtls(['verify', ...args.split(' '), ...at], {
				cwd: folder.path,
			});
			assert.equal(status, 2, args);
			assert.match(stderr, /^root\.crt stands behind no option[^\n]*--trust[^\n]*\n$/);
		}
		const below = await verify('--leaf server.crt --trust other.crt --chain middle.crt root.crt');
		assert.deepEqual(below.codes, ['issuer-not-trusted']);
	});

	it('refuses names that nobody dials', async () => {
		for (const [name, told] of [
			['', /empty/],
			['https://a.test/x', /a\.test/],
			['256.1.1.1', /IP address/],
			['*.a.test', /neither/],
			['a@b.test', /neither/],
		] as const) {
			const args = ['--leaf', 'client.crt', '--trust', 'root.crt', '--name', name];
			const { status, stderr } = await mtls(['verify', ...args], { cwd: folder.path });
			assert.equal(status, 2, name);
			assert.match(stderr, told);
		}
	});

	it('prints the verdict in words', async () => {
		const good = await mtls(
			['verify', '--leaf', 'client.crt', '--trust', 'root.crt', '--purpose', 'client', ...at],
			{ cwd: folder.path },
		);
		assert.match(
			good.stdout,
			/^Valid as a client certificate\.\n {2}0 {2}CN=client {2}client\.crt:1\n/,
		);
		const bad = await mtls(['verify', '--leaf', 'client.crt', '--trust', 'root.crt', ...at], {
			cwd: folder.path,
		});
		assert.equal(bad.status, 1);
		assert.match(bad.stdout, /^Not valid as a server [^]*\(wrong-extended-key-usage\)\n$/);
	});

	it('exits with 2 if a file holds no certificate', async () => {
		write('empty.crt', '');
		const { status, stderr } = await mtls(
			['verify', '--leaf', 'empty.crt', '--trust', 'root.crt'],
			{ cwd: folder.path },
		);
		assert.equal(status, 2);
		assert.match(stderr, /^empty\.crt holds no certificate\.[^\n]*\n$/);
	});
});
