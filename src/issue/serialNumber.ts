import { randomBytes } from 'node:crypto';

/**
 * 16 random octets of a positive serial number, which nobody has to keep a file for: never zero, at
 * most 17 octets when encoded, below the 20 of RFC 5280 4.1.2.2. The first octet is not zero, so the
 * length stays the same in listings.
 */
export function randomSerialNumber(): Uint8Array {
	for (;;) {
		const octets = new Uint8Array(randomBytes(16));
		if (octets[0] !== 0) {
			return octets;
		}
	}
}
