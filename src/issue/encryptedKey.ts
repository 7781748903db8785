import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { integer, nullValue, objectIdentifier, octetString, sequence } from '../x509/derWriter';

/**
 * Encrypts PKCS#8 with PBES2, PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018 6.2): what OpenSSL 1.1
 * and later, Java, Go libraries, GnuTLS and BoringSSL all read; BoringSSL lacks scrypt. Node's own
 * export is not used, since it leaves the digest to the library (SHA-1 on BoringSSL) and takes 2,048 rounds.
 */
export async function encryptPkcs8(pkcs8: Uint8Array, passphrase: string): Promise<Uint8Array> {
	const salt = randomBytes(saltLength);
	const iv = randomBytes(16);
	const key = await promisify(pbkdf2)(passphrase, salt, iterations, 32, 'sha256');
	const cipher = createCipheriv('aes-256-cbc', key, iv);
	const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
	const derivation = sequence(
		objectIdentifier('1.2.840.113549.1.5.12'),
		sequence(
			octetString(salt),
			integer(iterations),
			sequence(objectIdentifier('1.2.840.113549.2.9'), nullValue()),
		),
	);
	const scheme = sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), octetString(iv));
	return sequence(
		sequence(objectIdentifier('1.2.840.113549.1.5.13'), sequence(derivation, scheme)),
		octetString(encrypted),
	);
}

/**
 * As many as whoever opens the key puts up with (NIST SP 800-132 5.2): servers open theirs at each
 * start, in 0.3 s on a busy two-core machine of 2026. OpenSSL itself takes 2,048.
 */
const iterations = 200_000;

/** NIST SP 800-132 5.1 asks for 128 bits. */
const saltLength = 16;
