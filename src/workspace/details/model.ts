import type { PemLabel } from '../../issue/pem';
import type { Severity } from '../../lint/rule';
import type { Asn1Schema } from '../../x509/asn1Schema';
import type { Span } from '../../x509/der';
import type { Place, SummaryPart } from '../summary/summary';

/** All that the details of one object show, in reading order; holds no key material. */
export interface Details {
	readonly title: string;
	readonly meta: readonly SummaryPart[];
	readonly verdict: Verdict;
	/** Trust anchor first, the object last; empty where a chain makes no sense. */
	readonly chain: readonly ChainNode[];
	readonly groups: readonly DetailGroup[];
	/** The entries of a CRL; undefined for all else. */
	readonly entries: DetailEntries | undefined;
	/** What may be shown of the bytes; undefined where they hold, or may hold, a secret. */
	readonly encoding: Encoding | undefined;
	/** True where a secret is why there is no encoding. */
	readonly isWithheld: boolean;
}

/** How the object stands: the worst finding with who refuses it, or that there is none. */
export interface Verdict {
	readonly state: 'pass' | 'fail' | 'warn' | 'plain';
	readonly text: string;
	readonly explanation: string | undefined;
	readonly refusals: readonly Refusal[];
	/** The repair of the worst finding; `missing` says why it cannot run. */
	readonly fix: { readonly title: string; readonly missing: string | undefined } | undefined;
	readonly ruleId: string | undefined;
	readonly others: readonly OtherFinding[];
}

/** One line of *refused by*. */
export interface Refusal {
	/** `Refused by`, `Refused by servers on`; empty where it is that of the line above. */
	readonly heading: string;
	readonly stack: string;
	readonly words: string;
	/** What else stands behind the words. */
	readonly note: string | undefined;
}

/** A finding below the worst one. */
export interface OtherFinding {
	readonly severity: Severity;
	readonly message: string;
	readonly ruleId: string;
}

/** A box of the chain, and what its issuer's key says of it. */
export interface ChainNode {
	readonly label: string;
	/** `Root CA · 3649 days left`. */
	readonly description: string;
	readonly icon: ChainIcon;
	/** Undefined for what is not here, and for the object itself. */
	readonly place: Place | undefined;
	readonly isCurrent: boolean;
	readonly isCrl: boolean;
	/** How it hangs on the node before it; undefined for the first. */
	readonly link: ChainLink | undefined;
}

/** What is known of a signature, or that its issuer is not here. */
export type ChainLink = 'verified' | 'mismatch' | 'unsupported' | 'missing';

/** Pictures of a chain; the state wins over the kind. */
export type ChainIcon =
	| 'certificate'
	| 'server'
	| 'client'
	| 'peer'
	| 'file'
	| 'crl'
	| 'missing'
	| 'error'
	| 'warning'
	| 'clock';

/** Fields under a heading. */
export interface DetailGroup {
	readonly title: string;
	readonly fields: readonly DetailField[];
}

/** One labelled value. */
export interface DetailField {
	readonly label: string;
	readonly parts: readonly SummaryPart[];
	/** What *Copy* gives: the whole value. */
	readonly copy: string;
	readonly isCode: boolean;
	readonly isCritical: boolean;
	/** True where the value is what a finding is about. */
	readonly isFault: boolean;
	/** Its bytes in the encoding; undefined where it is computed. */
	readonly span: Span | undefined;
	/** How much of the validity has passed, 0 to 1, with the words for it. */
	readonly bar: { readonly passed: number; readonly label: string } | undefined;
}

/** The entries of a CRL, of which there may be hundreds of thousands: put in words when they are shown. */
export interface DetailEntries {
	readonly count: number;
	readonly read: (from: number, to: number) => readonly DetailEntry[];
}

/** One revoked certificate. */
export interface DetailEntry {
	readonly serialNumber: string;
	readonly date: string;
	readonly reason: string;
}

/** The bytes of an object in the three ways in which they are shown. */
export interface Encoding {
	readonly der: Uint8Array;
	readonly schema: Asn1Schema | undefined;
	readonly pemLabel: PemLabel;
	/** Made when asked for: a CRL's takes time. */
	readonly text: () => string;
}
