import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { sha256 } from '../../../src/x509/crypto';
import { DerReader } from '../../../src/x509/der';
import { describeKey } from '../../../src/x509/publicKey';
import { readText } from '../../../src/x509/read';
import { testKey } from '../../support/certificates';
import { integer, objectIdentifier, sequence, bitString } from '../../support/der';
import { pem } from '../../support/pem';

describe('keys in forms that few write', () => {
	it("reads the public half of a DSA key in OpenSSL's own form", () => {
		const { spki } = testKey('dsa2048');
		const outer = new DerReader(spki).next().inner();
		const algorithm = outer.next().inner();
		algorithm.next();
		const parameters = algorithm.next().content();
		const publicValue = outer.next().content().subarray(1);
		// The secret number comes last; what it is does not matter here.
		const der = sequence(integer(0), parameters, publicValue, integer(1));
		const [object] = readText(pem('DSA PRIVATE KEY', der)).objects;
		assert.equal(object?.kind, 'privateKey');
		assert.equal(object.privateKey.publicKey?.spkiSha256, sha256(spki));
		assert.equal(describeKey(object.privateKey.publicKey), 'DSA 2048');
	});

	it('says what is wrong with one that ends too early', () => {
		const { problems } = readText(pem('DSA PRIVATE KEY', sequence(integer(0), integer(7))));
		assert.deepEqual(
			problems.map(({ code }) => code),
			['der-unexpected-end'],
		);
	});

	it('names Diffie-Hellman keys with the size of their prime', () => {
		const prime = integer(2n ** 511n + 111n);
		const spki = sequence(
			sequence(objectIdentifier('1.2.840.113549.1.3.1'), sequence(prime, integer(2))),
			bitString(integer(5)),
		);
		const [object] = readText(pem('PUBLIC KEY', spki)).objects;
		assert.equal(object?.kind, 'publicKey');
		assert.equal(describeKey(object.publicKey), 'DH 512');
	});

	it('reads a SubjectPublicKeyInfo under the label of PKCS #1', () => {
		const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
		for (const type of ['spki', 'pkcs1'] as const) {
			const der = publicKey.export({ format: 'der', type });
			const [object] = readText(pem('RSA PUBLIC KEY', der)).objects;
			assert.equal(object?.kind, 'publicKey');
			assert.equal(describeKey(object.publicKey), 'RSA 1024');
		}
	});
});
