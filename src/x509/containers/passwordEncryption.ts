import type { BerReader } from '../ber';
import { strictly } from '../ber';
import { DerError, readObjectIdentifier, readSmallInteger, tags } from '../der';

/** How something is encrypted with a passphrase, read from its AlgorithmIdentifier; no passphrase is needed to see this. */
export interface PasswordEncryption {
	/** For people: `PBES2, AES-256-CBC` or `PKCS #12, RC2-40`; the OID if unknown. */
	readonly name: string;
	readonly cipher: Cipher | undefined;
	readonly derivation: KeyDerivation | undefined;
}

/** A block cipher in CBC mode with the number of octets of its key and of its block. */
export interface Cipher {
	readonly name: string;
	/** As `node:crypto` calls it; `rc2` is decrypted here, `des` as 3DES with three equal keys. */
	readonly algorithm:
		'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc' | 'des' | 'rc2';
	readonly keyLength: number;
	readonly blockLength: 8 | 16;
	/** Given beside the ciphertext in PBES2, derived with the key elsewhere. */
	readonly iv?: Uint8Array;
	/** RC2 only: bits of the key that matter (RFC 2268 6). */
	readonly effectiveBits?: number;
}

/** How a passphrase becomes a key. */
export type KeyDerivation =
	| {
			/** RFC 7292 B, RFC 8018 5.1 and 5.2. */
			readonly scheme: 'pkcs12' | 'pbkdf1' | 'pbkdf2';
			/** As `node:crypto` calls it. */
			readonly hash: string;
			readonly salt: Uint8Array;
			readonly iterations: number;
			readonly keyLength?: number | undefined;
	  }
	| {
			/** RFC 7914 7. */
			readonly scheme: 'scrypt';
			readonly salt: Uint8Array;
			readonly cost: number;
			readonly blockSize: number;
			readonly parallelization: number;
	  };

const pbes2Oid = '1.2.840.113549.1.5.13';
const pbkdf2Oid = '1.2.840.113549.1.5.12';
const scryptOid = '1.3.6.1.4.1.11591.4.11';

const tripleDes: Cipher = {
	name: '3DES-CBC',
	algorithm: 'des-ede3-cbc',
	keyLength: 24,
	blockLength: 8,
};
const des: Cipher = { name: 'DES-CBC', algorithm: 'des', keyLength: 8, blockLength: 8 };
const rc2 = (bits: number): Cipher => ({
	name: `RC2-${bits}`,
	algorithm: 'rc2',
	keyLength: bits / 8,
	blockLength: 8,
	effectiveBits: bits,
});
const aes = (bits: 128 | 192 | 256): Cipher => ({
	name: `AES-${bits}-CBC`,
	algorithm: `aes-${bits}-cbc`,
	keyLength: bits / 8,
	blockLength: 16,
});

/** Schemes that name cipher and derivation at once (RFC 7292 C, RFC 8018 A.3); without a cipher they are only named. */
const schemes: Readonly<
	Record<
		string,
		readonly [name: string, scheme?: 'pkcs12' | 'pbkdf1', hash?: string, cipher?: Cipher]
	>
> = {
	'1.2.840.113549.1.12.1.1': ['PKCS #12, RC4-128'],
	'1.2.840.113549.1.12.1.2': ['PKCS #12, RC4-40'],
	'1.2.840.113549.1.12.1.3': ['PKCS #12, 3DES', 'pkcs12', 'sha1', tripleDes],
	'1.2.840.113549.1.12.1.4': [
		'PKCS #12, 3DES with two keys',
		'pkcs12',
		'sha1',
		{ ...tripleDes, keyLength: 16 },
	],
	'1.2.840.113549.1.12.1.5': ['PKCS #12, RC2-128', 'pkcs12', 'sha1', rc2(128)],
	'1.2.840.113549.1.12.1.6': ['PKCS #12, RC2-40', 'pkcs12', 'sha1', rc2(40)],
	'1.2.840.113549.1.5.1': ['PBES1, MD2, DES-CBC'],
	'1.2.840.113549.1.5.3': ['PBES1, MD5, DES-CBC', 'pbkdf1', 'md5', des],
	'1.2.840.113549.1.5.4': ['PBES1, MD2, RC2-CBC'],
	'1.2.840.113549.1.5.6': ['PBES1, MD5, RC2-CBC', 'pbkdf1', 'md5', { ...rc2(64), name: 'RC2-CBC' }],
	'1.2.840.113549.1.5.10': ['PBES1, SHA-1, DES-CBC', 'pbkdf1', 'sha1', des],
	'1.2.840.113549.1.5.11': [
		'PBES1, SHA-1, RC2-CBC',
		'pbkdf1',
		'sha1',
		{ ...rc2(64), name: 'RC2-CBC' },
	],
	'1.3.6.1.4.1.42.2.17.1.1': ['Java key protector, SHA-1'],
	'1.3.6.1.4.1.42.2.19.1': ['JCEKS, MD5 and 3DES'],
};

/** Ciphers of PBES2 (RFC 8018 B.2, RFC 3565). */
const ciphers: Readonly<Record<string, Cipher>> = {
	'2.16.840.1.101.3.4.1.2': aes(128),
	'2.16.840.1.101.3.4.1.22': aes(192),
	'2.16.840.1.101.3.4.1.42': aes(256),
	'1.2.840.113549.3.7': tripleDes,
	'1.3.14.3.2.7': des,
};

const rc2Oid = '1.2.840.113549.3.2';
const otherCiphers: Readonly<Record<string, string>> = {
	[rc2Oid]: 'RC2-CBC',
	'2.16.840.1.101.3.4.1.6': 'AES-128-GCM',
	'2.16.840.1.101.3.4.1.26': 'AES-192-GCM',
	'2.16.840.1.101.3.4.1.46': 'AES-256-GCM',
	'1.2.643.2.2.21': 'GOST 28147-89',
	'1.2.392.200011.61.1.1.1.4': 'Camellia-256-CBC',
};

/** Pseudo-random functions of PBKDF2 and MACs (RFC 8018 B.1). */
const hmacHashes: Readonly<Record<string, string>> = {
	'1.2.840.113549.2.7': 'sha1',
	'1.2.840.113549.2.8': 'sha224',
	'1.2.840.113549.2.9': 'sha256',
	'1.2.840.113549.2.10': 'sha384',
	'1.2.840.113549.2.11': 'sha512',
	'1.2.840.113549.2.12': 'sha512-224',
	'1.2.840.113549.2.13': 'sha512-256',
	'2.16.840.1.101.3.4.2.14': 'sha3-256',
};

/** Reads the AlgorithmIdentifier that the reader stands on. */
export function readPasswordEncryption(element: BerReader): PasswordEncryption {
	const reader = element.inner();
	const oid = readOid(reader.next(tags.objectIdentifier));
	if (oid === pbes2Oid) {
		return readPbes2(reader.next(tags.sequence).inner());
	}
	const [name = oid, scheme, hash, cipher] = schemes[oid] ?? [];
	if (scheme === undefined || hash === undefined || cipher === undefined) {
		return { name, cipher: undefined, derivation: undefined };
	}
	const parameters = reader.next(tags.sequence).inner();
	const salt = parameters.next().string().bytes;
	const iterations = readCount(parameters.next(tags.integer));
	return { name, cipher, derivation: { scheme, hash, salt, iterations } };
}

/** The same in the words of a sentence: `AES-256, 2048 iterations`. */
export function iterationsOf({ derivation }: PasswordEncryption): number | undefined {
	return derivation === undefined || derivation.scheme === 'scrypt'
		? undefined
		: derivation.iterations;
}

/** PBES2-params (RFC 8018 A.4): a key derivation and a cipher. */
function readPbes2(parameters: BerReader): PasswordEncryption {
	const derivation = readDerivation(parameters.next(tags.sequence));
	const scheme = parameters.next(tags.sequence).inner();
	const oid = readOid(scheme.next(tags.objectIdentifier));
	const known = ciphers[oid];
	const name = `PBES2, ${known?.name ?? otherCiphers[oid] ?? oid}`;
	if (known !== undefined && scheme.hasMore) {
		const iv = scheme.next(tags.octetString).string().bytes;
		return { name, cipher: { ...known, iv }, derivation };
	}
	if (oid === rc2Oid && scheme.hasMore) {
		return { name, cipher: readRc2(scheme.next(tags.sequence).inner()), derivation };
	}
	return { name, cipher: undefined, derivation };
}

/** Versions that stand for the usual numbers of bits (RFC 8018 B.2.3). */
const rc2Versions: Readonly<Record<number, number>> = { 160: 40, 120: 64, 58: 128 };

function readRc2(parameters: BerReader): Cipher | undefined {
	const version = parameters.nextIf(tags.integer) ? readCount(parameters) : 0;
	const bits = version >= 256 ? version : rc2Versions[version];
	const iv = parameters.next(tags.octetString).string().bytes;
	return bits === undefined ? undefined : { ...rc2(bits), name: `RC2-${bits}`, iv };
}

/** A key derivation function of PBES2 or PBMAC1; undefined if it is none that is known. */
export function readDerivation(element: BerReader): KeyDerivation | undefined {
	const reader = element.inner();
	const oid = readOid(reader.next(tags.objectIdentifier));
	if (oid === scryptOid) {
		const parameters = reader.next(tags.sequence).inner();
		return {
			scheme: 'scrypt',
			salt: parameters.next(tags.octetString).string().bytes,
			cost: readCount(parameters.next(tags.integer)),
			blockSize: readCount(parameters.next(tags.integer)),
			parallelization: readCount(parameters.next(tags.integer)),
		};
	}
	if (oid !== pbkdf2Oid) {
		return undefined;
	}
	const parameters = reader.next(tags.sequence).inner();
	const salt = parameters.next(tags.octetString).string().bytes;
	const iterations = readCount(parameters.next(tags.integer));
	const keyLength = parameters.nextIf(tags.integer) ? readCount(parameters) : undefined;
	const hash = parameters.nextIf(tags.sequence) ? readHmac(parameters) : 'sha1';
	return hash === undefined ? undefined : { scheme: 'pbkdf2', hash, salt, iterations, keyLength };
}

/** The digest of the HMAC whose AlgorithmIdentifier the reader stands on; undefined if unknown. */
export function readHmac(element: BerReader): string | undefined {
	return hmacHashes[readOid(element.inner().next(tags.objectIdentifier))];
}

/** The OBJECT IDENTIFIER that the reader stands on. */
export function readOid(reader: BerReader): string {
	if (reader.tag !== tags.objectIdentifier) {
		throw reader.error('der-unexpected-tag');
	}
	return strictly(reader, readObjectIdentifier);
}

/** A number of times, bits or octets: what is negative or beyond 32 bits is not one. */
export function readCount(reader: BerReader): number {
	try {
		return strictly(reader, readSmallInteger);
	} catch (error) {
		// Told as a number that is too large, not as bytes that cannot be read.
		if (error instanceof DerError && error.code === 'der-integer-out-of-range') {
			return Infinity;
		}
		throw error;
	}
}

/** How people write the digests that `node:crypto` knows by other names. */
export function hashName(hash: string): string {
	return hash.startsWith('sha3-')
		? hash.toUpperCase()
		: hash
				.replace(/^sha/, 'SHA-')
				.replace(/^SHA-(\d+)-(\d+)$/, 'SHA-$1/$2')
				.replace('md5', 'MD5');
}
