/** Why a typed name cannot go into a certificate. */
export type NameFaultCode =
	| 'names-empty'
	| 'name-is-url'
	| 'not-an-ip-address'
	| 'not-a-dns-name'
	| 'not-an-email-address'
	| 'not-a-uri'
	| 'wildcard-not-first-label'
	| 'server-name-missing'
	| 'common-name-too-long'
	| 'name-has-control-character'
	| 'same-name-as-ca';

/** A typed value that blocks, with the sentence that says why. */
export interface NameFault {
	readonly code: NameFaultCode;
	/** The part of the input it is about; empty when it is about all of it. */
	readonly value: string;
	readonly message: string;
}
