import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readObjects, type LocatedObject } from '../../../../src/x509/read';
import { corpusFiles, readCorpus, requireCorpus } from '../../../support/corpus';

/** What pyca/cryptography found in a container; see the README of the corpus. */
interface Expected {
	readonly type: string;
	readonly pyca?: 'accept' | 'reject';
	readonly password?: string | null;
	readonly hasKey?: boolean;
	readonly cert?: string | null;
	readonly additional?: readonly string[];
	readonly friendlyName?: string | null;
	readonly certs?: readonly string[];
}

describe('containers of the corpus', () => {
	let expected: Readonly<Record<string, readonly Expected[]>> = {};
	before(function () {
		requireCorpus(this);
		expected = JSON.parse(readCorpus('decode-expected.json').toString()) as typeof expected;
	});

	it('holds the certificates, keys and names of every PKCS #12 file that pyca opens', () => {
		let count = 0;
		for (const [path, object] of acceptedOf('pkcs12')) {
			const { objects } = readObjects(readCorpus(path), { passphrase: object.password ?? '' });
			const [container] = objects;
			strictEqual(container?.kind, 'pkcs12', path);
			strictEqual(container.pkcs12.passphrase === 'wrong', false, path);
			// What is encrypted for somebody's key stays shut; pyca passes over it.
			const isForPassphrase = container.pkcs12.safes.every(
				({ protection }) => protection !== 'certificate',
			);
			strictEqual(container.pkcs12.isLocked, !isForPassphrase, path);
			checkContents(path, objects, object);
			count++;
		}
		strictEqual(count >= 20, true, `${count} files`);
	});

	it('holds the certificates of every PKCS #7 message that pyca reads', () => {
		let count = 0;
		for (const [path, { certs }] of acceptedOf('pkcs7')) {
			const { objects, problems } = readObjects(readCorpus(path));
			deepStrictEqual(fingerprints(objects).toSorted(), certs?.toSorted(), path);
			deepStrictEqual(problems, [], path);
			count++;
		}
		strictEqual(count >= 8, true, `${count} files`);
	});

	it('names what pyca does not read, and throws at nothing', () => {
		for (const path of corpusFiles().filter((name) =>
			/\.(?:p12|pfx|p7\w|der|pem)$|resp/.test(name),
		)) {
			for (const { within, start, end } of readObjects(readCorpus(path)).objects) {
				strictEqual(start < end, true, path);
				strictEqual(within === undefined || within < start, true, path);
			}
		}
		const kinds = (path: string): string[] =>
			readObjects(readCorpus(path)).objects.map(({ kind }) => kind);
		deepStrictEqual(kinds('asn1crypto/fixtures/ocsp_response'), ['ocspResponse', 'certificate']);
		deepStrictEqual(kinds('openssl/certs/acert.pem'), ['attributeCertificate']);
		deepStrictEqual(kinds('asn1crypto/fixtures/cms-compressed.der'), ['pkcs7']);
	});

	function acceptedOf(type: string): [path: string, object: Expected][] {
		return Object.entries(expected).flatMap(([path, objects]) =>
			objects.flatMap((object): [string, Expected][] =>
				object.type === type && object.pyca === 'accept' ? [[path, object]] : [],
			),
		);
	}
});

function checkContents(path: string, objects: readonly LocatedObject[], wanted: Expected): void {
	const { cert, additional = [], hasKey, friendlyName } = wanted;
	const all = [...(typeof cert === 'string' ? [cert] : []), ...additional];
	deepStrictEqual(fingerprints(objects).toSorted(), all.toSorted(), path);
	const keys = objects.filter(
		({ kind }) => kind === 'encryptedPrivateKey' || kind === 'privateKey',
	);
	strictEqual(keys.length > 0, hasKey, path);
	const leaf = objects.find(
		(object) => object.kind === 'certificate' && object.certificate.fingerprintSha256 === cert,
	);
	strictEqual(leaf?.entryName ?? null, friendlyName, path);
}

function fingerprints(objects: readonly LocatedObject[]): string[] {
	return objects.flatMap((object) =>
		object.kind === 'certificate' ? [object.certificate.fingerprintSha256] : [],
	);
}
