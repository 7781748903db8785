import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../../src/x509/certificate';
import { sha1 } from '../../../src/x509/crypto';
import type { GeneralName } from '../../../src/x509/extensions';
import { readObjects } from '../../../src/x509/read';
import { causes } from '../../conformance/causes';
import { decodeFolders } from '../../conformance/decode';
import { corpusFiles, corpusFolder, readCorpus, requireCorpus } from '../../support/corpus';
import { decodeWithLibrary, type SecondOpinion } from '../../support/secondOpinion';

describe('decoding the corpus', () => {
	before(function () {
		requireCorpus(this);
	});

	it('agrees with pyca/cryptography and OpenSSL but for the causes that are written down', async () => {
		const { outcomes } = await decodeFolders([corpusFolder]);
		const failed = outcomes.filter(({ isPassed, cause }) => !isPassed && cause === undefined);
		assert.ok(outcomes.length > 24_000, `only ${outcomes.length} values were compared`);
		assert.deepEqual(
			failed.map(({ file, field, ours, theirs }) => ({ file, field, ours, theirs })),
			[],
		);
		const used = new Set(outcomes.map(({ cause }) => cause));
		const unused = causes.filter(({ id }) => !used.has(id));
		assert.deepEqual(unused, []);
	}).timeout(120_000);

	it('agrees with @peculiar/x509 on every certificate that both read', () => {
		const found = new Map<string, string[]>();
		let count = 0;
		for (const [file, certificate] of certificates()) {
			const other = decodeWithLibrary(certificate.der);
			if (other === undefined) {
				continue;
			}
			count++;
			const faults = unequal([
				['serial number', trimZeros(certificate.serialNumber), trimZeros(other.serialNumber)],
				...(hasLibraryDates(certificate, other)
					? []
					: ([
							['not before', certificate.notBefore.getTime(), other.notBefore.getTime()],
							['not after', certificate.notAfter.getTime(), other.notAfter.getTime()],
						] as const)),
				['extensions', certificate.extensions.map(({ oid }) => oid), other.extensions],
				['public key', certificate.publicKey.spkiSha256, other.spkiSha256],
				...(hasProblem(certificate, 'extension-general-names-empty')
					? []
					: ([
							[
								'names',
								certificate.subjectAltName?.filter(isPlain).length,
								other.subjectAltNameCount,
							],
						] as const)),
				// A negative path length: RFC 5280 4.2.1.9 gives such an extension no meaning.
				...(hasProblem(certificate, 'extension-der-integer-out-of-range')
					? []
					: ([['is CA', certificate.basicConstraints?.isCa, other.isCa]] as const)),
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

/** Where @peculiar/x509 reads a date in another way, and OpenSSL, asked by Node, agrees with us. */
function hasLibraryDates({ der, notAfter, notBefore }: Certificate, other: SecondOpinion): boolean {
	const isOther =
		notAfter.getTime() !== other.notAfter.getTime() ||
		notBefore.getTime() !== other.notBefore.getTime();
	if (!isOther) {
		return false;
	}
	if (notBefore.getUTCFullYear() < 100) {
		// Date of JavaScript takes such a year for one of the 20th century; the library does not mind it.
		return true;
	}
	const { validFrom, validTo } = new X509Certificate(der);
	return (
		Date.parse(validFrom) === notBefore.getTime() && Date.parse(validTo) === notAfter.getTime()
	);
}

function hasProblem({ problems }: Certificate, wanted: string): boolean {
	return problems.some(({ code }) => code === wanted);
}

/** The name forms that @peculiar/x509 counts too. */
function isPlain({ type }: GeneralName): boolean {
	return plainNames.has(type) || type === 'dirName';
}

const plainNames = new Set(['dns', 'ip', 'email', 'uri', 'registeredId']);
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
