import type { HandshakeMessage } from '../../../mtls/report';

/** A run of text on a page; `path` makes it a link to that file of the workspace. */
export interface TextPart {
	readonly text: string;
	/** Relative to its workspace folder, as printed. */
	readonly path?: string;
}

/** How a report ended, as the verdict bar and the tab icon show it. */
export type PageState =
	'running' | 'accepted' | 'refused' | 'unreachable' | 'cancelled' | 'unproven' | 'explained';

/** What the buttons of a page may ask for; the host ignores any other word. */
export const pageActions = [
	'cancel',
	'probeAgain',
	'probeAgainAs',
	'probeWithout',
	'probe',
	'copyCurl',
	'copyAs',
] as const;

/** One of the words in `pageActions`. */
export type PageAction = (typeof pageActions)[number];

/** A button below "What to do next"; the first one that is primary is drawn as such. */
export interface PageButton {
	readonly action: PageAction;
	readonly title: string;
	readonly isPrimary: boolean;
}

/** One labelled line of the facts. */
export interface PageFact {
	readonly label: string;
	readonly text: readonly TextPart[];
}

/** Everything that stands on a report page, in reading order; holds no key material. */
export interface ReportPage {
	readonly title: string;
	readonly meta: string;
	readonly state: PageState;
	/** The verdict words, also what a screen reader announces. */
	readonly verdict: string;
	readonly explanation: string;
	/** Our check and the handshake differ; undefined when they agree. */
	readonly disagreement: string | undefined;
	readonly facts: readonly PageFact[];
	readonly nextSteps: readonly (readonly TextPart[])[];
	readonly buttons: readonly PageButton[];
	readonly handshake: readonly HandshakeMessage[];
	/** `host:port` above the server's column. */
	readonly serverLabel: string;
	/** True once an answer of the server proved that the client got in, false once it proved the opposite. */
	readonly accepted: boolean | null;
	/** The same outcome as other TLS stacks word it. */
	readonly otherWords: readonly { readonly stack: string; readonly words: string }[];
}
