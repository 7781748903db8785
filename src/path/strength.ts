import type { SignatureAlgorithm } from '../x509/algorithm';
import type { PublicKey } from '../x509/publicKey';

/**
 * The size that a key should have at least, if it has less. 112 bits of strength (NIST SP 800-57
 * part 1, table 2), which is what OpenSSL 3 asks for at the security level of Debian's builds:
 * RSA and DSA 2048, EC 224.
 */
export function minimumKeySize({ algorithm, keySize }: PublicKey): number | undefined {
	const minimum = minimumSizes[algorithm];
	return minimum !== undefined && keySize !== null && keySize < minimum ? minimum : undefined;
}

const minimumSizes: Readonly<Record<string, number>> = { RSA: 2048, DSA: 2048, EC: 224 };

/** The digest of a signature that can be forged (RFC 6194, RFC 6151, RFC 6149), as people write it. */
export function weakDigest({ hash }: SignatureAlgorithm): string | undefined {
	return hash === undefined ? undefined : weakDigests[hash];
}

const weakDigests: Readonly<Record<string, string>> = { sha1: 'SHA-1', md5: 'MD5', md2: 'MD2' };
