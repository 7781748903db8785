import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { buildCa, buildCertificate } from '../../support/certificates';
import { mtls, mtlsJson } from '../../support/commandLine';
import { buildCrl } from '../../support/crls';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { inspectOne, type Inspected } from './inspected';

const fields = [
	'kind',
	'line',
	'subject',
	'issuer',
	'serialNumber',
	'notBefore',
	'notAfter',
	'version',
	'keyAlgorithm',
	'curve',
	'keySize',
	'signatureAlgorithm',
	'subjectAlternativeNames',
	'keyUsage',
	'extendedKeyUsage',
	'isCa',
	'pathLength',
	'subjectKeyIdentifier',
	'authorityKeyIdentifier',
	'fingerprintSha256',
	'within',
	'entryName',
	'localKeyId',
	'encryption',
	'isLocked',
];
const lists = ['subjectAlternativeNames', 'keyUsage', 'extendedKeyUsage'];

describe('mtls inspect --json', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const write = (name: string, content: string | Uint8Array): string => {
		writeFileSync(folder.join(name), content);
		return folder.join(name);
	};
	const inspect = (name: string, content: string | Uint8Array) => inspectOne(write(name, content));

	it('gives a certificate in every field of the contract', async () => {
		const ca = buildCa({
			subject: [
				['C', 'DE'],
				['O', 'Example, Inc.'],
				['CN', 'Root'],
			],
		});
		const { pem, der } = buildCertificate({
			issuer: ca,
			serialNumber: Buffer.from('00ff0102', 'hex'),
			subjectAltName: ['localhost', '127.0.0.1', { email: 'a@b.test' }, { uri: 'spiffe://b/c' }],
			extendedKeyUsage: ['serverAuth', '1.2.3.4'],
			keyUsage: ['digitalSignature', 'keyEncipherment'],
			notBefore: new Date('2026-01-02T03:04:05Z'),
			notAfter: new Date('2051-06-07T08:09:10Z'),
		});
		const object = await inspect('leaf.crt', `first line\n\n${pem}`);
		const { subjectKeyIdentifier, authorityKeyIdentifier, ...rest } = object;
		assert.deepEqual(rest, {
			kind: 'certificate',
			line: 3,
			subject: 'CN=localhost',
			issuer: 'CN=Root,O=Example\\, Inc.,C=DE',
			// Content octets without the sign octet 00.
			serialNumber: 'ff0102',
			notBefore: '2026-01-02T03:04:05Z',
			notAfter: '2051-06-07T08:09:10Z',
			version: 3,
			keyAlgorithm: 'EC',
			curve: 'P-256',
			keySize: 256,
			signatureAlgorithm: 'ecdsa-with-SHA256',
			subjectAlternativeNames: [
				{ type: 'dns', value: 'localhost' },
				{ type: 'ip', value: '127.0.0.1' },
				{ type: 'email', value: 'a@b.test' },
				{ type: 'uri', value: 'spiffe://b/c' },
			],
			keyUsage: ['digitalSignature', 'keyEncipherment'],
			extendedKeyUsage: ['serverAuth', '1.2.3.4'],
			isCa: false,
			pathLength: null,
			fingerprintSha256: new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase(),
			within: null,
			entryName: null,
			localKeyId: null,
			encryption: null,
			isLocked: null,
		});
		assert.match(subjectKeyIdentifier ?? '', /^[0-9a-f]{40}$/);
		assert.match(authorityKeyIdentifier ?? '', /^[0-9a-f]{40}$/);
	});

	it('gives null for what is absent and [] for lists, the empty name as empty text', async () => {
		const { pem } = buildCertificate({ version: 1, subject: [], issuerName: [], serialNumber: 5n });
		const object = await inspect('v1.crt', pem);
		assert.equal(object.version, 1);
		assert.equal(object.subject, '');
		assert.equal(object.issuer, '');
		assert.equal(object.serialNumber, '05');
		assert.equal(object.isCa, false);
		for (const name of lists) {
			assert.deepEqual(object[name as 'keyUsage'], []);
		}
		for (const name of ['pathLength', 'subjectKeyIdentifier', 'authorityKeyIdentifier'] as const) {
			assert.equal(object[name], null);
		}
	});

	for (const [type, keyAlgorithm, curve, keySize, signatureAlgorithm] of [
		['p384', 'EC', 'P-384', 384, 'ecdsa-with-SHA256'],
		['p521', 'EC', 'P-521', 521, 'ecdsa-with-SHA256'],
		['rsa2048', 'RSA', null, 2048, 'sha256WithRSAEncryption'],
		['ed25519', 'Ed25519', null, 256, 'ED25519'],
		['ed448', 'Ed448', null, 456, 'ED448'],
	] as const) {
		it(`names the key and signature of ${type} as OpenSSL does`, async () => {
			const object = await inspect('leaf.crt', buildCertificate({ key: type }).pem);
			assert.deepEqual(
				[object.keyAlgorithm, object.curve, object.keySize, object.signatureAlgorithm],
				[keyAlgorithm, curve, keySize, signatureAlgorithm],
			);
		});
	}

	it('gives the path length of a CA', async () => {
		const { pem } = buildCa({ basicConstraints: { isCa: true, pathLength: 2 } });
		const object = await inspect('ca.crt', pem);
		assert.equal(object.isCa, true);
		assert.equal(object.pathLength, 2);
	});

	it('gives other names by type and in words', async () => {
		const { pem } = buildCertificate({
			subjectAltName: [
				{
					dirName: [
						['O', 'Example'],
						['CN', 'x'],
					],
				},
				{ registeredId: '1.2.3' },
			],
		});
		assert.deepEqual((await inspect('leaf.crt', pem)).subjectAlternativeNames, [
			{ type: 'dirName', value: 'CN=x,O=Example' },
			{ type: 'registeredId', value: '1.2.3' },
		]);
	});

	it('lists all objects of a file with their lines, and DER as line 1', async () => {
		const first = buildCertificate();
		const text = `# a bundle\n${first.pem}between\n${first.privateKeyPem}`;
		const bundle = write('bundle.pem', text.replaceAll('\n', '\r\n'));
		const der = write('leaf.der', first.der);
		const { status, value } = await mtlsJson<Inspected>(['inspect', bundle, der]);
		assert.equal(status, 0);
		assert.deepEqual(
			value.files.map(({ path, objects }) => [path, objects.map(({ kind, line }) => [kind, line])]),
			[
				[
					bundle,
					[
						['certificate', 2],
						['privateKey', first.pem.trim().split('\n').length + 3],
					],
				],
				[der, [['certificate', 1]]],
			],
		);
	});

	it('gives every kind of object in the same fields', async function () {
		requirePeer(this, opensslPeer);
		const ca = buildCa();
		const leaf = buildCertificate({ issuer: ca, role: 'client' });
		write('leaf.crt', leaf.pem);
		write('leaf.key', leaf.privateKeyPem);
		write('ca.crl', buildCrl({ issuer: ca }).pem);
		const options = { cwd: folder.path };
		const subject = ['-subj', '/CN=x'];
		openssl(['req', '-new', '-key', 'leaf.key', ...subject, '-out', 'x.csr'], options);
		openssl(['pkey', '-in', 'leaf.key', '-pubout', '-out', 'x.pub'], options);
		openssl(['pkcs8', '-topk8', '-in', 'leaf.key', '-passout', 'pass:x', '-out', 'x.enc'], options);
		openssl(['crl2pkcs7', '-nocrl', '-certfile', 'leaf.crt', '-out', 'x.p7b'], options);
		openssl(['ecparam', '-name', 'prime256v1', '-out', 'x.params'], options);
		const pair = ['-inkey', 'leaf.key', '-in', 'leaf.crt', '-passout', 'pass:x'];
		openssl(['pkcs12', '-export', ...pair, '-out', 'x.p12'], options);
		// An empty keystore: magic, version 2, no entries, digest.
		write(
			'x.jks',
			Buffer.concat([Buffer.from('feedfeed0000000200000000', 'hex'), Buffer.alloc(20)]),
		);
		write('x.other', '-----BEGIN SOMETHING-----\nAAAA\n-----END SOMETHING-----\n');
		const kinds = {
			'leaf.crt': 'certificate',
			'x.csr': 'certificateRequest',
			'ca.crl': 'crl',
			'leaf.key': 'privateKey',
			'x.enc': 'encryptedPrivateKey',
			'x.pub': 'publicKey',
			'x.p7b': 'pkcs7',
			'x.p12': 'pkcs12',
			'x.jks': 'jks',
			'x.params': 'parameters',
			'x.other': 'unknown',
		};
		const { value, stderr } = await mtlsJson<Inspected>(
			['inspect', ...Object.keys(kinds)],
			options,
		);
		assert.equal(stderr, '');
		assert.deepEqual(
			Object.fromEntries(value.files.map(({ path, objects }) => [path, objects[0]?.kind])),
			kinds,
		);
		for (const { path, objects } of value.files) {
			// What a container holds follows it.
			assert.deepEqual(
				objects.map(({ within }) => within),
				objects.map((_, index) => (index === 0 ? null : 0)),
				path,
			);
			assert.equal(objects[0]?.line, 1, path);
			for (const each of objects) {
				const object = each as unknown as Record<string, unknown>;
				assert.deepEqual(Object.keys(object).toSorted(), fields.toSorted(), path);
				for (const name of lists) {
					assert.equal(Array.isArray(object[name]), true, `${path} ${name}`);
				}
				for (const [name, field] of Object.entries(object)) {
					assert.notEqual(field, undefined, `${path} ${name}`);
				}
			}
		}
		const crl = value.files[2]?.objects[0];
		assert.equal(crl?.issuer, 'CN=test CA');
		assert.equal(crl.notBefore, '2026-11-20T12:00:00Z');
		assert.equal(crl.notAfter, '2026-12-20T12:00:00Z');
		const key = value.files[3]?.objects[0];
		assert.deepEqual(
			[key?.keyAlgorithm, key?.curve, key?.fingerprintSha256],
			['EC', 'P-256', null],
		);
	});

	it('shows what is in a PKCS #12 file once its passphrase is given, and nothing of the key', async function () {
		requirePeer(this, opensslPeer);
		const leaf = buildCertificate({ role: 'client', subject: 'alice' });
		write('leaf.crt', leaf.pem);
		write('leaf.key', leaf.privateKeyPem);
		write('pass', 'open sesame\n');
		const pair = ['-inkey', 'leaf.key', '-in', 'leaf.crt', '-name', 'Alice'];
		const options = { cwd: folder.path };
		openssl(['pkcs12', '-export', ...pair, '-passout', 'file:pass', '-out', 'x.p12'], options);
		const locked = await mtlsJson<Inspected>(['inspect', 'x.p12'], options);
		assert.deepEqual(
			locked.value.files[0]?.objects.map(({ kind, isLocked }) => [kind, isLocked]),
			[
				['pkcs12', true],
				['encryptedPrivateKey', null],
			],
		);
		const opened = ['inspect', 'x.p12', '--passphrase-file', 'pass'];
		const { value } = await mtlsJson<Inspected>(opened, options);
		assert.deepEqual(
			value.files[0]?.objects.map(({ kind, subject, entryName, keyAlgorithm }) => [
				kind,
				subject,
				entryName,
				keyAlgorithm,
			]),
			[
				['pkcs12', null, null, null],
				['certificate', 'CN=alice', 'Alice', 'EC'],
				['encryptedPrivateKey', null, 'Alice', 'EC'],
			],
		);
		const scalar = leaf.privateKeyPem.split('\n')[1] ?? '';
		assert.equal(JSON.stringify(value).includes(scalar), false);
		write('pass', 'open barley\n');
		const refused = await mtlsJson<Inspected>(opened, options);
		assert.equal(refused.stderr, 'The passphrase does not open x.p12.\n');
		assert.equal(refused.value.files[0]?.objects[0]?.isLocked, true);
	});

	it('never prints what is private in a key', async () => {
		const { privateKeyPem } = buildCertificate();
		const path = write('leaf.key', privateKeyPem);
		for (const args of [
			['inspect', path],
			['inspect', path, '--json'],
		]) {
			const { stdout } = await mtls(args);
			const secret = Buffer.from(privateKeyPem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
			// SEC 1 inside PKCS #8: the 32 octets of the scalar stand at offset 36.
			assert.doesNotMatch(stdout, new RegExp(secret.subarray(36, 68).toString('hex'), 'i'));
			assert.doesNotMatch(stdout, /PRIVATE KEY-----/);
		}
	});

	it('reports a broken block with its line beside the objects that it could read', async () => {
		const { pem } = buildCertificate();
		const lines = pem.trim().split('\n');
		const path = write('broken.pem', `${pem}${lines.slice(0, 4).join('\n')}\n`);
		const { status, value } = await mtlsJson<Inspected>(['inspect', path]);
		assert.equal(status, 0);
		assert.deepEqual(
			value.files[0]?.objects.filter(({ kind }) => kind === 'certificate').map(({ line }) => line),
			[1],
		);
		const [problem] = value.files[0].problems;
		assert.deepEqual(Object.keys(problem ?? {}).toSorted(), ['code', 'line', 'message']);
		assert.match(problem?.code ?? '', /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
		assert.equal(problem!.line > lines.length, true);
	});

	it('exits with 2 if a file is missing or holds nothing, and prints what the others hold', async () => {
		const good = write('good.crt', buildCertificate().pem);
		const empty = write('notes.txt', 'nothing here\n');
		for (const bad of [empty, folder.join('missing.crt')]) {
			const { status, value, stderr } = await mtlsJson<Inspected>(['inspect', bad, good]);
			assert.equal(status, 2);
			assert.match(stderr, /^[^\n]+\n$/);
			assert.equal(stderr.includes(bad), true);
			assert.deepEqual(
				value.files.map(({ path, objects }) => [path, objects.length]),
				[
					[bad, 0],
					[good, 1],
				],
			);
		}
	});
});
