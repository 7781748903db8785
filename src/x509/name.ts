import type { Span } from './der';

/** One attribute of a relative distinguished name. */
export interface NameAttribute {
	readonly oid: string;
	/** `CN`, `O`, ...; the OID where RFC 4514 and its registry know no short name. */
	readonly shortName: string;
	readonly value: string;
	/** The universal tag number of the string type: 12 UTF8String, 19 PrintableString, ... */
	readonly tag: number;
}

/** A distinguished name (RFC 5280 4.1.2.4). */
export interface Name {
	/** Relative distinguished names in encoded order. */
	readonly rdns: readonly (readonly NameAttribute[])[];
	/** RFC 4514 text: last RDN first, `''` when empty. */
	readonly text: string;
	/** The first common name in encoded order; undefined if there is none. */
	readonly commonName: string | undefined;
	readonly der: Uint8Array;
	/** Key for comparing names by RFC 5280 7.1: case-folded, inner spaces collapsed, string type ignored. */
	readonly comparisonKey: string;
	readonly span: Span;
}
