/**
 * RC2-CBC decryption (RFC 2268), which OpenSSL 3 keeps in a module that Node does not load and
 * BoringSSL does not have. It is broken as encryption; old PKCS #12 files are full of it.
 */
export function decryptRc2(
	key: Uint8Array,
	effectiveBits: number,
	iv: Uint8Array,
	ciphertext: Uint8Array,
): Uint8Array {
	const words = expandKey(key, effectiveBits);
	const plain = new Uint8Array(ciphertext.length);
	let before = iv;
	for (let at = 0; at + 8 <= ciphertext.length; at += 8) {
		const block = ciphertext.subarray(at, at + 8);
		decryptBlock(words, block, plain, at);
		for (let index = 0; index < 8; index++) {
			plain[at + index] = (plain[at + index] ?? 0) ^ (before[index] ?? 0);
		}
		before = block;
	}
	return plain;
}

/** RFC 2268 2: 64 words out of the key, of which `effectiveBits` matter. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
	const octets = new Uint8Array(128);
	octets.set(key.subarray(0, 128));
	for (let index = key.length; index < 128; index++) {
		octets[index] =
			piTable[((octets[index - 1] ?? 0) + (octets[index - key.length] ?? 0)) & 0xff] ?? 0;
	}
	const effective = Math.ceil(effectiveBits / 8);
	const mask = 0xff >> (8 * effective - effectiveBits);
	octets[128 - effective] = piTable[(octets[128 - effective] ?? 0) & mask] ?? 0;
	for (let index = 127 - effective; index >= 0; index--) {
		octets[index] = piTable[(octets[index + 1] ?? 0) ^ (octets[index + effective] ?? 0)] ?? 0;
	}
	return Uint16Array.from(
		{ length: 64 },
		(_, index) => (octets[2 * index] ?? 0) | ((octets[2 * index + 1] ?? 0) << 8),
	);
}

/** Left rotations of the four words in a mixing round (RFC 2268 3.1). */
const rotations = [1, 2, 3, 5] as const;

/** RFC 2268 4.3: mixing rounds backwards, with a mash after the fifth and the eleventh of them. */
function decryptBlock(words: Uint16Array, block: Uint8Array, plain: Uint8Array, at: number): void {
	const r = [0, 1, 2, 3].map((word) => (block[2 * word] ?? 0) | ((block[2 * word + 1] ?? 0) << 8));
	const word = (index: number): number => r[index & 3] ?? 0;
	for (let round = 15; round >= 0; round--) {
		for (let index = 3; index >= 0; index--) {
			const rotation = rotations[index] ?? 0;
			const rotated = (word(index) >> rotation) | (word(index) << (16 - rotation));
			const mixed =
				(word(index - 1) & word(index - 2)) + (~word(index - 1) & word(index - 3) & 0xffff);
			r[index] = (rotated - (words[4 * round + index] ?? 0) - mixed) & 0xffff;
		}
		if (round === 11 || round === 5) {
			for (let index = 3; index >= 0; index--) {
				r[index] = (word(index) - (words[word(index - 1) & 63] ?? 0)) & 0xffff;
			}
		}
	}
	for (let index = 0; index < 4; index++) {
		plain[at + 2 * index] = word(index) & 0xff;
		plain[at + 2 * index + 1] = word(index) >> 8;
	}
}

/** Digits of pi in an order that RFC 2268 2 gives as a table. */
const piTable = Buffer.from(
	'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
		'179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
		'54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
		'6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
		'08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
		'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
		'2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
		'0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
	'hex',
);
