import assert from 'node:assert/strict';
import { createRoot, issueCertificate, type IssueOptions } from '../../../src/issue/certificates';
import { generateKeys, loadKeyPair } from '../../../src/issue/keys';
import { parseServerNames } from '../../../src/issue/names';
import type { Issuer, KeyPair } from '../../../src/issue/request';
import { randomSerialNumber } from '../../../src/issue/serialNumber';
import { commonNameSubject, encodeSubject } from '../../../src/issue/subject';
import { parseCertificate, type Certificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';
import type { BuiltCertificate } from '../../support/certificates';

describe('issued certificates', () => {
	let issuer: Issuer;
	let leafKeys: KeyPair;

	before(async () => {
		const keyPair = await generateKeys('p256');
		const subject = commonNameSubject('test CA');
		const root = await createRoot({ subject, keyPair, now: testNow });
		issuer = { certificate: root.der, keyPair };
		leafKeys = await generateKeys('p256');
	});

	const issue = async (changes: Partial<IssueOptions> = {}): Promise<Certificate> => {
		const issued = await issueCertificate({
			profile: 'server',
			subject: commonNameSubject('localhost'),
			subjectAltName: parseServerNames('localhost, 127.0.0.1, ::1, a@b.test, spiffe://x/y')
				.subjectAltName,
			spki: leafKeys.spki,
			issuer,
			now: testNow,
			...changes,
		});
		return parseCertificate(issued.der);
	};

	it('have the extensions of their profile and no others', async () => {
		const root = parseCertificate(issuer.certificate);
		check(root, {
			names: ['basicConstraints!', 'keyUsage!', 'subjectKeyIdentifier', 'authorityKeyIdentifier'],
			keyUsage: ['keyCertSign', 'cRLSign'],
			extendedKeyUsage: undefined,
			isCa: true,
			pathLength: undefined,
		});
		const common = ['basicConstraints!', 'keyUsage!'];
		const identifiers = ['subjectKeyIdentifier', 'authorityKeyIdentifier'];
		check(await issue({ profile: 'intermediate', subjectAltName: [] }), {
			names: [...common, ...identifiers],
			keyUsage: ['keyCertSign', 'cRLSign'],
			extendedKeyUsage: undefined,
			isCa: true,
			pathLength: 0,
		});
		for (const [profile, extendedKeyUsage] of [
			['server', ['serverAuth']],
			['client', ['clientAuth']],
			['peer', ['serverAuth', 'clientAuth']],
		] as const) {
			check(await issue({ profile }), {
				names: [...common, 'extendedKeyUsage', 'subjectAltName', ...identifiers],
				keyUsage: ['digitalSignature'],
				extendedKeyUsage,
				isCa: false,
				pathLength: undefined,
			});
		}
	});

	it('let RSA servers, and only them, take part in the key transport of TLS 1.2', async () => {
		const { spki } = await generateKeys('rsa2048');
		assert.deepEqual((await issue({ spki })).keyUsage, ['digitalSignature', 'keyEncipherment']);
		assert.deepEqual((await issue({ spki, profile: 'client' })).keyUsage, ['digitalSignature']);
	});

	it('hold the names as they were sorted out', async () => {
		const { subjectAltName } = await issue();
		assert.deepEqual(
			subjectAltName?.map(({ type, value }) => `${type}:${value}`),
			['dns:localhost', 'ip:127.0.0.1', 'ip:::1', 'email:a@b.test', 'uri:spiffe://x/y'],
		);
	});

	it('name issuer and keys so that chains are found', async () => {
		const root = parseCertificate(issuer.certificate);
		const leaf = await issue();
		assert.equal(leaf.authorityKeyIdentifier?.keyIdentifier, root.subjectKeyIdentifier);
		assert.notEqual(leaf.subjectKeyIdentifier, root.subjectKeyIdentifier);
		assert.deepEqual(Buffer.from(leaf.issuer.der), Buffer.from(root.subject.der));
	});

	it('take the key identifier that the issuer has, however it was made', async () => {
		const ca = buildCa({ subjectKeyIdentifier: Buffer.from('0102', 'hex') });
		const leaf = await issue({ issuer: issuerOf(ca) });
		assert.equal(leaf.authorityKeyIdentifier?.keyIdentifier, '0102');
		const bare = buildCa({ subjectKeyIdentifier: null });
		assert.match(
			(await issue({ issuer: issuerOf(bare) })).authorityKeyIdentifier?.keyIdentifier ?? '',
			/^[\da-f]{40}$/,
		);
	});

	it('mark the SAN critical where the subject is empty', async () => {
		const leaf = await issue({ subject: commonNameSubject(undefined) });
		assert.equal(leaf.subject.text, '');
		assert.ok(leaf.extensions.find(({ name }) => name === 'subjectAltName')?.critical);
	});

	it('are numbered with 16 random octets, positive and never zero', async () => {
		const serials = new Set<string>();
		for (let count = 0; count < 2000; count++) {
			const octets = randomSerialNumber();
			assert.equal(octets.length, 16);
			assert.notEqual(octets[0], 0);
			serials.add(Buffer.from(octets).toString('hex'));
		}
		assert.equal(serials.size, 2000);
		assert.ok(
			[...serials].some((serial) => serial >= '8'),
			'all 128 bits are used',
		);
		for (let count = 0; count < 8; count++) {
			const leaf = await issue();
			assert.equal(leaf.isSerialNegative, false);
			assert.equal(leaf.serialNumber.length, 32);
		}
	});

	it('begin five minutes back and end after whole days', async () => {
		const leaf = await issue({ validity: { kind: 'days', days: 7 } });
		assert.equal(leaf.notBefore.toISOString(), '2026-11-20T11:55:00.000Z');
		assert.deepEqual(leaf.notAfter, daysAfter(7));
		const root = parseCertificate(issuer.certificate);
		assert.deepEqual(root.notAfter, daysAfter(3650));
	});

	it('stay inside the life of their CA, and say so', async () => {
		const ca = issuerOf(buildCa({ notBefore: testNow, notAfter: daysAfter(30) }));
		const issued = await issueCertificate({
			profile: 'client',
			subject: commonNameSubject('client'),
			subjectAltName: [],
			spki: leafKeys.spki,
			issuer: ca,
			now: testNow,
		});
		assert.equal(issued.isLimitedByIssuer, true);
		assert.deepEqual(issued.notBefore, testNow);
		assert.deepEqual(issued.notAfter, daysAfter(30));
		assert.deepEqual(parseCertificate(issued.der).notAfter, daysAfter(30));
	});

	it('may lie in the past, and after 2050', async () => {
		const ca = issuerOf(
			buildCa({ notBefore: new Date('2000-01-01'), notAfter: new Date('2100-01-01') }),
		);
		const validity = {
			kind: 'dates',
			notBefore: new Date('2020-01-01T00:00:00.500Z'),
			notAfter: new Date('2051-02-01T00:00:00Z'),
		} as const;
		const leaf = await issue({ issuer: ca, validity });
		assert.equal(leaf.notBefore.toISOString(), '2020-01-01T00:00:00.000Z');
		assert.equal(leaf.notAfter.toISOString(), '2051-02-01T00:00:00.000Z');
		assert.deepEqual(leaf.problems, []);
	});

	it('are refused where nobody would accept them', async () => {
		const other = await generateKeys('p256');
		const expired = buildCa({ notBefore: daysAfter(-20), notAfter: daysAfter(-10) });
		const sameName = encodeSubject([{ type: 'CN', value: 'Test  ca' }]);
		for (const [code, changes] of [
			['subject-equals-issuer', { subject: sameName }],
			['names-empty', { subjectAltName: [] }],
			[
				'names-empty',
				{ profile: 'client', subjectAltName: [], subject: commonNameSubject(undefined) },
			],
			['issuer-key-mismatch', { issuer: { ...issuer, keyPair: other } }],
			['issuer-not-ca', { issuer: issuerOf(buildCertificate({ subject: 'leaf' })) }],
			['issuer-cannot-sign', { issuer: issuerOf(buildCa({ keyUsage: ['cRLSign'] })) }],
			[
				'issuer-path-length',
				{
					profile: 'intermediate',
					issuer: issuerOf(buildCa({ basicConstraints: { isCa: true, pathLength: 0 } })),
				},
			],
			['validity-outside-issuer', { issuer: issuerOf(expired) }],
			['days-out-of-range', { validity: { kind: 'days', days: 0 } }],
			['days-out-of-range', { validity: { kind: 'days', days: 36_501 } }],
			['days-out-of-range', { validity: { kind: 'days', days: 1.5 } }],
			['validity-empty', { validity: { kind: 'dates', notBefore: testNow, notAfter: testNow } }],
			['key-type-cannot-sign', { issuer: issuerOf(buildCa({ key: 'secp256k1' })) }],
		] as const satisfies readonly (readonly [string, Partial<IssueOptions>])[]) {
			await assert.rejects(issue(changes), { name: 'UserError', code });
		}
	});

	it('copy the name of the issuer byte by byte, whatever its string types', async () => {
		for (const subject of [
			[['CN', 'Old', 'teletex']],
			[
				['C', 'DE'],
				['O', 'Bücher', 'bmp'],
				['OU', 'x', 'printable'],
				['emailAddress', 'a@b.test'],
				['DC', 'test'],
			],
		] as const) {
			const ca = buildCa({ subject });
			const leaf = await issue({ issuer: issuerOf(ca) });
			assert.deepEqual(Buffer.from(leaf.issuer.der), ca.subject);
		}
	});
});

interface Expected {
	/** `!` marks a critical extension. */
	readonly names: readonly string[];
	readonly keyUsage: readonly string[];
	readonly extendedKeyUsage: readonly string[] | undefined;
	readonly isCa: boolean;
	readonly pathLength: number | undefined;
}

function check(certificate: Certificate, expected: Expected): void {
	const { extensions, basicConstraints, keyUsage, extendedKeyUsage } = certificate;
	assert.deepEqual(certificate.problems, []);
	assert.equal(certificate.version, 3);
	assert.deepEqual(
		{
			names: extensions.map(({ name, critical }) => `${name}${critical ? '!' : ''}`),
			keyUsage,
			extendedKeyUsage,
			isCa: basicConstraints?.isCa,
			pathLength: basicConstraints?.pathLength,
		},
		expected,
	);
}

function issuerOf(ca: BuiltCertificate): Issuer {
	return { certificate: ca.der, keyPair: loadKeyPair(ca.privateKeyPem) };
}
