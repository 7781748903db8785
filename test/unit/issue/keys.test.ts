import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { encodePrivateKey, generateKeys, keyTypes, loadKeyPair } from '../../../src/issue/keys';
import { UserError } from '../../../src/util/userError';
import { testKey } from '../../support/certificates';
import { derOfPem } from '../../support/pem';
import { openssl } from '../../support/peers/openssl';

describe('private keys', () => {
	it('are PKCS#8 and come back as the same pair, for every type', async () => {
		for (const type of keyTypes.filter((name) => name !== 'rsa3072' && name !== 'rsa4096')) {
			const keyPair = await generateKeys(type);
			const pem = await encodePrivateKey(keyPair);
			assert.match(pem, /^-----BEGIN PRIVATE KEY-----\n/);
			assert.deepEqual(loadKeyPair(pem), keyPair);
			assert.equal(keyPair.type, type);
		}
	});

	it('are encrypted with PBES2, PBKDF2 with SHA-256, and AES-256-CBC, which OpenSSL opens', async () => {
		const keyPair = await generateKeys('p256');
		const pem = await encodePrivateKey(keyPair, 'sesame ü');
		const structure = openssl(['asn1parse'], { input: pem });
		assert.match(structure, /:PBES2[^]*:PBKDF2[^]*:030D40[^]*:hmacWithSHA256[^]*:aes-256-cbc/);
		const opened = openssl(['pkey', '-passin', 'env:MTLS_TEST_PASSPHRASE'], {
			input: pem,
			env: { MTLS_TEST_PASSPHRASE: 'sesame ü' },
		});
		assert.deepEqual(derOfPem(opened), Buffer.from(keyPair.pkcs8));
		assert.deepEqual(loadKeyPair(pem, 'sesame ü'), keyPair);
	});

	it('are written in the clear where the passphrase is empty', async () => {
		assert.match(await encodePrivateKey(await generateKeys('p256'), ''), /BEGIN PRIVATE KEY/);
	});

	it('are made without holding up the event loop, and are given up at once', async () => {
		const abort = new AbortController();
		// Generating on this thread would leave no turn to anyone before it is done.
		let turns = 0;
		const turn = (): void => {
			turns++;
			if (turns < 20) {
				setImmediate(turn);
			} else {
				abort.abort();
			}
		};
		setImmediate(turn);
		await assert.rejects(generateKeys('rsa4096', abort.signal), { name: 'AbortError' });
		assert.equal(turns, 20);
		await assert.rejects(generateKeys('p256', AbortSignal.abort()), { name: 'AbortError' });
	});
});

describe('loading a private key', () => {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const expected = loadKeyPair(privateKey.export({ format: 'pem', type: 'pkcs8' }));

	it('reads SEC 1 behind its parameters, PKCS #1, DER, and text around the block', () => {
		const sec1 = privateKey.export({ format: 'pem', type: 'sec1' }) as string;
		const parameters =
			'-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
		assert.deepEqual(loadKeyPair(`Bag Attributes\n${parameters}${sec1}trailing`), expected);
		for (const type of ['pkcs8', 'sec1'] as const) {
			assert.deepEqual(loadKeyPair(privateKey.export({ format: 'der', type })), expected);
		}
		const rsa = testKey('rsa2048').privateKey;
		const pkcs1 = rsa.export({ format: 'pem', type: 'pkcs1' }) as string;
		assert.equal(loadKeyPair(pkcs1.replaceAll('\n', '\r\n')).type, 'rsa2048');
		assert.equal(loadKeyPair(testKey('rsa1024').privateKeyPem).type, 'other');
	});

	it('reads what OpenSSL encrypts, in the old and the new form', () => {
		const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' };
		for (const type of ['pkcs8', 'sec1'] as const) {
			const pem = privateKey.export({ format: 'pem', type, ...cipher }) as string;
			assert.deepEqual(loadKeyPair(pem, 'secret'), expected);
			check(pem, undefined, 'key-needs-passphrase');
			check(pem, '', 'key-needs-passphrase');
			check(pem, 'Secret', 'key-passphrase-wrong');
		}
		const der = privateKey.export({ format: 'der', type: 'pkcs8', ...cipher });
		assert.deepEqual(loadKeyPair(der, 'secret'), expected);
		check(der, undefined, 'key-needs-passphrase');
		check(der, 'Secret', 'key-passphrase-wrong');
	});

	it('tells a wrong passphrase from a broken or missing key every time', () => {
		const plain = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
		// A single round, so that many passphrases can be tried.
		const pem = openssl('pkcs8 -topk8 -v2 aes-256-cbc -iter 1 -passout pass:secret'.split(' '), {
			input: plain,
		});
		// One in 256 wrong keys gives padding that looks right; none may look like another fault.
		for (let attempt = 0; attempt < 600; attempt++) {
			check(pem, `wrong ${attempt}`, 'key-passphrase-wrong');
		}
		check(
			'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
			undefined,
			'key-not-supported',
		);
		check('nothing here', undefined, 'key-not-found');
		check(Buffer.from('nothing here'), undefined, 'key-not-found');
		check(Buffer.from('3003020101', 'hex'), undefined, 'key-not-supported');
	});

	it('ignores a passphrase that is not needed', () => {
		const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
		assert.deepEqual(loadKeyPair(pem, 'secret'), expected);
		assert.equal(createPrivateKey(pem).type, 'private');
	});
});

function check(content: string | Uint8Array, passphrase: string | undefined, code: string): void {
	assert.throws(
		() => loadKeyPair(content, passphrase),
		(error) => {
			assert.ok(error instanceof UserError, String(error));
			assert.equal(error.code, code);
			return true;
		},
	);
}
