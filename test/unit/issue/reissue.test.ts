import assert from 'node:assert/strict';
import { loadKeyPair } from '../../../src/issue/keys';
import { parseServerNames } from '../../../src/issue/names';
import { reissue, type ReissueChanges } from '../../../src/issue/reissue';
import type { Issuer } from '../../../src/issue/request';
import { verifySignature } from '../../../src/x509/crypto';
import { parseCertificate, type Certificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';
import type { BuiltCertificate, CertificateOptions } from '../../support/certificates';

describe('reissuing', () => {
	const ca = buildCa();

	it('adds a SAN and keeps subject, key and every other extension', async () => {
		const policy = { oid: '2.5.29.32', value: Buffer.from('30063004' + '06022a03', 'hex') };
		const unknown = { oid: '1.2.3.4', critical: true, value: Buffer.from('0500', 'hex') };
		const old = {
			subject: [['O', 'Example', 'teletex'] as const, ['CN', 'localhost', 'bmp'] as const],
			subjectAltName: null,
			authorityKeyIdentifier: null,
			subjectKeyIdentifier: null,
			extraExtensions: [policy, unknown],
		};
		const { before, after } = await check(old, { subjectAltName: names('localhost, 127.0.0.1') });
		assert.deepEqual(
			after.subjectAltName?.map(({ value }) => value),
			['localhost', '127.0.0.1'],
		);
		assert.deepEqual(
			after.extensions.map(({ name }) => name),
			[
				...before.extensions.map(({ name }) => name),
				'subjectAltName',
				'subjectKeyIdentifier',
				'authorityKeyIdentifier',
			],
		);
		for (const [index, extension] of before.extensions.entries()) {
			const { value, critical } = after.extensions[index]!;
			assert.equal(hex(value), hex(extension.value));
			assert.equal(critical, extension.critical);
		}
	});

	it('changes the purpose in its place', async () => {
		const { before, after } = await check({ role: 'server' }, { extendedKeyUsage: ['clientAuth'] });
		assert.deepEqual(after.extendedKeyUsage, ['clientAuth']);
		assert.deepEqual(
			after.extensions.map(({ name }) => name),
			before.extensions.map(({ name }) => name),
		);
		assert.deepEqual(
			after.subjectAltName?.map(({ value }) => value),
			before.subjectAltName?.map(({ value }) => value),
		);
	});

	it('lifts version 1 to 3', async () => {
		const { after } = await check({ version: 1 }, { subjectAltName: names('localhost') });
		assert.equal(after.version, 3);
	});

	it('ends when the old one does, or lasts as long as the old one did, or as told', async () => {
		const end = daysAfter(40);
		const current = await check({ notBefore: daysAfter(-50), notAfter: end }, {});
		assert.deepEqual(current.after.notAfter, end);
		const over = { notBefore: daysAfter(-100), notAfter: daysAfter(-70) };
		assert.deepEqual((await check(over, {})).after.notAfter, daysAfter(30));
		assert.deepEqual((await check({}, { validityDays: 7 })).after.notAfter, daysAfter(7));
	});

	it('leaves out timestamps that vouch for the old bytes, and doubled extensions', async () => {
		const timestamps = { oid: '1.3.6.1.4.1.11129.2.4.2', value: Buffer.from('0400', 'hex') };
		const twice = { oid: '1.2.3', value: Buffer.from('0500', 'hex') };
		const { after } = await check({ extraExtensions: [timestamps, twice, twice] }, {});
		const oids = after.extensions.map(({ oid }) => oid);
		assert.equal(oids.includes(timestamps.oid), false);
		assert.equal(oids.filter((oid) => oid === twice.oid).length, 1);
	});

	it('names the new issuer where the old one is gone', async () => {
		const old = buildCertificate({ issuer: buildCa({ subject: 'gone CA' }) });
		const issued = await reissue(old.der, issuerOf(ca), {}, testNow);
		const certificate = parseCertificate(issued.der);
		assert.equal(certificate.issuer.text, 'CN=test CA');
		const { signatureAlgorithm, tbs, signature } = certificate;
		assert.equal(verifySignature(signatureAlgorithm, ca.key.spki, tbs, signature), 'verified');
	});

	it('refuses a certificate with the name of the CA', async () => {
		const old = buildCertificate({ subject: 'test CA' });
		await assert.rejects(reissue(old.der, issuerOf(ca), {}, testNow), {
			code: 'subject-equals-issuer',
		});
	});

	async function check(
		options: CertificateOptions,
		changes: ReissueChanges,
	): Promise<{ readonly before: Certificate; readonly after: Certificate }> {
		const old = buildCertificate({ issuer: ca, ...options });
		const before = parseCertificate(old.der);
		const issued = await reissue(old.der, issuerOf(ca), changes, testNow);
		const after = parseCertificate(issued.der);
		assert.equal(hex(after.subject.der), hex(before.subject.der));
		assert.equal(hex(after.publicKey.spki), hex(before.publicKey.spki));
		assert.notEqual(after.serialNumber, before.serialNumber);
		assert.equal(
			after.authorityKeyIdentifier?.keyIdentifier,
			parseCertificate(ca.der).subjectKeyIdentifier,
		);
		assert.equal(after.notBefore.toISOString(), '2026-11-20T11:55:00.000Z');
		return { before, after };
	}
});

function names(text: string) {
	return parseServerNames(text).subjectAltName;
}

function issuerOf(built: BuiltCertificate): Issuer {
	return { certificate: built.der, keyPair: loadKeyPair(built.privateKeyPem) };
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}
