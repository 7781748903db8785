import type { Asn1Element } from './asn1Element';

/** What a standard says of one element: its name, those of its parts, and how to put it in words. */
export interface Asn1Schema {
	readonly name?: string | undefined;
	/** The parts in order; an optional one has the identifier octets that it may begin with. */
	readonly fields?: readonly Asn1Field[];
	/** All parts alike, as in SEQUENCE OF. */
	readonly each?: Asn1Schema | undefined;
	/** What the content of an OCTET or BIT STRING is. */
	readonly inside?: Asn1Schema | undefined;
	/** The element in a few words; undefined leaves it to the type. */
	readonly words?: (bytes: Uint8Array, element: Asn1Element) => string | undefined;
	/** A schema that depends on the bytes: an extension is named by its OID. */
	readonly resolve?: (bytes: Uint8Array, element: Asn1Element) => Asn1Schema | undefined;
}

/** A part of a SEQUENCE. */
export interface Asn1Field extends Asn1Schema {
	/** Identifier octets; a part that has them may be left out. */
	readonly optional?: readonly number[];
}

/** Hands out the schemas of a row of parts; once a part is not as expected, the rest have none. */
export function fieldsInOrder(
	schema: Asn1Schema | undefined,
): (identifier: number) => Asn1Schema | undefined {
	const { fields, each, inside } = schema ?? {};
	if (inside !== undefined) {
		return () => inside;
	}
	if (fields === undefined) {
		return () => each;
	}
	let next = 0;
	return (identifier) => {
		while (next < fields.length && fields[next]?.optional?.includes(identifier) === false) {
			next++;
		}
		return fields[next++];
	};
}
