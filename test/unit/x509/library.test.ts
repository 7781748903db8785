import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { signerOf } from '../../../src/issue/signer';
import { loadKeyPair } from '../../../src/issue/keys';
import { parseCertificate } from '../../../src/x509/certificate';
import { makeCertificate, makeCrl } from '../../../src/x509/library';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';
import { derOfPem, pem } from '../../support/pem';
import { openssl } from '../../support/peers/openssl';
import { run } from '../../support/peers/run';

describe('the library', () => {
	const ca = buildCa();
	const signer = signerOf(loadKeyPair(ca.privateKeyPem));

	it('writes the names, keys and extensions of public roots byte by byte', async () => {
		for (const text of rootCertificates) {
			const root = parseCertificate(derOfPem(text));
			const der = await makeCertificate(
				{
					serialNumber: Uint8Array.of(1),
					issuer: root.subject.der,
					subject: root.subject.der,
					notBefore: root.notBefore,
					notAfter: root.notAfter,
					spki: root.publicKey.spki,
					extensions: root.extensions,
				},
				signer,
			);
			const made = parseCertificate(der);
			assert.equal(hex(made.subject.der), hex(root.subject.der), root.subject.text);
			assert.equal(hex(made.publicKey.spki), hex(root.publicKey.spki), root.subject.text);
			assert.deepEqual(
				made.extensions.map(({ oid, critical, value }) => [oid, critical, hex(value)]),
				root.extensions.map(({ oid, critical, value }) => [oid, critical, hex(value)]),
			);
			assert.deepEqual([made.notBefore, made.notAfter], [root.notBefore, root.notAfter]);
		}
	});

	it('makes CRLs by which OpenSSL refuses what is on them, and nothing else', async () => {
		const now = new Date();
		const serials = ['f0'.repeat(16), '01'.repeat(16)];
		const [revoked, other] = serials.map((serial) =>
			buildCertificate({ issuer: ca, now, serialNumber: BigInt(`0x${serial}`) }),
		);
		const der = await makeCrl(
			{
				issuer: ca.subject,
				thisUpdate: now,
				nextUpdate: daysAfter(30, now),
				revoked: [
					{
						serialNumber: Buffer.from(serials[0]!, 'hex'),
						revokedAt: testNow,
						reason: 'keyCompromise',
					},
				],
				extensions: [{ oid: '2.5.29.20', critical: false, value: Uint8Array.of(2, 1, 1) }],
			},
			signer,
		);
		const folder = mkdtempSync(join(tmpdir(), 'mtls-crl-'));
		try {
			const write = (name: string, content: string) => {
				writeFileSync(join(folder, name), content);
				return join(folder, name);
			};
			const text = openssl(['crl', '-noout', '-text'], { input: pem('X509 CRL', der) });
			assert.match(text, /Key Compromise/);
			const trust = ['-crl_check', '-CRLfile', write('ca.crl', pem('X509 CRL', der))];
			const anchor = ['-CAfile', write('ca.crt', ca.pem)];
			const verify = (leaf: string) => run('openssl', ['verify', ...trust, ...anchor, leaf]);
			assert.match(verify(write('revoked.crt', revoked!.pem)).stderr, /certificate revoked/);
			assert.equal(verify(write('other.crt', other!.pem)).status, 0);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}
