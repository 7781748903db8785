import assert from 'node:assert/strict';
import type { PathRequest } from '../../../src/path/request';
import { validatePath } from '../../../src/path/validate';
import { parseCertificate } from '../../../src/x509/certificate';
import { parseCrl } from '../../../src/x509/crl';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	testNow,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../support/certificates';
import { buildCrl } from '../../support/crls';
import { objectIdentifier, sequence } from '../../support/der';

interface Given extends Partial<Omit<PathRequest, 'leaf' | 'trustAnchors' | 'intermediates'>> {
	readonly leaf: BuiltCertificate;
	readonly anchors?: readonly BuiltCertificate[];
	readonly sent?: readonly BuiltCertificate[];
	readonly here?: readonly BuiltCertificate[];
}

const root = buildCa({ subject: 'root' });

function intermediate(options: CertificateOptions = {}): BuiltCertificate {
	return buildCertificate({ role: 'ca', subject: 'issuing', issuer: root, ...options });
}

function leafOf(issuer: BuiltCertificate, options: CertificateOptions = {}): BuiltCertificate {
	return buildCertificate({ issuer, ...options });
}

/** Asserts the complete list of faults, each as `code subject`, and the subjects of the path. */
function check(given: Given, faults: readonly string[], path?: readonly string[]): void {
	const { leaf, anchors = [root], sent = [], here, ...rest } = given;
	const read = ({ der }: BuiltCertificate) => parseCertificate(der);
	const result = validatePath({
		purpose: 'server',
		at: testNow,
		...rest,
		leaf: read(leaf),
		trustAnchors: anchors.map(read),
		intermediates: sent.map(read),
		known: here?.map(read),
	});
	const nameOf = (subject: string | undefined): string => subject ?? '(none)';
	assert.deepEqual(
		result.faults.map(
			({ code, certificate }) => `${code} ${nameOf(certificate.subject.commonName)}`,
		),
		faults,
	);
	assert.equal(result.valid, faults.length === 0);
	if (path !== undefined) {
		assert.deepEqual(
			result.path.map(({ subject }) => nameOf(subject.commonName)),
			path,
		);
	}
}

describe('validatePath: the way to an anchor', () => {
	const issuing = intermediate();

	it('finds the path over an intermediate', () => {
		check({ leaf: leafOf(issuing), sent: [issuing] }, [], ['localhost', 'issuing', 'root']);
	});

	it('takes any trusted certificate for an anchor, self-signed or not', () => {
		check({ leaf: leafOf(issuing), anchors: [issuing] }, [], ['localhost', 'issuing']);
		const leaf = leafOf(root);
		check({ leaf, anchors: [leaf] }, [], ['localhost']);
	});

	it('needs no order among the certificates that were sent', () => {
		const second = intermediate({ subject: 'second', issuer: issuing });
		check({ leaf: leafOf(second), sent: [root, issuing, second] }, []);
	});

	it('tells an unknown CA', () => {
		const other = buildCa({ subject: 'other' });
		check({ leaf: leafOf(other) }, ['issuer-not-found localhost']);
		check({ leaf: leafOf(other), sent: [other] }, ['issuer-not-trusted other']);
	});

	it('tells a missing intermediate when it is known here', () => {
		check({ leaf: leafOf(issuing) }, ['issuer-not-found localhost']);
		check({ leaf: leafOf(issuing), here: [issuing] }, ['missing-intermediate localhost']);
	});

	it('does not take a certificate that is only known for one that was sent', () => {
		check(
			{ leaf: leafOf(issuing), here: [issuing, root] },
			['missing-intermediate localhost'],
			['localhost'],
		);
	});

	it('tells a CA of the same name with another key', () => {
		const again = buildCa({ subject: 'root' });
		check({ leaf: leafOf(again) }, ['issuer-signature-mismatch localhost']);
		check({ leaf: leafOf(again), anchors: [root, again] }, []);
	});

	it('tells a self-signed leaf', () => {
		check({ leaf: buildCertificate() }, ['self-signed-leaf localhost']);
	});

	it('is not misled by a leaf that has the name of its CA', () => {
		check({ leaf: leafOf(root, { subject: 'root' }) }, []);
	});

	it('goes back where the first candidate leads nowhere', () => {
		const key = testKey();
		const otherRoot = buildCa({ subject: 'other root' });
		const crossed = intermediate({ key, issuer: otherRoot });
		const good = intermediate({ key });
		const leaf = leafOf(good);
		check({ leaf, sent: [crossed, good] }, [], ['localhost', 'issuing', 'root']);
		check({ leaf, sent: [crossed, good], anchors: [otherRoot] }, []);
	});

	it('prefers a path without faults to a shorter one', () => {
		const key = testKey();
		const expired = buildCa({
			subject: 'issuing',
			key,
			notBefore: daysAfter(-9),
			notAfter: daysAfter(-3),
		});
		const renewed = intermediate({ key });
		check({ leaf: leafOf(renewed), sent: [renewed], anchors: [expired, root] }, []);
	});

	it('ends on CAs that signed each other', () => {
		const keys = [testKey(), testKey()] as const;
		const first = buildCa({ subject: 'first', key: keys[0] });
		const second = buildCa({ subject: 'second', key: keys[1] });
		const firstBySecond = buildCa({ subject: 'first', key: keys[0], issuer: second });
		const secondByFirst = buildCa({ subject: 'second', key: keys[1], issuer: first });
		check({ leaf: leafOf(first), sent: [firstBySecond, secondByFirst] }, [
			'issuer-not-trusted second',
		]);
	});

	it('finds the one key among a thousand CAs of one name without trying them for long', () => {
		const key = testKey();
		const crowd = Array.from({ length: 1000 }, (_, index) =>
			buildCa({ subject: 'issuing', key, issuer: root, serialNumber: BigInt(index + 1) }),
		);
		const started = performance.now();
		check({ leaf: leafOf(issuing), sent: [...crowd, issuing] }, []);
		check({ leaf: leafOf(issuing), sent: crowd, anchors: [] }, [
			'issuer-signature-mismatch localhost',
		]);
		assert.ok(performance.now() - started < 10_000);
	});

	it('gives up on thousands of paths whose names take long to compare', () => {
		const names = Array.from({ length: 500 }, (_, index) => ({ dns: `n${index}.test` }));
		const excluded = [...names.map(({ dns }) => ({ dns: `x${dns}` })), ...names.slice(-1)];
		const rungs: BuiltCertificate[] = [intermediate({ nameConstraints: { excluded } })];
		for (let index = 0; index < 10; index++) {
			const twin = { key: testKey(), subject: `rung ${index}`, issuer: rungs[rungs.length - 1]! };
			rungs.push(intermediate(twin), intermediate(twin));
		}
		const leaf = leafOf(rungs[rungs.length - 1]!, { subjectAltName: names });
		const started = performance.now();
		check({ leaf, sent: rungs }, ['name-constraints-violated localhost']);
		assert.ok(performance.now() - started < 5000);
	});

	it('counts intermediates where a number is asked for', () => {
		const leaf = leafOf(issuing);
		check({ leaf, sent: [issuing], maximumIntermediates: 1 }, []);
		check({ leaf, sent: [issuing], maximumIntermediates: 0 }, ['too-many-intermediates localhost']);
	});
});

describe('validatePath: every certificate of the path', () => {
	it('applies dates to all, the anchor too', () => {
		const past = { notBefore: daysAfter(-9), notAfter: daysAfter(-3) };
		const oldRoot = buildCa({ subject: 'root', ...past });
		check({ leaf: leafOf(oldRoot, past), anchors: [oldRoot] }, [
			'expired localhost',
			'expired root',
		]);
		check({ leaf: leafOf(root, { notBefore: daysAfter(1) }) }, ['not-yet-valid localhost']);
	});

	it('counts the first and the last second', () => {
		const leaf = leafOf(root, { notBefore: testNow, notAfter: daysAfter(1) });
		check({ leaf, at: testNow }, []);
		check({ leaf, at: new Date(daysAfter(1).getTime() + 999) }, []);
		check({ leaf, at: new Date(daysAfter(1).getTime() + 1000) }, ['expired localhost']);
	});

	it('names every fault with the certificate it sits on', () => {
		const bad = intermediate({
			basicConstraints: { isCa: false },
			keyUsage: ['digitalSignature'],
			extendedKeyUsage: ['clientAuth'],
		});
		check(
			{
				leaf: leafOf(bad, { extendedKeyUsage: ['clientAuth'], subjectAltName: null }),
				sent: [bad],
				hostName: 'localhost',
			},
			[
				'wrong-extended-key-usage localhost',
				'missing-subject-alternative-name localhost',
				'ca-missing-basic-constraints issuing',
				'ca-missing-key-cert-sign issuing',
				'issuer-extended-key-usage issuing',
			],
		);
	});

	it('accepts any purpose and none, on leaf and CA', () => {
		const any = intermediate({ extendedKeyUsage: ['anyExtendedKeyUsage'] });
		check({ leaf: leafOf(any, { extendedKeyUsage: null }), sent: [any] }, []);
	});

	it('asks a leaf for its purpose by name, as most stacks do', () => {
		const any = leafOf(root, { extendedKeyUsage: ['anyExtendedKeyUsage'] });
		check({ leaf: any }, ['wrong-extended-key-usage localhost']);
		const both = leafOf(root, { extendedKeyUsage: ['serverAuth', 'anyExtendedKeyUsage'] });
		check({ leaf: both }, []);
	});

	it('asks for the purpose it is given', () => {
		const leaf = leafOf(root);
		check({ leaf, purpose: 'client' }, ['wrong-extended-key-usage localhost']);
		check({ leaf, purpose: 'any' }, []);
	});

	it('asks a leaf with key usage for digitalSignature', () => {
		check({ leaf: leafOf(root, { keyUsage: ['keyAgreement'] }) }, [
			'key-usage-missing-digital-signature localhost',
		]);
		check({ leaf: leafOf(root, { keyUsage: null }) }, []);
	});

	it('holds path lengths, self-issued certificates not counted', () => {
		const zero = intermediate({ basicConstraints: { isCa: true, pathLength: 0 } });
		const below = intermediate({ subject: 'below', issuer: zero });
		check({ leaf: leafOf(below), sent: [zero, below] }, ['path-length-exceeded issuing']);
		const rollover = intermediate({ issuer: zero });
		check({ leaf: leafOf(rollover), sent: [zero, rollover] }, []);
	});

	it('takes a version 1 certificate for a CA only where it is an anchor', () => {
		const old = buildCa({ subject: 'old', version: 1 });
		check({ leaf: leafOf(old), anchors: [old] }, []);
		const oldIntermediate = buildCa({ subject: 'old', version: 1, issuer: root });
		check({ leaf: leafOf(oldIntermediate), sent: [oldIntermediate] }, ['version-not-3 old']);
	});

	it('applies name constraints of the anchor too', () => {
		const narrow = buildCa({
			subject: 'narrow',
			nameConstraints: { permitted: [{ dns: 'example.test' }] },
		});
		const leaf = leafOf(narrow, { subjectAltName: ['a.example.test'] });
		check({ leaf, anchors: [narrow] }, []);
		check({ leaf: leafOf(narrow), anchors: [narrow] }, ['name-constraints-violated localhost']);
	});

	it('refuses critical extensions that it does not process', () => {
		const unknown = { oid: '1.2.3.4', critical: true, value: Buffer.from([5, 0]) };
		check({ leaf: leafOf(root, { extraExtensions: [unknown] }) }, [
			'unknown-critical-extension localhost',
		]);
	});

	it('refuses an extension that cannot be read or stands there twice', () => {
		const broken = { oid: '2.5.29.17', value: Buffer.from([0x30, 0x05]) };
		check({ leaf: leafOf(root, { subjectAltName: null, extraExtensions: [broken] }) }, [
			'malformed-extension localhost',
		]);
		check({ leaf: leafOf(root, { extraExtensions: [broken] }) }, ['malformed-extension localhost']);
	});

	it('refuses an extension that ends too early, and blames no other one for it', () => {
		for (const [oid, name] of Object.entries({
			'2.5.29.30': 'nameConstraints',
			'2.5.29.31': 'crlDistributionPoints',
			'2.5.29.33': 'policyMappings',
			'2.5.29.36': 'policyConstraints',
			'2.5.29.54': 'inhibitAnyPolicy',
		})) {
			for (const value of ['', '30', '3003', '30023001']) {
				const broken = { oid, value: Buffer.from(value, 'hex') };
				const other = { oid: '1.2.3.4', value: Buffer.from([5, 0]) };
				for (const extraExtensions of [[broken], [broken, other]]) {
					const bad = intermediate({ extraExtensions });
					const { faults } = validatePath({
						leaf: parseCertificate(leafOf(bad).der),
						trustAnchors: [parseCertificate(root.der)],
						intermediates: [parseCertificate(bad.der)],
						purpose: 'server',
						at: testNow,
					});
					assert.deepEqual(
						faults.map(({ code, detail }) => [code, detail['extension']]),
						[['malformed-extension', name]],
						`${name} ${value}`,
					);
				}
			}
		}
	});

	it('does not take a critical Netscape certificate type for processed', () => {
		const netscapeCertType = (critical: boolean) => ({
			extraExtensions: [
				// SSL client, in a server's certificate.
				{ oid: '2.16.840.1.113730.1.1', critical, value: Buffer.from('03020780', 'hex') },
			],
		});
		check({ leaf: leafOf(root, netscapeCertType(true)) }, ['unknown-critical-extension localhost']);
		check({ leaf: leafOf(root, netscapeCertType(false)) }, []);
	});

	it('refuses weak keys everywhere and weak signatures below the anchor', () => {
		const weak = buildCa({ subject: 'weak', key: 'rsa1024', hash: 'sha1' });
		check({ leaf: leafOf(weak, { hash: 'sha1' }), anchors: [weak] }, [
			'weak-signature localhost',
			'weak-key weak',
		]);
	});

	it('refuses what a CRL of the issuer revokes', () => {
		const serialNumber = 0x1234n;
		const leaf = leafOf(root, { serialNumber });
		const crl = (revoked: bigint, thisUpdate = testNow) =>
			parseCrl(buildCrl({ issuer: root, revoked: [{ serialNumber: revoked }], thisUpdate }).der);
		check({ leaf, crls: [crl(serialNumber)] }, ['revoked localhost']);
		check({ leaf, crls: [crl(0x99n)] }, []);
		check({ leaf, crls: [crl(0x99n, daysAfter(-90))] }, ['revocation-not-checked localhost']);
		check({ leaf, crls: [crl(0x99n, daysAfter(-90)), crl(0x99n)] }, []);
	});

	it('neither believes the CRL of another CA of the same name nor takes it for proof', () => {
		const again = buildCa({ subject: 'root' });
		const serialNumber = 0x1234n;
		const crl = parseCrl(buildCrl({ issuer: again, revoked: [{ serialNumber }] }).der);
		check({ leaf: leafOf(root, { serialNumber }), crls: [crl] }, [
			'revocation-not-checked localhost',
		]);
	});

	it('compares host names and tells an address among the DNS names', () => {
		const leaf = leafOf(root, { subjectAltName: [{ dns: '127.0.0.1' }] });
		check({ leaf, hostName: '127.0.0.1' }, ['ip-address-as-dns-name localhost']);
		check({ leaf, hostName: 'api.test' }, ['host-name-mismatch localhost']);
	});

	it('takes no other signature from a key that is restricted to PSS', () => {
		const key = testKey('rsa2048');
		const bits = key.spki.subarray(key.spki.indexOf(Buffer.from('0382010f', 'hex')));
		const spki = sequence(sequence(objectIdentifier('1.2.840.113549.1.1.10')), bits);
		const restricted = buildCa({ subject: 'pss', key: { ...key, spki }, isPss: true });
		check({ leaf: leafOf(restricted, { isPss: true }), anchors: [restricted] }, []);
		check({ leaf: leafOf(restricted), anchors: [restricted] }, [
			'issuer-signature-mismatch localhost',
		]);
	});

	it('says when a signature cannot be checked, and does not call it valid', () => {
		const sm2 = Buffer.from('300a06082a811ccf55018375', 'hex');
		const leaf = leafOf(root);
		const at = leaf.der.lastIndexOf(Buffer.from('06082a8648ce3d040302', 'hex'));
		const first = leaf.der.indexOf(Buffer.from('06082a8648ce3d040302', 'hex'));
		const der = Buffer.from(leaf.der);
		sm2.copy(der, at - 2);
		sm2.copy(der, first - 2);
		check({ leaf: { ...leaf, der } }, ['signature-not-checked localhost']);
	});
});
