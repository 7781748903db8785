import { BerReader, octetsOf } from './ber';
import { readPasswordEncryption } from './containers/passwordEncryption';
import { publicKeyOfPrivateKey } from './crypto';
import { DerError, DerReader, tags } from './der';
import { element, objectIdentifier, sequence } from './derWriter';
import { parsePublicKey, type PublicKey } from './publicKey';
import { readLatin1 } from './strings';

/**
 * What may be said about a private key. The value never holds key material: only the format and,
 * where it can be derived, the public half.
 */
export interface PrivateKey {
	/** `pkcs8`, `pkcs1` (RSA PRIVATE KEY), `sec1` (EC PRIVATE KEY), `dsa`, `openssh`. */
	readonly format: PrivateKeyFormat;
	readonly isEncrypted: boolean;
	/** Such as `PBES2, AES-256-CBC`; undefined unless encrypted. */
	readonly encryption: string | undefined;
	/** The public half; undefined if the key is encrypted or cannot be loaded. */
	readonly publicKey: PublicKey | undefined;
}

/** The encodings in which private keys come. */
export type PrivateKeyFormat = 'pkcs8' | 'pkcs1' | 'sec1' | 'dsa' | 'openssh';

/** Reads an unencrypted key; its structure must be right, even where the runtime cannot load it. */
export function parsePrivateKey(
	der: Uint8Array,
	format: 'pkcs8' | 'pkcs1' | 'sec1' | 'dsa',
): PrivateKey {
	const file = new DerReader(der);
	const fields = file.next(tags.sequence).inner();
	fields.next(tags.integer);
	file.expectEnd();
	const spki = format === 'dsa' ? publicKeyOfDsaKey(fields) : publicKeyOfPrivateKey(der, format);
	return {
		format,
		isEncrypted: false,
		encryption: undefined,
		publicKey: spki === undefined ? undefined : parsePublicKey(spki),
	};
}

/** The SubjectPublicKeyInfo (RFC 3279 2.3.2) of a DSA key in OpenSSL's own form: version, p, q, g, y, x. */
function publicKeyOfDsaKey(fields: DerReader): Uint8Array {
	const take = (): Uint8Array => fields.next(tags.integer).element();
	const parameters = sequence(take(), take(), take());
	const publicValue = take();
	take();
	fields.expectEnd();
	return sequence(
		sequence(objectIdentifier('1.2.840.10040.4.1'), parameters),
		element(tags.bitString, Uint8Array.of(0), publicValue),
	);
}

/** Reads the outside of an EncryptedPrivateKeyInfo (RFC 5958 3): which scheme and cipher, nothing more. */
export function parseEncryptedPrivateKey(der: Uint8Array): PrivateKey {
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();
	const { start } = outer.next(tags.sequence);
	outer.next(tags.octetString);
	outer.expectEnd();
	const algorithm = new BerReader(octetsOf(der), start).next();
	return encrypted('pkcs8', readPasswordEncryption(algorithm).name);
}

/** A key in OpenSSL's old encrypted PEM form; `dekInfo` is its header, such as `AES-128-CBC,0A1B...` (RFC 1421 4.6.1.3). */
export function legacyEncryptedKey(format: PrivateKeyFormat, dekInfo: string): PrivateKey {
	return encrypted(format, `PEM encryption, ${dekInfo.split(',')[0] ?? dekInfo}`);
}

const opensshMagic = 'openssh-key-v1\0';

/** Reads the header of an OpenSSH private key: whether it is encrypted, and how (PROTOCOL.key of OpenSSH). */
export function parseOpensshKey(bytes: Uint8Array): PrivateKey {
	const start = opensshMagic.length;
	if (
		readLatin1(bytes, 0, Math.min(start, bytes.length)) !== opensshMagic ||
		bytes.length < start + 4
	) {
		throw new DerError('openssh-key-malformed', 0);
	}
	const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start);
	// Cipher names are short; more than this is not a key file.
	if (length > 64 || start + 4 + length > bytes.length) {
		throw new DerError('openssh-key-malformed', start);
	}
	const cipher = readLatin1(bytes, start + 4, start + 4 + length);
	return cipher === 'none'
		? { format: 'openssh', isEncrypted: false, encryption: undefined, publicKey: undefined }
		: encrypted('openssh', cipher);
}

function encrypted(format: PrivateKeyFormat, encryption: string): PrivateKey {
	return { format, isEncrypted: true, encryption, publicKey: undefined };
}
