import type { LocatedObject, ObjectKind } from '../../src/x509/read';
import type { Expected } from './expected';

/** Our kinds of objects for their types; what is missing here they told us nothing about. */
const kindsByType: Readonly<Record<string, readonly string[]>> = {
	certificate: ['certificate'],
	csr: ['certificateRequest'],
	crl: ['crl'],
	'private-key': ['privateKey', 'encryptedPrivateKey'],
	'openssh-private-key': ['privateKey', 'encryptedPrivateKey'],
	'public-key': ['publicKey'],
	pkcs7: ['pkcs7'],
	pkcs12: ['pkcs12'],
	jks: ['jks'],
};

/** The kinds of object that could be `expected`; undefined if its type says nothing of it. */
export function kindsOf({ type, openssl }: Expected): readonly string[] | undefined {
	if (type === 'unrecognised-by-pyca' && typeof openssl === 'object' && openssl !== null) {
		const read = Object.keys(openssl).filter((name) => openssl[name] === 'accept');
		const kinds = read.flatMap((name) => kindsByType[name] ?? []);
		return kinds.length > 0 ? kinds : undefined;
	}
	return kindsByType[type];
}

/**
 * Pairs what they found with what we found: by the SHA-256 of the DER where we tell it, else the
 * next of that kind and label that stands in the file.
 */
export function matchObjects(
	expected: readonly Expected[],
	objects: readonly LocatedObject[],
): ReadonlyMap<Expected, LocatedObject> {
	const pairs = new Map<Expected, LocatedObject>();
	const free = new Set(objects);
	const take = (one: Expected, isIt: (object: LocatedObject) => boolean): void => {
		const found = [...free].find(isIt);
		if (found !== undefined) {
			free.delete(found);
			pairs.set(one, found);
		}
	};
	for (const one of expected) {
		take(one, (object) => one.sha256 !== undefined && fingerprintOf(object) === one.sha256);
	}
	for (const one of expected.filter((each) => !pairs.has(each))) {
		const kinds: readonly string[] = kindsOf(one) ?? [];
		take(
			one,
			(object) =>
				fingerprintOf(object) === undefined &&
				object.within === undefined &&
				object.label === one.label &&
				kinds.includes(object.kind satisfies ObjectKind),
		);
	}
	return pairs;
}

/** Lower-case hex SHA-256 of an object's DER; there is none of a key. */
function fingerprintOf(object: LocatedObject): string | undefined {
	switch (object.kind) {
		case 'certificate':
			return object.certificate.fingerprintSha256;
		case 'certificateRequest':
			return object.request.fingerprintSha256;
		case 'crl':
			return object.crl.fingerprintSha256;
		default:
			return undefined;
	}
}
