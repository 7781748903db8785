import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../../src/x509/certificate';
import { sha1 } from '../../../src/x509/crypto';
import type { GeneralName } from '../../../src/x509/extensions';
import { extendedKeyUsageNames } from '../../../src/x509/extensions/keyUsage';
import type { Name } from '../../../src/x509/name';
import { readObjects, type LocatedObject } from '../../../src/x509/read';
import { corpusFiles, readCorpus, requireCorpus } from '../../support/corpus';
import { decodeWithLibrary } from '../../support/secondOpinion';

/** What pyca/cryptography 49 and OpenSSL 3.6 read in one object; see the corpus's own README. */
interface Expected {
	readonly type: string;
	readonly label?: string;
	readonly sha256: string;
	readonly pyca?: string;
	readonly openssl?: string;
	readonly version: number;
	readonly serial: string;
	readonly subject: unknown;
	readonly issuer: unknown;
	readonly notBefore: string;
	readonly notAfter: string;
	readonly sigAlg: string;
	readonly spkiSha256?: unknown;
	readonly key?: { alg: string | null; bits?: number; curve?: string; exponent?: number };
	readonly extensions?: unknown;
	readonly san?: readonly (readonly string[])[];
	readonly basicConstraints?: { ca: boolean; pathLen: number | null };
	readonly keyUsage?: readonly string[];
	readonly eku?: readonly string[];
	readonly ski?: string;
	readonly aki?: string | null;
	readonly thisUpdate?: string;
	readonly revokedCount?: number;
	readonly encrypted?: boolean;
}

/**
 * Where we differ from pyca/cryptography, file by file, and why. A file that stands here and does
 * not differ fails the test as well, so the list stays true.
 */
const differences: Readonly<Record<string, string>> = {
	'pyca-cryptography/x509/badasn1time.pem':
		'the date is not in the calendar; OpenSSL reads the certificate and stops at the date, we stop at the certificate',
	'asn1crypto/fixtures/keys/test-ec-der.crt': explicitCurve(),
	'asn1crypto/fixtures/keys/test-ec.crt': explicitCurve(),
	'openssl/certs/ca-cert-ec-explicit.pem': explicitCurve(),
	'openssl/certs/ee-cert-ec-explicit.pem': explicitCurve(),
	'zlint/testdata/empty_seq_of_san.pem':
		'RFC 5280 4.2.1.6 asks for one name at least; an empty list is a problem here, not a value',
};

const libraryDate =
	'@peculiar/x509 reads such a date as another; Node and OpenSSL read it as we do';

/** Where @peculiar/x509 reads something else, and who is right. */
const libraryDifferences: Readonly<Record<string, string>> = {
	'asn1crypto/fixtures/9999-years-rsa-cert.pem': libraryDate,
	'zlint/testdata/commonNameInSAN.pem': libraryDate,
	'zlint/testdata/dNSNameNoUnderscores.pem': libraryDate,
	'zlint/testdata/generalizedNoSeconds.pem': libraryDate,
	'zlint/testdata/generalizedNotZulu.pem': libraryDate,
	'zlint/testdata/utcNotZulu.pem': libraryDate,
	'zlint/testdata/caMaxPathNegative.pem':
		'the path length is negative, so RFC 5280 4.2.1.9 gives the extension no meaning',
	'zlint/testdata/empty_seq_of_san.pem': 'an empty list of names is a problem here, not a value',
};

describe('decoding the corpus', () => {
	before(function () {
		requireCorpus(this);
	});

	it('agrees with pyca/cryptography on every certificate', () => {
		const found = new Map<string, string[]>();
		let count = 0;
		eachExpected('certificate', (file, expected, objects) => {
			count++;
			const certificate = objects.find(
				(object) =>
					object.kind === 'certificate' &&
					(object.certificate.fingerprintSha256 === expected.sha256 ||
						expected.label === 'TRUSTED CERTIFICATE'),
			);
			if (certificate?.kind !== 'certificate') {
				if (expected.pyca === 'accept' || expected.openssl === 'accept') {
					found.set(file, ['not read']);
				}
				return;
			}
			if (expected.pyca === 'accept') {
				const faults = compareCertificate(certificate.certificate, expected);
				if (faults.length > 0) {
					found.set(file, faults);
				}
			}
		});
		assert.ok(count > 1300, `only ${count} certificates were compared`);
		assert.deepEqual(
			[...found.keys()].toSorted(),
			Object.keys(differences).toSorted(),
			show(found),
		);
	});

	it('agrees with pyca/cryptography on requests, CRLs and keys', () => {
		const found = new Map<string, string[]>();
		eachExpected('csr', (file, expected, objects) => {
			const requests = objects.flatMap((object) =>
				object.kind === 'certificateRequest' ? [object.request] : [],
			);
			if (
				expected.pyca === 'accept' &&
				!requests.some((r) => same(rdns(r.subject), expected.subject))
			) {
				found.set(file, ['request']);
			}
		});
		eachExpected('crl', (file, expected, objects) => {
			const crls = objects.flatMap((object) => (object.kind === 'crl' ? [object.crl] : []));
			const isRead = crls.some(
				(crl) =>
					crl.fingerprintSha256 === expected.sha256 &&
					crl.entries.length === expected.revokedCount &&
					seconds(crl.thisUpdate) === expected.thisUpdate?.slice(0, 19),
			);
			if (expected.pyca === 'accept' && !isRead) {
				found.set(file, ['CRL']);
			}
		});
		eachExpected('private-key', (file, expected, objects) => {
			const kind = expected.encrypted === true ? 'encryptedPrivateKey' : 'privateKey';
			if (expected.pyca === 'accept' && !objects.some((object) => object.kind === kind)) {
				found.set(file, [kind]);
			}
		});
		assert.equal(show(found), '');
	});

	it('agrees with @peculiar/x509 on every certificate that both read', () => {
		const found = new Map<string, string[]>();
		let count = 0;
		for (const [file, certificate] of certificates()) {
			const other = decodeWithLibrary(certificate.der);
			if (other === undefined || file in libraryDifferences) {
				continue;
			}
			count++;
			const faults = unequal([
				['serial number', trimZeros(certificate.serialNumber), trimZeros(other.serialNumber)],
				['not before', certificate.notBefore.getTime(), other.notBefore.getTime()],
				['not after', certificate.notAfter.getTime(), other.notAfter.getTime()],
				['extensions', certificate.extensions.map(({ oid }) => oid), other.extensions],
				['public key', certificate.publicKey.spkiSha256, other.spkiSha256],
				['names', certificate.subjectAltName?.filter(isPlain).length, other.subjectAltNameCount],
				['is CA', certificate.basicConstraints?.isCa, other.isCa],
			]);
			if (faults.length > 0) {
				found.set(file, faults);
			}
		}
		assert.ok(count > 1000, `only ${count} certificates were compared`);
		assert.equal(show(found), '');
	}).timeout(120_000);

	it('agrees with X509Certificate of Node on every certificate that both read', () => {
		const found = new Map<string, string[]>();
		let count = 0;
		for (const [file, certificate] of certificates()) {
			let other: X509Certificate;
			try {
				other = new X509Certificate(certificate.der);
			} catch {
				continue;
			}
			count++;
			const sign = certificate.isSerialNegative ? 'negative' : 'positive';
			const faults = unequal([
				['fingerprint', certificate.fingerprintSha256, plainHex(other.fingerprint256)],
				['SHA-1', sha1(certificate.der), plainHex(other.fingerprint)],
				// OpenSSL prints negative numbers with a minus sign; two's complement is not worth a test.
				[
					'serial number',
					sign === 'negative' ? sign : trimZeros(certificate.serialNumber),
					sign === 'negative' ? sign : trimZeros(other.serialNumber.toLowerCase()),
				],
				['not after', certificate.notAfter.getTime(), Date.parse(other.validTo)],
			]);
			if (faults.length > 0) {
				found.set(file, faults);
			}
		}
		assert.ok(count > 1000, `only ${count} certificates were compared`);
		assert.equal(show(found), '');
	});

	it('survives every prefix and many damaged copies of a certificate', () => {
		const der = readCorpus('asn1crypto/fixtures/keys/test-der.crt');
		for (let length = 0; length < der.length; length++) {
			readObjects(der.subarray(0, length));
		}
		for (let index = 0; index < der.length; index++) {
			for (const flip of [0x01, 0x80, 0xff]) {
				const damaged = Buffer.from(der);
				damaged[index] = (damaged[index] ?? 0) ^ flip;
				readObjects(damaged);
			}
		}
	}).timeout(30_000);
});

function eachExpected(
	type: string,
	visit: (file: string, expected: Expected, objects: readonly LocatedObject[]) => void,
): void {
	const all = JSON.parse(readCorpus('decode-expected.json').toString()) as Record<
		string,
		Expected[]
	>;
	for (const [file, list] of Object.entries(all)) {
		const wanted = list.filter((expected) => expected.type === type);
		if (wanted.length > 0) {
			const { objects } = readObjects(readCorpus(file));
			for (const expected of wanted) {
				visit(file, expected, objects);
			}
		}
	}
}

function* certificates(): Generator<[string, Certificate]> {
	for (const file of corpusFiles()) {
		// The JSON files are collections for other tests.
		if (!file.endsWith('.json')) {
			for (const object of readObjects(readCorpus(file)).objects) {
				if (object.kind === 'certificate') {
					yield [file, object.certificate];
				}
			}
		}
	}
}

function compareCertificate(certificate: Certificate, expected: Expected): string[] {
	const { publicKey } = certificate;
	const comparisons: [string, unknown, unknown][] = [
		['version', certificate.version, expected.version],
		['serial number', BigInt(`0x${certificate.serialNumber}`).toString(16), expected.serial],
		['subject', rdns(certificate.subject), expected.subject],
		['issuer', rdns(certificate.issuer), expected.issuer],
		['not before', seconds(certificate.notBefore), expected.notBefore.slice(0, 19)],
		['not after', seconds(certificate.notAfter), expected.notAfter.slice(0, 19)],
		['signature algorithm', certificate.signatureAlgorithm.oid, expected.sigAlg],
		['key size', publicKey.keySize, expected.key?.bits ?? publicKey.keySize],
		['exponent', publicKey.exponent, expected.key?.exponent?.toString() ?? publicKey.exponent],
		[
			'curve',
			publicKey.curve?.replace('-', ''),
			curveName(expected.key?.curve) ?? publicKey.curve?.replace('-', ''),
		],
		[
			'extensions',
			certificate.extensions.map(({ oid, critical }) => [oid, critical]),
			expected.extensions,
		],
		['key identifier', certificate.subjectKeyIdentifier, expected.ski],
		[
			"issuer's key identifier",
			certificate.authorityKeyIdentifier?.keyIdentifier,
			expected.aki ?? undefined,
		],
		[
			'names',
			certificate.subjectAltName?.map(({ type, value }) => (plainNames.has(type) ? value : type)),
			expected.san?.map(([type = '', value]) => otherNames[type] ?? value),
		],
		['is CA', certificate.basicConstraints?.isCa, expected.basicConstraints?.ca],
		[
			'path length',
			certificate.basicConstraints?.pathLength ?? null,
			expected.basicConstraints?.pathLen ?? null,
		],
		[
			'key usage',
			certificate.keyUsage?.map((usage) => usage.toLowerCase()),
			expected.keyUsage?.map((usage) =>
				usage.replaceAll('_', '').replace('contentcommitment', 'nonrepudiation'),
			),
		],
		['extended key usage', certificate.extendedKeyUsage?.map(purposeOid), expected.eku],
	];
	// pyca raises where one extension, or one name, cannot be read and then gives no value; that is no opinion.
	const isWhole = Array.isArray(expected.extensions);
	return unequal(
		comparisons.filter(
			([what, , theirs]) =>
				!isError(theirs) &&
				(isWhole || theirs !== undefined) &&
				(isWhole || what !== 'path length'),
		),
	);
}

/** The name forms that @peculiar/x509 counts too. */
function isPlain({ type }: GeneralName): boolean {
	return plainNames.has(type) || type === 'dirName';
}

const plainNames = new Set(['dns', 'ip', 'email', 'uri', 'registeredId']);
const otherNames: Readonly<Record<string, string>> = {
	DirectoryName: 'dirName',
	OtherName: 'otherName',
};

function explicitCurve(): string {
	return 'the key spells out its curve; pyca names the curve it equals, we say explicit, since some stacks refuse such keys';
}

function curveName(name: string | undefined): string | undefined {
	const nist = /^secp(256|384|521|224|192)r1$/.exec(name ?? '');
	return nist === null ? name : `P${nist[1] ?? ''}`;
}

function purposeOid(purpose: string): string {
	const known = Object.entries(extendedKeyUsageNames).find(([, name]) => name === purpose);
	return known?.[0] ?? purpose;
}

function rdns(name: Name): string[][][] {
	return name.rdns.map((rdn) => rdn.map(({ oid, value }) => [oid, value]));
}

function isError(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'error' in value;
}

function seconds(date: Date): string {
	return date.toISOString().slice(0, 19);
}

function trimZeros(hex: string): string {
	return hex.replace(/^0+(?=.)/, '');
}

function plainHex(fingerprint: string): string {
	return fingerprint.replaceAll(':', '').toLowerCase();
}

function same(ours: unknown, theirs: unknown): boolean {
	return JSON.stringify(ours) === JSON.stringify(theirs);
}

function unequal(comparisons: readonly (readonly [string, unknown, unknown])[]): string[] {
	return comparisons
		.filter(([, ours, theirs]) => !same(ours, theirs))
		.map(
			([what, ours, theirs]) =>
				`${what}: ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`,
		);
}

function show(found: ReadonlyMap<string, readonly string[]>): string {
	return [...found]
		.map(([file, faults]) => `${file}: ${faults.join('; ').slice(0, 400)}`)
		.join('\n');
}
