import {
	createPrivateKey,
	createPublicKey,
	generateKeyPair,
	type KeyObject,
	type RSAKeyPairKeyObjectOptions,
} from 'node:crypto';
import { promisify } from 'node:util';
import { UserError } from '../util/userError';
import { encryptPkcs8 } from './encryptedKey';
import { encodePem } from './pem';
import type { KeyPair, KeyType } from './request';

/**
 * All key types in the order in which they are offered; the first is the default (see profiles.ts).
 * BoringSSL shakes no hands with Ed25519 and P-521 certificates (measured with Android 13's).
 */
export const keyTypes: readonly KeyType[] = [
	'p256',
	'p384',
	'p521',
	'rsa2048',
	'rsa3072',
	'rsa4096',
	'ed25519',
];

/**
 * Makes a key pair on the thread pool, so that the event loop stays free (RSA 4096 takes up to
 * several seconds). An abort rejects at once; the thread ends its work, and nobody sees the key.
 */
export async function generateKeys(type: KeyType, signal?: AbortSignal): Promise<KeyPair> {
	signal?.throwIfAborted();
	const generated = startGenerating(type);
	const { privateKey } = await (signal === undefined ? generated : untilAborted(generated, signal));
	return keyPairOf(privateKey);
}

/** PKCS#8 PEM of the private key; with a passphrase as ENCRYPTED PRIVATE KEY. */
export async function encodePrivateKey(keyPair: KeyPair, passphrase?: string): Promise<string> {
	if (passphrase === undefined || passphrase === '') {
		return encodePem('PRIVATE KEY', keyPair.pkcs8);
	}
	return encodePem('ENCRYPTED PRIVATE KEY', await encryptPkcs8(keyPair.pkcs8, passphrase));
}

/**
 * Loads the first private key of a file: PEM in any form that OpenSSL writes, or DER. Throws a
 * `UserError` with the code `key-not-found`, `key-needs-passphrase`, `key-passphrase-wrong` or
 * `key-not-supported`; none of them carries anything of the key.
 */
export function loadKeyPair(content: string | Uint8Array, passphrase?: string): KeyPair {
	const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
	const block = privateKeyBlock.exec(text)?.[0];
	if (block === undefined && text.includes('-----BEGIN OPENSSH PRIVATE KEY-----')) {
		throw new UserError(
			'key-not-supported',
			'OpenSSH wrote this private key; TLS does not use its form.',
			{
				nextStep: 'Convert a copy of it with ssh-keygen -p -m PKCS8 -f FILE.',
			},
		);
	}
	if (block === undefined && (typeof content === 'string' || !isSequence(content))) {
		throw new UserError('key-not-found', 'There is no private key in this file.');
	}
	return block === undefined
		? loadDer(Buffer.from(text, 'latin1'), passphrase)
		: loadPem(block, passphrase);
}

const privateKeyBlock =
	/-----BEGIN ((?:RSA |EC |DSA |ENCRYPTED |)PRIVATE KEY)-----[^-]*(?:-(?!----)[^-]*)*-----END \1-----/;

function loadPem(block: string, passphrase: string | undefined): KeyPair {
	const isEncrypted = /^-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/m.test(block);
	if (isEncrypted && (passphrase === undefined || passphrase === '')) {
		throw needsPassphrase();
	}
	const open = (secret?: string): KeyObject =>
		createPrivateKey(secret === undefined ? { key: block } : { key: block, passphrase: secret });
	try {
		return keyPairOf(open(isEncrypted ? passphrase : undefined));
	} catch (error) {
		throw isEncrypted ? encryptedKeyError(error, open) : notSupported();
	}
}

function loadDer(der: Uint8Array, passphrase: string | undefined): KeyPair {
	for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
		try {
			return keyPairOf(createPrivateKey({ key: Buffer.from(der), format: 'der', type }));
		} catch (error) {
			if (errorCode(error) === 'ERR_MISSING_PASSPHRASE') {
				return loadPem(encodePem('ENCRYPTED PRIVATE KEY', der), passphrase);
			}
		}
	}
	throw notSupported();
}

function needsPassphrase(): UserError {
	return new UserError('key-needs-passphrase', 'The private key is encrypted.', {
		nextStep: 'Give its passphrase.',
	});
}

function passphraseWrong(): UserError {
	return new UserError('key-passphrase-wrong', 'The passphrase does not open the private key.');
}

function notSupported(): UserError {
	return new UserError(
		'key-not-supported',
		'The private key cannot be read by this version of Node.',
		{ nextStep: 'Convert it with openssl pkcs8 -topk8.' },
	);
}

/**
 * Tells a wrong passphrase from a cipher or key derivation that the runtime's library lacks (scrypt on
 * BoringSSL, RC2 on OpenSSL 3). One wrong passphrase in 256 gives padding that looks right, and then
 * the same error as a missing cipher; three of them in a row do not.
 */
function encryptedKeyError(first: unknown, open: (passphrase: string) => unknown): UserError {
	const isUnsupported = (error: unknown): boolean =>
		/UNSUPPORTED|UNKNOWN_ALGORITHM|UNKNOWN_CIPHER/.test(errorCode(error));
	const isUnsupportedWith = (bogus: string): boolean => {
		try {
			open(bogus);
			return false;
		} catch (error) {
			return isUnsupported(error);
		}
	};
	return isUnsupported(first) && ['-', '--'].every(isUnsupportedWith)
		? notSupported()
		: passphraseWrong();
}

function errorCode(error: unknown): string {
	const { code } = error as { code?: unknown };
	return typeof code === 'string' ? code : '';
}

/** The universal SEQUENCE tag, with which every DER key begins. */
function isSequence(content: Uint8Array): boolean {
	return content[0] === 0x30;
}

function keyPairOf(privateKey: KeyObject): KeyPair {
	return {
		type: typeOf(privateKey),
		pkcs8: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
		spki: new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' })),
	};
}

const curves: Readonly<Record<string, KeyType>> = {
	prime256v1: 'p256',
	secp384r1: 'p384',
	secp521r1: 'p521',
};

function typeOf({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): KeyPair['type'] {
	switch (asymmetricKeyType) {
		case 'ec':
			return curves[asymmetricKeyDetails.namedCurve ?? ''] ?? 'other';
		case 'rsa': {
			const name = `rsa${asymmetricKeyDetails.modulusLength ?? 0}`;
			return keyTypes.find((type) => type === name) ?? 'other';
		}
		case 'ed25519':
			return 'ed25519';
		default:
			return 'other';
	}
}

const generate = promisify(generateKeyPair);

function startGenerating(type: KeyType): Promise<{ readonly privateKey: KeyObject }> {
	switch (type) {
		case 'p256':
			return generate('ec', { namedCurve: 'prime256v1' });
		case 'p384':
			return generate('ec', { namedCurve: 'secp384r1' });
		case 'p521':
			return generate('ec', { namedCurve: 'secp521r1' });
		case 'ed25519':
			return generate('ed25519', {});
		case 'rsa2048':
			return generate('rsa', rsa(2048));
		case 'rsa3072':
			return generate('rsa', rsa(3072));
		case 'rsa4096':
			return generate('rsa', rsa(4096));
	}
}

/** Exponent 65537: small enough to be fast, and the smallest that FIPS 186-5 A.1.1 allows. */
function rsa(modulusLength: number): RSAKeyPairKeyObjectOptions {
	return { modulusLength, publicExponent: 0x10001 };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const onAbort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', onAbort, { once: true });
		void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
	});
}
