import { slhDsaName, type KeyAlgorithm } from './algorithm';
import { sha256 } from './crypto';
import {
	DerError,
	DerReader,
	readBitStringOctets,
	readIntegerHex,
	readObjectIdentifier,
	tags,
} from './der';
import { element, nullValue, objectIdentifier, sequence } from './derWriter';

/** A decoded SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
export interface PublicKey {
	/** Key algorithm name; the OID if unknown. */
	readonly algorithm: KeyAlgorithm | (string & {});
	/** `P-256`, `secp256k1`, ...; the OID of an unknown curve, `explicit` for explicit parameters; null unless EC. */
	readonly curve: string | null;
	/** Bits: modulus for RSA, prime for DSA and DH, field size for EC, 256 for Ed25519; null if unknown. */
	readonly keySize: number | null;
	/** RSA public exponent in decimal; null otherwise, and where it is longer than any library takes. */
	readonly exponent: string | null;
	/** The whole SubjectPublicKeyInfo in DER. */
	readonly spki: Uint8Array;
	/** Lower-case hex SHA-256 of `spki`: what pairs a key with its certificate. */
	readonly spkiSha256: string;
	/** Content of the BIT STRING, over which RFC 5280 4.2.1.2 method 1 key identifiers are made. */
	readonly subjectPublicKey: Uint8Array;
}

/** Named curves (SEC 2, RFC 5639): name and field size in bits. */
const curves: Readonly<Record<string, readonly [name: string, bits: number]>> = {
	'1.2.840.10045.3.1.1': ['P-192', 192],
	'1.3.132.0.33': ['P-224', 224],
	'1.2.840.10045.3.1.7': ['P-256', 256],
	'1.3.132.0.34': ['P-384', 384],
	'1.3.132.0.35': ['P-521', 521],
	'1.3.132.0.10': ['secp256k1', 256],
	'1.3.36.3.3.2.8.1.1.1': ['brainpoolP160r1', 160],
	'1.3.36.3.3.2.8.1.1.3': ['brainpoolP192r1', 192],
	'1.3.36.3.3.2.8.1.1.5': ['brainpoolP224r1', 224],
	'1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
	'1.3.36.3.3.2.8.1.1.9': ['brainpoolP320r1', 320],
	'1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
	'1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
	'1.2.156.10197.1.301': ['SM2', 256],
};

/** Key algorithms without parameters: name and the size that the command line prints. */
const plainAlgorithms: Readonly<
	Record<string, readonly [name: KeyAlgorithm, bits: number | null]>
> = {
	'1.3.101.112': ['Ed25519', 256],
	'1.3.101.113': ['Ed448', 456],
	'1.3.101.110': ['X25519', 256],
	'1.3.101.111': ['X448', 448],
	'2.16.840.1.101.3.4.3.17': ['ML-DSA-44', null],
	'2.16.840.1.101.3.4.3.18': ['ML-DSA-65', null],
	'2.16.840.1.101.3.4.3.19': ['ML-DSA-87', null],
	'2.16.840.1.101.3.4.4.1': ['ML-KEM-512', null],
	'2.16.840.1.101.3.4.4.2': ['ML-KEM-768', null],
	'2.16.840.1.101.3.4.4.3': ['ML-KEM-1024', null],
};

/** OIDs of RSA keys: PKCS #1, keys restricted to PSS or OAEP (RFC 4055), and X.509's own of 1988. */
const rsaOids = new Set([
	'1.2.840.113549.1.1.1',
	'1.2.840.113549.1.1.10',
	'1.2.840.113549.1.1.7',
	'2.5.8.1.1',
]);
const ecOid = '1.2.840.10045.2.1';
const dsaOid = '1.2.840.10040.4.1';
/** Diffie-Hellman keys of PKCS #3, and of X9.42 (RFC 3279 2.3.3). */
const dhOids = new Set(['1.2.840.113549.1.3.1', '1.2.840.10046.2.1']);

/** Decodes the SubjectPublicKeyInfo that `reader` moves to. */
export function readPublicKey(reader: DerReader): PublicKey {
	reader.next(tags.sequence);
	const spki = reader.element();
	const outer = reader.inner();
	const algorithm = outer.next(tags.sequence).inner();
	const oid = readObjectIdentifier(algorithm.next(tags.objectIdentifier));
	const subjectPublicKey = readBitStringOctets(outer.next(tags.bitString));
	outer.expectEnd();
	const kind = readKind(oid, algorithm, subjectPublicKey);
	return {
		algorithm: kind.algorithm,
		curve: kind.curve ?? null,
		keySize: kind.keySize,
		exponent: kind.exponent ?? null,
		spki,
		spkiSha256: sha256(spki),
		subjectPublicKey,
	};
}

/** Decodes a SubjectPublicKeyInfo from its own DER. */
export function parsePublicKey(der: Uint8Array): PublicKey {
	const reader = new DerReader(der);
	const key = readPublicKey(reader);
	reader.expectEnd();
	return key;
}

/** Wraps a PKCS #1 RSAPublicKey (`RSA PUBLIC KEY`) into a SubjectPublicKeyInfo. */
export function wrapRsaPublicKey(der: Uint8Array): Uint8Array {
	const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue());
	return sequence(algorithm, element(tags.bitString, Uint8Array.of(0), der));
}

/** One line for people: `EC P-256`, `RSA 2048`, `Ed25519`. */
export function describeKey(key: PublicKey): string {
	if (key.algorithm === 'EC') {
		return `EC ${key.curve ?? 'unknown curve'}`;
	}
	return ['RSA', 'DSA', 'DH'].includes(key.algorithm)
		? `${key.algorithm} ${key.keySize ?? 'of unknown size'}`
		: key.algorithm;
}

/** What the algorithm and its parameters say of a key; `curve` and `exponent` where it has one. */
interface KeyKind {
	readonly algorithm: PublicKey['algorithm'];
	readonly keySize: number | null;
	readonly curve?: string;
	readonly exponent?: string | null;
}

function readKind(oid: string, algorithm: DerReader, subjectPublicKey: Uint8Array): KeyKind {
	if (rsaOids.has(oid)) {
		return readRsa(subjectPublicKey);
	}
	if (oid === ecOid) {
		return readCurve(algorithm);
	}
	if (oid === dsaOid) {
		return { algorithm: 'DSA', keySize: readPrimeSize(algorithm) };
	}
	if (dhOids.has(oid)) {
		return { algorithm: 'DH', keySize: readPrimeSize(algorithm) };
	}
	// An SLH-DSA key has the OID of its signatures (RFC 9909 4).
	const [name, keySize] = plainAlgorithms[oid] ?? [slhDsaName(oid) ?? oid, null];
	return { algorithm: name, keySize };
}

function readRsa(der: Uint8Array): KeyKind {
	try {
		const sequence = new DerReader(der).next(tags.sequence).inner();
		const keySize = bitLength(sequence.next(tags.integer));
		const exponent = readIntegerHex(sequence.next(tags.integer));
		// OpenSSL takes moduli up to 16,384 bits, and no exponent is longer than its modulus.
		const isReadable = exponent.length <= 4096;
		return { algorithm: 'RSA', keySize, exponent: isReadable ? decimal(exponent) : null };
	} catch (error) {
		if (error instanceof DerError) {
			return { algorithm: 'RSA', keySize: null };
		}
		throw error;
	}
}

/** Decimal text of a number in hex; 12 digits, more than the usual exponents have, fit a `number`. */
function decimal(hex: string): string {
	return (hex.length <= 12 ? Number.parseInt(hex, 16) : BigInt(`0x${hex}`)).toString();
}

function readCurve(algorithm: DerReader): KeyKind {
	if (algorithm.nextIf(tags.sequence)) {
		return { algorithm: 'EC', curve: 'explicit', keySize: readExplicitSize(algorithm.inner()) };
	}
	if (!algorithm.nextIf(tags.objectIdentifier)) {
		return { algorithm: 'EC', curve: 'implicit', keySize: null };
	}
	const oid = readObjectIdentifier(algorithm);
	const [curve, keySize] = curves[oid] ?? [oid, null];
	return { algorithm: 'EC', curve, keySize };
}

/** Bits of the prime field in explicit ECParameters (RFC 3279 2.3.5); null for other fields. */
function readExplicitSize(parameters: DerReader): number | null {
	try {
		const field = parameters.next(tags.integer).next(tags.sequence).inner();
		const oid = readObjectIdentifier(field.next(tags.objectIdentifier));
		return oid === '1.2.840.10045.1.1' ? bitLength(field.next(tags.integer)) : null;
	} catch (error) {
		if (error instanceof DerError) {
			return null;
		}
		throw error;
	}
}

/** The prime comes first in the parameters of DSA and Diffie-Hellman; without any they are the issuer's. */
function readPrimeSize(algorithm: DerReader): number | null {
	return algorithm.nextIf(tags.sequence) ? bitLength(algorithm.inner().next(tags.integer)) : null;
}

/** Bits of the current INTEGER, its sign octet not counted. */
function bitLength({ bytes, contentStart, end }: DerReader): number {
	const start = bytes[contentStart] === 0 ? contentStart + 1 : contentStart;
	return start >= end ? 0 : (end - start) * 8 - Math.clz32(bytes[start] ?? 0) + 24;
}
