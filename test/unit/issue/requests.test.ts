import assert from 'node:assert/strict';
import { generateKeys, keyTypes, loadKeyPair } from '../../../src/issue/keys';
import { parseServerNames } from '../../../src/issue/names';
import type { Issuer } from '../../../src/issue/request';
import { createRequest, signRequest } from '../../../src/issue/requests';
import { encodeSubject, parseSubject } from '../../../src/issue/subject';
import { parseCertificate } from '../../../src/x509/certificate';
import { parseRequest } from '../../../src/x509/request';
import { buildCa, testKey, testNow } from '../../support/certificates';
import { derOfPem } from '../../support/pem';
import { openssl } from '../../support/peers/openssl';
import { buildRequest, type RequestOptions } from '../../support/requests';

describe('certificate requests', () => {
	const ca = buildCa();
	const issuer: Issuer = { certificate: ca.der, keyPair: loadKeyPair(ca.privateKeyPem) };
	const sign = (
		der: Uint8Array,
		profile: 'server' | 'client' | 'peer' | 'intermediate' = 'server',
	) => signRequest(der, { profile, issuer, now: testNow });

	it('are signed by their own key, for every type, as OpenSSL confirms', async () => {
		for (const type of keyTypes.filter((name) => name !== 'rsa4096' && name !== 'rsa3072')) {
			const { pem, der } = await createRequest({
				subject: encodeSubject(parseSubject('CN=localhost,O=Example')),
				subjectAltName: parseServerNames('localhost, 127.0.0.1').subjectAltName,
				keyPair: await generateKeys(type),
			});
			const text = openssl(['req', '-verify', '-noout', '-text', '-nameopt', 'RFC2253'], {
				input: pem,
			});
			assert.match(text, /Subject: CN=localhost,O=Example/);
			assert.match(text, /DNS:localhost, IP Address:127\.0\.0\.1/);
			assert.equal(parseRequest(der).version, 1);
		}
	});

	it('become certificates with their own subject, key and names; the profile says the rest', async () => {
		const key = testKey();
		const request = buildRequest({
			key,
			subject: [
				['O', 'Example', 'printable'],
				['CN', 'api.test'],
			],
			extensions: {
				subjectAltName: ['api.test', { dirName: 'other' }],
				basicConstraints: { isCa: true },
				keyUsage: ['keyCertSign'],
				extendedKeyUsage: ['codeSigning'],
			},
		});
		const signed = await sign(request.der, 'client');
		const certificate = parseCertificate(signed.der);
		assert.equal(certificate.subject.text, 'CN=api.test,O=Example');
		assert.deepEqual(Buffer.from(certificate.publicKey.spki), key.spki);
		assert.deepEqual(
			certificate.subjectAltName?.map(({ type, value }) => `${type}:${value}`),
			['dns:api.test', 'dirName:CN=other'],
		);
		assert.equal(certificate.basicConstraints?.isCa, false);
		assert.deepEqual(certificate.keyUsage, ['digitalSignature']);
		assert.deepEqual(certificate.extendedKeyUsage, ['clientAuth']);
		assert.equal(signed.namesFrom, 'request');
	});

	it('of OpenSSL without a SAN get one from the common name, as a server needs', async () => {
		const pem = openssl(
			'req -new -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=localhost'.split(' '),
		);
		const server = await sign(derOfPem(pem));
		assert.equal(parseCertificate(server.der).subjectAltName?.[0]?.value, 'localhost');
		assert.equal(server.namesFrom, 'commonName');
		const client = await sign(derOfPem(pem), 'client');
		assert.equal(parseCertificate(client.der).subjectAltName, undefined);
		assert.equal(client.namesFrom, 'nothing');
	});

	for (const [code, options] of [
		['request-signature-mismatch', { isSignatureBroken: true }],
		['names-empty', { subject: 'not a host name' }],
		['subject-equals-issuer', { subject: 'test CA', extensions: { subjectAltName: ['a.test'] } }],
		[
			'request-names-not-readable',
			{
				extensions: {
					extraExtensions: [{ oid: '2.5.29.17', value: Buffer.from('3000', 'hex') }],
				},
			},
		],
	] as const satisfies readonly (readonly [string, RequestOptions])[]) {
		it(`are refused with ${code}`, async () => {
			await assert.rejects(sign(buildRequest(options).der), { name: 'UserError', code });
		});
	}

	it('are refused where they are something else', async () => {
		await assert.rejects(sign(ca.der), { code: 'request-not-readable' });
		await assert.rejects(sign(Buffer.from('x')), { code: 'request-not-readable' });
	});
});
