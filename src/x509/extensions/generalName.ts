import type { Name } from '../name';

/** Forms of RFC 5280 4.2.1.6 GeneralName by the names the command line prints. */
export type GeneralNameType =
	| 'dns'
	| 'ip'
	| 'email'
	| 'uri'
	| 'dirName'
	| 'otherName'
	| 'registeredId'
	| 'x400Address'
	| 'ediPartyName';

/** A GeneralName: its form and its value as text. */
export interface GeneralName {
	readonly type: GeneralNameType;
	/** Text of the value: RFC 5952 for IPv6, RFC 4514 for directory names, `OID:text or hex` for other names. */
	readonly value: string;
	/** The encoded content octets, for exact comparisons. */
	readonly content: Uint8Array;
	/** The decoded name of a `dirName`. */
	readonly name?: Name;
}
