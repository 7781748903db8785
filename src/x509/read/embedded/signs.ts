/**
 * The start of a BEGIN line in base64. The octets in front of it shift its bits, so that there are
 * three forms; the characters that neighbours take part in are left out.
 */
export const base64Signs: readonly string[] = [0, 1, 2].map((before) => {
	const encoded = Buffer.from(`${'\0'.repeat(before)}-----BEGIN `).toString('base64');
	// The first `before` octets reach into this many characters; the last octet may be shared too.
	const from = Math.ceil((before * 4) / 3);
	return encoded.slice(from, from + 14);
});

/** The start of a BEGIN line. */
export const pemSign = '-----BEGIN ';

/**
 * How binary files of more than 255 octets begin in base64: a SEQUENCE with two octets of length
 * (X.690, 8.1), and a Java keystore.
 */
const binarySigns = ['MII', '/u3+7'];

/** True if a text may hold a certificate or key in some form: the one search that every file gets. */
export function holdsSign(text: string): boolean {
	return text.includes(pemSign) || holdsBase64Sign(text) || holdsBinarySign(text);
}

/** True if base64 of PEM text begins somewhere in a text. */
export function holdsBase64Sign(text: string): boolean {
	return base64Signs.some((sign) => text.includes(sign));
}

/** True if some value begins as base64 of a binary file does; in the middle of other base64 it means nothing. */
export function holdsBinarySign(text: string): boolean {
	return binarySigns.some((sign) => startsOf(text, sign).next().done !== true);
}

/** Where base64 of binary files may begin. */
export function binaryStarts(text: string): number[] {
	return binarySigns.flatMap((sign) => [...startsOf(text, sign)]);
}

function* startsOf(text: string, sign: string): Generator<number> {
	for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
		if (at === 0 || !/[A-Za-z0-9+/]/.test(text[at - 1] ?? '')) {
			yield at;
		}
	}
}
