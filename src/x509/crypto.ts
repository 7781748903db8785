import * as crypto from 'node:crypto';
import {
	constants,
	createHash,
	createPrivateKey,
	createPublicKey,
	verify,
	type KeyObject,
} from 'node:crypto';
import type { SignatureAlgorithm } from './algorithm';

/** Lower-case hex SHA-256 of the bytes; the only digest that identifies things in this code. */
export function sha256(bytes: Uint8Array): string {
	return digest('sha256', bytes);
}

/** Lower-case hex SHA-1, for display and for key identifiers of RFC 5280 4.2.1.2 method 1 only. */
export function sha1(bytes: Uint8Array): string {
	return digest('sha1', bytes);
}

// The one-shot form (Node 20.12) is four times faster on inputs as small as a certificate.
const oneShotHash = (crypto as { hash?: typeof crypto.hash }).hash;

function digest(algorithm: string, bytes: Uint8Array): string {
	return oneShotHash === undefined
		? createHash(algorithm).update(bytes).digest('hex')
		: oneShotHash(algorithm, bytes);
}

/** What a signature check found; `unsupported` means that nobody checked, never that it is wrong. */
export type SignatureVerdict = 'verified' | 'mismatch' | 'unsupported';

/**
 * Checks a signature over `signed` with the public key in `spki`.
 * Results are remembered by the caller, not here; the imported key is cached per SPKI.
 */
export function verifySignature(
	algorithm: SignatureAlgorithm,
	spki: Uint8Array,
	signed: Uint8Array,
	signature: Uint8Array,
): SignatureVerdict {
	if (algorithm.keyAlgorithm === undefined) {
		return 'unsupported';
	}
	const key = importPublicKey(spki);
	if (key === undefined) {
		return 'unsupported';
	}
	if (key.asymmetricKeyType !== undefined && !fits(algorithm, key.asymmetricKeyType)) {
		return 'mismatch';
	}
	try {
		const options = algorithm.pss
			? {
					key,
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: algorithm.pss.saltLength,
				}
			: key;
		return verify(algorithm.hash ?? null, signed, options, signature) ? 'verified' : 'mismatch';
	} catch {
		// The runtime's library refuses the algorithm or the encoding (BoringSSL has no Ed448, for one).
		return 'unsupported';
	}
}

/** SubjectPublicKeyInfo (DER) of an unencrypted PKCS#8, PKCS#1 or SEC 1 private key; undefined if it cannot be loaded. */
export function publicKeyOfPrivateKey(
	der: Uint8Array,
	type: 'pkcs8' | 'pkcs1' | 'sec1',
): Uint8Array | undefined {
	try {
		const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type });
		return createPublicKey(key).export({ format: 'der', type: 'spki' });
	} catch {
		return undefined;
	}
}

// A bounded cache: workspaces have few issuers, and an import costs more than a check.
const importedKeys = new Map<string, KeyObject | undefined>();
const importedKeysLimit = 256;

function importPublicKey(spki: Uint8Array): KeyObject | undefined {
	const id = Buffer.from(spki.buffer, spki.byteOffset, spki.byteLength).toString('latin1');
	if (importedKeys.has(id)) {
		return importedKeys.get(id);
	}
	let key: KeyObject | undefined;
	try {
		key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
	} catch {
		key = undefined;
	}
	if (importedKeys.size >= importedKeysLimit) {
		importedKeys.clear();
	}
	importedKeys.set(id, key);
	return key;
}

function fits(algorithm: SignatureAlgorithm, keyType: string): boolean {
	switch (algorithm.keyAlgorithm) {
		case 'RSA':
			// RFC 4055 1.2: a key restricted to PSS makes no other signatures; node:crypto lets it.
			return keyType === 'rsa' || (keyType === 'rsa-pss' && algorithm.pss !== undefined);
		case 'EC':
			return keyType === 'ec';
		case 'DSA':
			return keyType === 'dsa';
		case undefined:
			return false;
		default:
			return keyType === algorithm.keyAlgorithm.toLowerCase();
	}
}
