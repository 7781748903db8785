import {
	constants,
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	type KeyObject,
} from 'node:crypto';
import { DerReader } from '../../src/x509/der';
import { integer, nullValue, objectIdentifier, sequence, explicit } from './der';

/** Key types of tests: those of the product and those it warns of or cannot use. */
export type TestKeyType =
	| 'p256'
	| 'p384'
	| 'p521'
	| 'secp256k1'
	| 'rsa1024'
	| 'rsa2048'
	| 'rsa3072'
	| 'rsa4096'
	| 'ed25519'
	| 'ed448'
	| 'dsa2048';

/** A key pair of a test. */
export interface TestKey {
	readonly privateKey: KeyObject;
	/** SubjectPublicKeyInfo in DER. */
	readonly spki: Buffer;
	/** Unencrypted PKCS#8 PEM. */
	readonly privateKeyPem: string;
}

/** How a certificate is signed. */
export interface TestSigning {
	readonly hash?: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | undefined;
	/** RSASSA-PSS instead of PKCS #1 v1.5. */
	readonly isPss?: boolean | undefined;
}

/** Makes a fresh key pair; of RSA, which is slow to make, it takes turns with three of each size. */
export function testKey(type: TestKeyType = 'p256'): TestKey {
	if (!type.startsWith('rsa')) {
		return testKeyOf(generate(type));
	}
	const known = rsaKeys.get(type) ?? [];
	const key = known.length < 3 ? testKeyOf(generate(type)) : known[0]!;
	rsaKeys.set(type, [...known.slice(-2), key]);
	return key;
}

const rsaKeys = new Map<TestKeyType, readonly TestKey[]>();

/** Wraps a private key that a test has from elsewhere; PEM or KeyObject. */
export function testKeyOf(key: KeyObject | string): TestKey {
	const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
	return {
		privateKey,
		spki: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
		privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
	};
}

/** SHA-1 of the subjectPublicKey bits (RFC 5280 4.2.1.2 method 1). */
export function keyIdentifierOf(key: TestKey): Buffer {
	const subjectPublicKey = new DerReader(key.spki).next().inner().next().next().content();
	return createHash('sha1').update(subjectPublicKey.subarray(1)).digest();
}

/** The AlgorithmIdentifier of a signature and the function that makes it. */
export function signerFor(
	key: TestKey,
	{ hash, isPss = false }: TestSigning = {},
): { readonly algorithm: Buffer; sign(bytes: Uint8Array): Buffer } {
	const { privateKey } = key;
	const type = privateKey.asymmetricKeyType!;
	if (type === 'ed25519' || type === 'ed448') {
		const oid = type === 'ed25519' ? '1.3.101.112' : '1.3.101.113';
		return {
			algorithm: sequence(objectIdentifier(oid)),
			sign: (bytes) => sign(null, bytes, privateKey),
		};
	}
	const digest = hash ?? 'sha256';
	if (isPss) {
		return {
			algorithm: pssAlgorithm(digest),
			sign: (bytes) =>
				sign(digest, bytes, {
					key: privateKey,
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
				}),
		};
	}
	const oid = signatureOids[type]?.[digest];
	if (oid === undefined) {
		throw new Error(`no signature algorithm for ${type} with ${digest}`);
	}
	return {
		algorithm:
			type === 'rsa'
				? sequence(objectIdentifier(oid), nullValue())
				: sequence(objectIdentifier(oid)),
		sign: (bytes) => sign(digest, bytes, privateKey),
	};
}

function generate(type: TestKeyType): KeyObject {
	switch (type) {
		case 'p256':
			return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
		case 'p384':
			return generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
		case 'p521':
			return generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey;
		case 'secp256k1':
			return generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
		case 'ed25519':
			return generateKeyPairSync('ed25519').privateKey;
		case 'ed448':
			return generateKeyPairSync('ed448').privateKey;
		case 'dsa2048':
			return generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey;
		default:
			return generateKeyPairSync('rsa', { modulusLength: Number(type.slice(3)) }).privateKey;
	}
}

const signatureOids: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	rsa: {
		md5: '1.2.840.113549.1.1.4',
		sha1: '1.2.840.113549.1.1.5',
		sha224: '1.2.840.113549.1.1.14',
		sha256: '1.2.840.113549.1.1.11',
		sha384: '1.2.840.113549.1.1.12',
		sha512: '1.2.840.113549.1.1.13',
	},
	ec: {
		sha1: '1.2.840.10045.4.1',
		sha224: '1.2.840.10045.4.3.1',
		sha256: '1.2.840.10045.4.3.2',
		sha384: '1.2.840.10045.4.3.3',
		sha512: '1.2.840.10045.4.3.4',
	},
	dsa: { sha1: '1.2.840.10040.4.3', sha256: '2.16.840.1.101.3.4.3.2' },
};

/** RFC 4055 3.1, with the salt as long as the digest. */
function pssAlgorithm(digest: string): Buffer {
	const [oid, length] = pssDigests[digest] ?? [];
	if (oid === undefined || length === undefined) {
		throw new Error(`no RSASSA-PSS with ${digest} here`);
	}
	const hash = sequence(objectIdentifier(oid), nullValue());
	return sequence(
		objectIdentifier('1.2.840.113549.1.1.10'),
		sequence(
			explicit(0, hash),
			explicit(1, sequence(objectIdentifier('1.2.840.113549.1.1.8'), hash)),
			explicit(2, integer(length)),
		),
	);
}

const pssDigests: Readonly<Record<string, readonly [string, number]>> = {
	sha256: ['2.16.840.1.101.3.4.2.1', 32],
	sha384: ['2.16.840.1.101.3.4.2.2', 48],
	sha512: ['2.16.840.1.101.3.4.2.3', 64],
};
