import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { buildCa, buildCertificate, daysAfter, testKey, testNow } from '../../support/certificates';
import { buildRequest } from '../../support/requests';

describe('test certificate builder', () => {
	const ca = buildCa();

	it('makes a good server certificate that Node reads and verifies', () => {
		const { der } = buildCertificate({ issuer: ca });
		const read = new X509Certificate(der);
		assert.equal(read.subject, 'CN=localhost');
		assert.equal(
			read.subjectAltName,
			'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
		);
		assert.equal(read.verify(new X509Certificate(ca.der).publicKey), true);
		assert.equal(read.checkIssued(new X509Certificate(ca.der)), true);
		assert.equal(new Date(read.validTo).getTime(), daysAfter(365, testNow).getTime());
	});

	it('makes version 1 certificates without extensions', () => {
		const read = new X509Certificate(buildCertificate({ issuer: ca, version: 1 }).der);
		assert.equal(read.subjectAltName, undefined);
		assert.equal(read.verify(new X509Certificate(ca.der).publicKey), true);
	});

	it('makes what no careful tool makes', () => {
		const odd = buildCertificate({
			issuer: ca,
			issuerName: [['CN', 'test CA', 'printable']],
			key: 'rsa1024',
			hash: 'sha1',
			subject: [],
			subjectAltName: [{ dns: '127.0.0.1' }],
			authorityKeyIdentifier: null,
			extendedKeyUsage: ['clientAuth', '1.2.3.4'],
			nameConstraints: { permitted: ['example.test', '10.0.0.0/255.0.0.0'] },
			extraExtensions: [{ oid: '1.2.3.4.5', critical: true, value: Buffer.from([5, 0]) }],
			isSignatureBroken: true,
		});
		const read = new X509Certificate(odd.der);
		assert.equal(read.subjectAltName, 'DNS:127.0.0.1');
		assert.equal(read.verify(new X509Certificate(ca.der).publicKey), false);
	});

	it('signs with every kind of key', () => {
		for (const type of ['p384', 'p521', 'secp256k1', 'ed25519', 'ed448', 'rsa2048'] as const) {
			const key = testKey(type);
			const read = new X509Certificate(buildCa({ key }).der);
			assert.equal(read.verify(read.publicKey), true, type);
		}
		const pss = new X509Certificate(buildCa({ key: 'rsa2048', isPss: true }).der);
		assert.equal(pss.verify(pss.publicKey), true);
	});

	it('makes requests', () => {
		assert.match(buildRequest({ extensions: { subjectAltName: ['a.test'] } }).pem, /REQUEST/);
	});
});
