import type { Container } from '../containers/contained';
import type { DecodedObject, LocatedObject } from './object';

/** The contents and problems of an object that holds others; undefined for all else. */
export function containerOf(object: DecodedObject): Container | undefined {
	switch (object.kind) {
		case 'pkcs7':
			return object.pkcs7;
		case 'pkcs12':
			return object.pkcs12;
		case 'jks':
			return object.keystore;
		case 'ocspResponse':
			return object.ocspResponse;
		default:
			return undefined;
	}
}

/**
 * What an object holds, each with its own place in the file. Of what was decrypted that is the place
 * of its ciphertext, so that every object of a file has a `start` of its own.
 */
export function contentsOf(
	container: LocatedObject,
	offsetOfByte: (byteOffset: number) => number,
	lineOf: (offset: number) => number,
): LocatedObject[] {
	const contents = containerOf(container)?.contents ?? [];
	return contents.flatMap(({ object, start, end, entryName, localKeyId }) => {
		const place = offsetOfByte(start);
		const located = {
			label: undefined,
			start: place,
			end: offsetOfByte(end),
			line: lineOf(place),
			within: container.start,
			entryName,
			localKeyId,
			...object,
		};
		// An OCSP response in a PKCS #7 message has certificates of its own.
		return [located, ...contentsOf(located, (byte) => offsetOfByte(start + byte), lineOf)];
	});
}
