/** A public key as OpenSSH and RFC 4716 write it; recognized by name and not used as a certificate's. */
export interface SshPublicKey {
	/** `ssh-rsa`, `ecdsa-sha2-nistp256`, ... (RFC 4253 6.6). */
	readonly algorithm: string;
	/** Bits of an RSA modulus; undefined for types whose name tells it. */
	readonly keySize: number | undefined;
	readonly comment: string | undefined;
}

/** Reads the octets of a key (RFC 4253 6.6); undefined if they are not those of a key. */
export function parseSshPublicKey(bytes: Uint8Array, comment?: string): SshPublicKey | undefined {
	const [name, ...numbers] = readStrings(bytes);
	const algorithm = name === undefined ? '' : Buffer.from(name).toString('latin1');
	if (!/^[a-z][a-z0-9@.-]{3,63}$/.test(algorithm)) {
		return undefined;
	}
	// ssh-rsa: exponent, then modulus.
	const modulus = algorithm === 'ssh-rsa' ? numbers[1] : undefined;
	return { algorithm, keySize: modulus && bitLength(modulus), comment };
}

/** The first three strings, each behind four octets of length. */
function readStrings(bytes: Uint8Array): Uint8Array[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const strings: Uint8Array[] = [];
	let position = 0;
	while (strings.length < 3 && position + 4 <= bytes.length) {
		const start = position + 4;
		const end = start + view.getUint32(position);
		if (end > bytes.length) {
			break;
		}
		strings.push(bytes.subarray(start, end));
		position = end;
	}
	return strings;
}

function bitLength(number: Uint8Array): number {
	const first = number.findIndex((octet) => octet !== 0);
	return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}
