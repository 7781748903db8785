import { createDecipheriv, createHash, pbkdf2Sync, scryptSync } from 'node:crypto';
import type { Cipher, KeyDerivation, PasswordEncryption } from './passwordEncryption';
import { decryptRc2 } from './rc2';

/** Why something stays shut although a passphrase was given. */
export class Obstacle extends Error {
	constructor(
		readonly code: 'wrong-passphrase' | 'unsupported-encryption' | 'too-many-iterations',
		/** What is in the way, for a sentence: `RC4-40`, `4294967295 iterations`. */
		readonly detail: string,
	) {
		super(`${code}: ${detail}`);
	}
}

/**
 * Iterations that all of one file may ask for: programs use 2,048 to 600,000 for each part, and a
 * file could ask for 2^31. So many of PBKDF2, which is native, take two seconds.
 */
const mostIterations = 6_000_000;

/** What an iteration costs that is a call of its own, in iterations of PBKDF2 (measured on Node 20). */
const costOfCall = 5;

/** Memory that scrypt may take: RFC 7914 2 recommends 16 MiB, OpenSSL allows 32. */
const mostScryptBytes = 64 * 1024 * 1024;

/** A passphrase at work on one file; it lives as long as the file is read and no longer. */
export class Passphrase {
	#left = mostIterations;

	constructor(readonly text: string) {}

	/** Decrypts with the key that the passphrase gives; throws an `Obstacle`. */
	decrypt({ name, cipher, derivation }: PasswordEncryption, ciphertext: Uint8Array): Uint8Array {
		if (cipher === undefined || derivation === undefined) {
			throw new Obstacle('unsupported-encryption', name);
		}
		if (ciphertext.length === 0 || ciphertext.length % cipher.blockLength !== 0) {
			throw new Obstacle('wrong-passphrase', 'not a whole number of blocks');
		}
		let failure: unknown;
		for (const password of this.#encodings(derivation.scheme)) {
			const { key, iv } = this.#keyAndIv(cipher, derivation, password);
			try {
				return unpadded(decryptBlocks(cipher, key, iv, ciphertext, name), cipher.blockLength);
			} catch (error) {
				failure = error;
			}
		}
		throw failure;
	}

	/** The key of a MAC (RFC 7292 4, RFC 9579 4) for each way to write the passphrase. */
	macKeys(derivation: KeyDerivation, length: number): Uint8Array[] {
		return this.#encodings(derivation.scheme).map((password) =>
			this.#derive(derivation, password, macPurpose, length),
		);
	}

	#keyAndIv(
		cipher: Cipher,
		derivation: KeyDerivation,
		password: Uint8Array,
	): { key: Uint8Array; iv: Uint8Array } {
		const { keyLength, blockLength } = cipher;
		if (derivation.scheme === 'pbkdf1') {
			const octets = this.#derive(derivation, password, keyPurpose, 16);
			return { key: octets.subarray(0, 8), iv: octets.subarray(8, 16) };
		}
		const key = this.#derive(derivation, password, keyPurpose, keyLength);
		return { key, iv: cipher.iv ?? this.#derive(derivation, password, ivPurpose, blockLength) };
	}

	#derive(
		derivation: KeyDerivation,
		password: Uint8Array,
		purpose: number,
		length: number,
	): Uint8Array {
		if (derivation.scheme === 'scrypt') {
			return scrypt(derivation, password, length);
		}
		const { scheme, hash, salt, iterations } = derivation;
		const cost = iterations * (scheme === 'pbkdf2' ? 1 : costOfCall);
		if (iterations < 1 || cost > this.#left) {
			throw new Obstacle('too-many-iterations', `${iterations} iterations`);
		}
		this.#left -= cost;
		switch (scheme) {
			case 'pbkdf2':
				return attempt(hash, () => pbkdf2Sync(password, salt, iterations, length, hash));
			case 'pbkdf1':
				return attempt(hash, () => pbkdf1(hash, password, salt, iterations).subarray(0, length));
			case 'pkcs12':
				return attempt(hash, () =>
					deriveByPkcs12(hash, purpose, password, salt, iterations, length),
				);
		}
	}

	/** RFC 7292 B.1 takes UTF-16 with a zero behind it; of an empty passphrase programs leave out even that. */
	#encodings(scheme: KeyDerivation['scheme']): Uint8Array[] {
		if (scheme !== 'pkcs12') {
			return [Buffer.from(this.text, 'utf8')];
		}
		const wide = Buffer.from(`${this.text}\0`, 'utf16le').swap16();
		return this.text === '' ? [wide, new Uint8Array()] : [wide];
	}
}

/** The `ID` octets of RFC 7292 B.3. */
const keyPurpose = 1;
const ivPurpose = 2;
const macPurpose = 3;

function attempt(what: string, work: () => Uint8Array): Uint8Array {
	try {
		return work();
	} catch {
		// BoringSSL has fewer digests and ciphers than OpenSSL.
		throw new Obstacle('unsupported-encryption', what);
	}
}

function scrypt(
	{ salt, cost, blockSize, parallelization }: Extract<KeyDerivation, { scheme: 'scrypt' }>,
	password: Uint8Array,
	length: number,
): Uint8Array {
	if (!(128 * cost * blockSize * parallelization <= mostScryptBytes)) {
		throw new Obstacle('too-many-iterations', 'scrypt with a cost out of bounds');
	}
	return attempt('scrypt', () =>
		scryptSync(password, salt, length, {
			N: cost,
			r: blockSize,
			p: parallelization,
			maxmem: 2 * mostScryptBytes,
		}),
	);
}

function pbkdf1(
	hash: string,
	password: Uint8Array,
	salt: Uint8Array,
	iterations: number,
): Uint8Array {
	let octets: Uint8Array = createHash(hash).update(password).update(salt).digest();
	for (let count = 1; count < iterations; count++) {
		octets = createHash(hash).update(octets).digest();
	}
	return octets;
}

/** Octets that the compression functions of RFC 7292 B.2 take at once; 64 for all older ones. */
function blockOf(hash: string): number {
	return /^sha(?:384|512)/.test(hash) ? 128 : 64;
}

/** RFC 7292 B.2; exported for the sake of its test vectors. */
export function deriveByPkcs12(
	hash: string,
	purpose: number,
	password: Uint8Array,
	salt: Uint8Array,
	iterations: number,
	length: number,
): Uint8Array {
	const block = blockOf(hash);
	const diversifier = new Uint8Array(block).fill(purpose);
	const input = Buffer.concat([repeated(salt, block), repeated(password, block)]);
	const derived: Uint8Array[] = [];
	for (let have = 0; have < length;) {
		let octets: Uint8Array = createHash(hash).update(diversifier).update(input).digest();
		for (let count = 1; count < iterations; count++) {
			octets = createHash(hash).update(octets).digest();
		}
		derived.push(octets);
		have += octets.length;
		addToBlocks(input, repeated(octets, block).subarray(0, block), block);
	}
	return Buffer.concat(derived).subarray(0, length);
}

/** As many copies as fill whole blocks. */
function repeated(octets: Uint8Array, block: number): Uint8Array {
	const length = block * Math.ceil(octets.length / block);
	return Uint8Array.from({ length }, (_, index) => octets[index % octets.length] ?? 0);
}

/** Adds `addend` plus one to every block of `input`, as big numbers. */
function addToBlocks(input: Uint8Array, addend: Uint8Array, block: number): void {
	for (let from = 0; from < input.length; from += block) {
		let carry = 1;
		for (let index = block - 1; index >= 0; index--) {
			carry += (input[from + index] ?? 0) + (addend[index] ?? 0);
			input[from + index] = carry & 0xff;
			carry >>= 8;
		}
	}
}

function decryptBlocks(
	cipher: Cipher,
	key: Uint8Array,
	iv: Uint8Array,
	ciphertext: Uint8Array,
	name: string,
): Uint8Array {
	if (iv.length !== cipher.blockLength) {
		throw new Obstacle('unsupported-encryption', name);
	}
	if (cipher.algorithm === 'rc2') {
		return decryptRc2(key, cipher.effectiveBits ?? key.length * 8, iv, ciphertext);
	}
	// DES is 3DES with one key three times; two keys are three with the first one again.
	const whole = cipher.algorithm.startsWith('des')
		? Buffer.concat([key, key, key]).subarray(0, 24)
		: key;
	const algorithm = cipher.algorithm === 'des' ? 'des-ede3-cbc' : cipher.algorithm;
	return attempt(name, () => {
		const decipher = createDecipheriv(algorithm, whole, iv).setAutoPadding(false);
		return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
	});
}

/** Takes off the padding of RFC 8018 6.1.1 step 4; one that cannot be tells that the key was another. */
function unpadded(plain: Uint8Array, block: number): Uint8Array {
	const padding = plain.at(-1) ?? 0;
	if (padding < 1 || padding > block || !plain.subarray(-padding).every((o) => o === padding)) {
		throw new Obstacle('wrong-passphrase', 'padding');
	}
	return plain.subarray(0, plain.length - padding);
}
