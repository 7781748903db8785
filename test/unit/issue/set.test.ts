import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { loadKeyPair } from '../../../src/issue/keys';
import { defaultServerNames, parseClientNames, parseServerNames } from '../../../src/issue/names';
import { createSet, type CertificateSet, type SetOptions } from '../../../src/issue/set';
import { caSubject } from '../../../src/issue/subject';
import { buildCa, daysAfter, testNow } from '../../support/certificates';

describe('a set', () => {
	const newAuthority = { kind: 'new', subject: caSubject('orders', testNow) } as const;
	const make = (changes: Partial<SetOptions> = {}): Promise<CertificateSet> =>
		createSet({
			authority: newAuthority,
			server: { names: parseServerNames(defaultServerNames) },
			clients: { names: parseClientNames('client').clients },
			now: testNow,
			...changes,
		});

	it('is six files, keys marked as secret, and each key fits its certificate', async () => {
		const set = await make();
		assert.deepEqual(
			set.files.map(({ name, isSecret }) => `${name}${isSecret ? ' secret' : ''}`),
			[
				'ca.crt',
				'ca.key secret',
				'server.crt',
				'server.key secret',
				'client.crt',
				'client.key secret',
			],
		);
		assert.deepEqual(set.names, ['orders CA', 'localhost', 'client']);
		const ca = certificateOf(set, 'ca');
		assert.equal(ca.subject, 'OU=2026-11-20\nCN=orders CA');
		for (const name of ['ca', 'server', 'client']) {
			const certificate = certificateOf(set, name);
			assert.equal(
				certificate.checkPrivateKey(createPrivateKey(contentOf(set, `${name}.key`))),
				true,
			);
			assert.equal(certificate.verify(ca.publicKey), true);
		}
	});

	it('has one pair of files for each client', async () => {
		const clients = { names: parseClientNames('alice@a.test, alice@b.test').clients };
		const { files, names } = await make({ clients, server: undefined });
		assert.deepEqual(
			files.map(({ name }) => name),
			['ca.crt', 'ca.key', 'alice.crt', 'alice.key', 'alice-2.crt', 'alice-2.key'],
		);
		assert.deepEqual(names, ['orders CA', 'alice@a.test', 'alice@b.test']);
	});

	it('can be signed by a CA that is here, and says which certificates end with it', async () => {
		const ca = buildCa({ notAfter: daysAfter(100) });
		const issuer = { certificate: ca.der, keyPair: loadKeyPair(ca.privateKeyPem) };
		const set = await make({
			authority: { kind: 'existing', issuer },
			server: {
				names: parseServerNames('localhost'),
				validity: { kind: 'days', days: 10 },
				fileName: 'server-2',
			},
		});
		assert.deepEqual(
			set.files.map(({ name }) => name),
			['server-2.crt', 'server-2.key', 'client.crt', 'client.key'],
		);
		assert.deepEqual(set.limitedByIssuer, ['client']);
		const publicKey = new X509Certificate(ca.der).publicKey;
		assert.equal(certificateOf(set, 'server-2').verify(publicKey), true);
	});

	it('encrypts every key when there is a passphrase', async () => {
		const { files } = await make({ passphrase: 'sesame' });
		for (const { name, content } of files.filter(({ isSecret }) => isSecret)) {
			assert.match(content, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/, name);
			assert.equal(loadKeyPair(content, 'sesame').type, 'p256');
		}
	});

	it('has the key type asked for in leaves, P-256 in the CA', async () => {
		const set = await make({ keyType: 'rsa2048' });
		assert.equal(certificateOf(set, 'ca').publicKey.asymmetricKeyType, 'ec');
		assert.equal(certificateOf(set, 'server').publicKey.asymmetricKeyType, 'rsa');
	});

	it('is given up when told so', async () => {
		const signal = AbortSignal.timeout(30);
		await assert.rejects(make({ keyType: 'rsa4096', signal }), { name: 'TimeoutError' });
	});

	it('has no client with the name of the CA', async () => {
		const authority = { kind: 'new', subject: [{ type: 'CN', value: 'client' }] } as const;
		await assert.rejects(make({ authority }), { code: 'subject-equals-issuer' });
	});
});

function contentOf(set: CertificateSet, name: string): string {
	return set.files.find((file) => file.name === name)!.content;
}

function certificateOf(set: CertificateSet, name: string): X509Certificate {
	return new X509Certificate(contentOf(set, `${name}.crt`));
}
