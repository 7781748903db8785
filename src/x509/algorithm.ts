import { ByteCache } from './byteCache';
import {
	contextTag,
	emptyReader,
	readObjectIdentifier,
	readSmallInteger,
	tags,
	toHex,
	type DerReader,
} from './der';

/** A signature algorithm identifier, decoded as far as a check needs it. */
export interface SignatureAlgorithm {
	readonly oid: string;
	/** OpenSSL's long name, such as `ecdsa-with-SHA256`; the OID if unknown. */
	readonly name: string;
	/** Digest name as `node:crypto` takes it; undefined where the algorithm brings its own (Ed25519) or is unknown. */
	readonly hash: string | undefined;
	/** The kind of key that makes such signatures; undefined if unknown. */
	readonly keyAlgorithm: KeyAlgorithm | undefined;
	/** RSASSA-PSS parameters (RFC 4055 3.1). */
	readonly pss?: { readonly saltLength: number; readonly mgfHash: string };
	/** The whole AlgorithmIdentifier in hex, to compare the two of a certificate (RFC 5280 4.1.1.2). */
	readonly encoded: string;
}

/** Key algorithms by the names that the command line prints. */
export type KeyAlgorithm =
	| 'RSA'
	| 'EC'
	| 'DSA'
	| 'DH'
	| 'Ed25519'
	| 'Ed448'
	| 'X25519'
	| 'X448'
	| 'ML-DSA-44'
	| 'ML-DSA-65'
	| 'ML-DSA-87'
	| 'ML-KEM-512'
	| 'ML-KEM-768'
	| 'ML-KEM-1024';

const pssOid = '1.2.840.113549.1.1.10';

/** OID to OpenSSL's long name, digest and key kind (RFC 8017, 5758, 8410, 9881; SLH-DSA by RFC 9909). */
const signatureAlgorithms: Readonly<
	Record<string, readonly [name: string, hash?: string | undefined, key?: KeyAlgorithm]>
> = {
	'1.2.840.113549.1.1.2': ['md2WithRSAEncryption', 'md2', 'RSA'],
	'1.2.840.113549.1.1.4': ['md5WithRSAEncryption', 'md5', 'RSA'],
	'1.2.840.113549.1.1.5': ['sha1WithRSAEncryption', 'sha1', 'RSA'],
	'1.3.14.3.2.29': ['sha1WithRSA', 'sha1', 'RSA'],
	'1.2.840.113549.1.1.14': ['sha224WithRSAEncryption', 'sha224', 'RSA'],
	'1.2.840.113549.1.1.11': ['sha256WithRSAEncryption', 'sha256', 'RSA'],
	'1.2.840.113549.1.1.12': ['sha384WithRSAEncryption', 'sha384', 'RSA'],
	'1.2.840.113549.1.1.13': ['sha512WithRSAEncryption', 'sha512', 'RSA'],
	'2.16.840.1.101.3.4.3.13': ['RSA-SHA3-224', 'sha3-224', 'RSA'],
	'2.16.840.1.101.3.4.3.14': ['RSA-SHA3-256', 'sha3-256', 'RSA'],
	'2.16.840.1.101.3.4.3.15': ['RSA-SHA3-384', 'sha3-384', 'RSA'],
	'2.16.840.1.101.3.4.3.16': ['RSA-SHA3-512', 'sha3-512', 'RSA'],
	[pssOid]: ['rsassaPss', 'sha1', 'RSA'],
	'1.2.840.10045.4.1': ['ecdsa-with-SHA1', 'sha1', 'EC'],
	'1.2.840.10045.4.3.1': ['ecdsa-with-SHA224', 'sha224', 'EC'],
	'1.2.840.10045.4.3.2': ['ecdsa-with-SHA256', 'sha256', 'EC'],
	'1.2.840.10045.4.3.3': ['ecdsa-with-SHA384', 'sha384', 'EC'],
	'1.2.840.10045.4.3.4': ['ecdsa-with-SHA512', 'sha512', 'EC'],
	'2.16.840.1.101.3.4.3.9': ['ecdsa_with_SHA3-224', 'sha3-224', 'EC'],
	'2.16.840.1.101.3.4.3.10': ['ecdsa_with_SHA3-256', 'sha3-256', 'EC'],
	'2.16.840.1.101.3.4.3.11': ['ecdsa_with_SHA3-384', 'sha3-384', 'EC'],
	'2.16.840.1.101.3.4.3.12': ['ecdsa_with_SHA3-512', 'sha3-512', 'EC'],
	'1.2.840.10040.4.3': ['dsaWithSHA1', 'sha1', 'DSA'],
	'2.16.840.1.101.3.4.3.1': ['dsa_with_SHA224', 'sha224', 'DSA'],
	'2.16.840.1.101.3.4.3.2': ['dsa_with_SHA256', 'sha256', 'DSA'],
	'2.16.840.1.101.3.4.3.3': ['dsa_with_SHA384', 'sha384', 'DSA'],
	'2.16.840.1.101.3.4.3.4': ['dsa_with_SHA512', 'sha512', 'DSA'],
	'1.3.101.112': ['ED25519', undefined, 'Ed25519'],
	'1.3.101.113': ['ED448', undefined, 'Ed448'],
	'2.16.840.1.101.3.4.3.17': ['ML-DSA-44', undefined, 'ML-DSA-44'],
	'2.16.840.1.101.3.4.3.18': ['ML-DSA-65', undefined, 'ML-DSA-65'],
	'2.16.840.1.101.3.4.3.19': ['ML-DSA-87', undefined, 'ML-DSA-87'],
	'2.16.840.1.101.3.4.3.20': ['SLH-DSA-SHA2-128s'],
	'2.16.840.1.101.3.4.3.21': ['SLH-DSA-SHA2-128f'],
	'2.16.840.1.101.3.4.3.22': ['SLH-DSA-SHA2-192s'],
	'2.16.840.1.101.3.4.3.23': ['SLH-DSA-SHA2-192f'],
	'2.16.840.1.101.3.4.3.24': ['SLH-DSA-SHA2-256s'],
	'2.16.840.1.101.3.4.3.25': ['SLH-DSA-SHA2-256f'],
	'2.16.840.1.101.3.4.3.26': ['SLH-DSA-SHAKE-128s'],
	'2.16.840.1.101.3.4.3.27': ['SLH-DSA-SHAKE-128f'],
	'2.16.840.1.101.3.4.3.28': ['SLH-DSA-SHAKE-192s'],
	'2.16.840.1.101.3.4.3.29': ['SLH-DSA-SHAKE-192f'],
	'2.16.840.1.101.3.4.3.30': ['SLH-DSA-SHAKE-256s'],
	'2.16.840.1.101.3.4.3.31': ['SLH-DSA-SHAKE-256f'],
	'1.2.156.10197.1.501': ['SM2-with-SM3'],
};

/** The name of an SLH-DSA parameter set, which is that of its keys as well; undefined for any other OID. */
export function slhDsaName(oid: string): string | undefined {
	const [name] = signatureAlgorithms[oid] ?? [];
	return name?.startsWith('SLH-DSA-') === true ? name : undefined;
}

const digests: Readonly<Record<string, string>> = {
	'1.2.840.113549.2.5': 'md5',
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
	'2.16.840.1.101.3.4.2.4': 'sha224',
};

// Algorithm identifiers repeat from certificate to certificate; decoded once each, content addressed.
const decoded = new ByteCache<SignatureAlgorithm>(256);

/** Decodes the AlgorithmIdentifier that `reader` moves to. */
export function readSignatureAlgorithm(reader: DerReader): SignatureAlgorithm {
	return decoded.read(reader.next(tags.sequence), decode);
}

function decode(element: DerReader): SignatureAlgorithm {
	const encoded = toHex(element.element());
	const reader = element.inner();
	const oid = readObjectIdentifier(reader.next(tags.objectIdentifier));
	const [name = oid, hash, keyAlgorithm] = signatureAlgorithms[oid] ?? [];
	if (oid !== pssOid) {
		return { oid, name, hash, keyAlgorithm, encoded };
	}
	// RFC 4055 3.1: every parameter has a default; a digest that is not known leaves the check undone.
	let pssHash: string | undefined = 'sha1';
	let mgfHash: string | undefined = 'sha1';
	let saltLength = 20;
	const parameters = reader.nextIf(tags.sequence) ? reader.inner() : emptyReader;
	if (parameters.nextIf(contextTag(0, true))) {
		pssHash = readDigest(parameters.inner());
	}
	if (parameters.nextIf(contextTag(1, true))) {
		const mask = parameters.inner().next(tags.sequence).inner();
		mask.next(tags.objectIdentifier);
		mgfHash = readDigest(mask);
	}
	if (parameters.nextIf(contextTag(2, true))) {
		saltLength = readSmallInteger(parameters.inner().next(tags.integer));
	}
	// OpenSSL, and so node:crypto, checks with the message digest as mask digest unless told otherwise.
	if (pssHash === undefined || mgfHash !== pssHash) {
		return { oid, name, hash: undefined, keyAlgorithm: undefined, encoded };
	}
	return { oid, name, hash: pssHash, keyAlgorithm, pss: { saltLength, mgfHash }, encoded };
}

function readDigest(reader: DerReader): string | undefined {
	const oid = reader.next(tags.sequence).inner().next(tags.objectIdentifier);
	return digests[readObjectIdentifier(oid)];
}
