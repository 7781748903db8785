import type { DecodedObject } from '../read/object';
import type { DecodeProblem } from '../certificate';
import { DerError } from '../der';

/** Something that a container holds, with the octets of the container that it stands in. */
export interface Contained {
	readonly object: DecodedObject;
	readonly start: number;
	/** Of what was decrypted: the same stretch of the ciphertext. */
	readonly end: number;
	/** The friendly name (RFC 2985 5.5.1) or the alias of a keystore. */
	readonly entryName?: string | undefined;
	/** Lower-case hex of what ties a key to its certificate (RFC 2985 5.5.2). */
	readonly localKeyId?: string | undefined;
}

/** What all containers say of what is in them. */
export interface Container {
	readonly contents: readonly Contained[];
	/** What could not be read of it, by octets of the container. */
	readonly problems: readonly DecodeProblem[];
}

/** Objects that are taken out of one container; a file made to hold more has nothing more to say. */
export const mostContents = 20_000;

/** Decodes something inside; what is broken becomes an object of no kind and a problem at its place. */
export function decodeInside(
	decode: () => DecodedObject,
	placeOf: (offset: number) => number,
	problems: DecodeProblem[],
): DecodedObject {
	try {
		return decode();
	} catch (error) {
		if (!(error instanceof DerError)) {
			throw error;
		}
		problems.push({ code: error.code, offset: placeOf(error.offset) });
		return { kind: 'unknown' };
	}
}
