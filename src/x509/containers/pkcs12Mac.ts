import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BerReader } from '../ber';
import { tags } from '../der';
import { Obstacle, type Passphrase } from './passphrase';
import {
	readCount,
	readDerivation,
	readHmac,
	readOid,
	type KeyDerivation,
} from './passwordEncryption';

/** What tells whether a PKCS #12 file is whole and the passphrase right (RFC 7292 4). */
export interface Mac {
	/** As `node:crypto` calls the digest; undefined if it is not known. */
	readonly hash: string | undefined;
	/** The digest's OID, or that of PBMAC1 (RFC 9579). */
	readonly oid: string;
	readonly isPbmac1: boolean;
	readonly iterations: number | undefined;
	/** Octets of salt. */
	readonly saltLength: number;
	readonly derivation: KeyDerivation | undefined;
	readonly digest: Uint8Array;
}

const pbmac1Oid = '1.2.840.113549.1.5.14';

const digests: Readonly<Record<string, string>> = {
	'1.2.840.113549.2.5': 'md5',
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.4': 'sha224',
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
	'2.16.840.1.101.3.4.2.6': 'sha512-256',
};

/** Reads the MacData that the reader stands on. */
export function readMac(element: BerReader): Mac {
	const reader = element.inner();
	const info = reader.next(tags.sequence).inner();
	const algorithm = info.next(tags.sequence);
	const parameters = algorithm.inner();
	const oid = readOid(parameters.next(tags.objectIdentifier));
	const isPbmac1 = oid === pbmac1Oid;
	const digest = isPbmac1 ? readPbmac1(parameters) : { hash: digests[oid], derivation: undefined };
	const octets = info.next(tags.octetString).string().bytes;
	const salt = reader.next(tags.octetString).string().bytes;
	// RFC 7292 4: one iteration unless another number is given; PBMAC1 has its own.
	const iterations = reader.nextIf(tags.integer) ? readCount(reader) : 1;
	if (isPbmac1) {
		const { derivation } = digest;
		const isPbkdf2 = derivation !== undefined && derivation.scheme !== 'scrypt';
		return {
			...digest,
			oid,
			isPbmac1,
			iterations: isPbkdf2 ? derivation.iterations : undefined,
			saltLength: derivation?.salt.length ?? 0,
			digest: octets,
		};
	}
	const { hash } = digest;
	const derivation =
		hash === undefined ? undefined : ({ scheme: 'pkcs12', hash, salt, iterations } as const);
	return { hash, oid, isPbmac1, iterations, saltLength: salt.length, derivation, digest: octets };
}

/** RFC 9579 3: a key derivation and an HMAC. */
function readPbmac1(parameters: BerReader): {
	hash: string | undefined;
	derivation: KeyDerivation | undefined;
} {
	const reader = parameters.next(tags.sequence).inner();
	const derivation = readDerivation(reader.next(tags.sequence));
	return { derivation, hash: readHmac(reader.next(tags.sequence)) };
}

/** Octets of the key that PBMAC1 asks for; RFC 9579 5 wants at least 20, and none is longer than a block. */
const longestMacKey = 128;

/** True if the MAC over the contents is this passphrase's; an `Obstacle` if that cannot be told. */
export function fits(mac: Mac, passphrase: Passphrase, content: Uint8Array): boolean {
	const { hash, derivation, isPbmac1, digest, oid } = mac;
	if (hash === undefined || derivation === undefined) {
		throw new Obstacle('unsupported-encryption', isPbmac1 ? 'PBMAC1' : oid);
	}
	const length = isPbmac1 ? keyLengthOf(derivation) : digest.length;
	return passphrase.macKeys(derivation, length).some((key) => {
		const expected = createHmac(hash, key).update(content).digest();
		return expected.length === digest.length && timingSafeEqual(expected, digest);
	});
}

function keyLengthOf(derivation: KeyDerivation): number {
	const length = derivation.scheme === 'scrypt' ? undefined : derivation.keyLength;
	if (length === undefined || length < 1 || length > longestMacKey) {
		throw new Obstacle('unsupported-encryption', `PBMAC1 with a key of ${length ?? 'no'} octets`);
	}
	return length;
}
