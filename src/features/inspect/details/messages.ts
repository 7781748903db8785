import type { Span } from '../../../x509/der';

/** What the host sends to the page; all HTML in it is escaped already. */
export type HostMessage =
	| ShowMessage
	/** The parts of a node that was opened, or the next of a long list. */
	| { readonly type: 'children'; readonly of: number; readonly from: number; readonly html: string }
	| SelectedMessage
	/** The content of a tab that takes time. */
	| { readonly type: 'tab'; readonly tab: LateTab; readonly html: string }
	/** Other entries of a CRL. */
	| { readonly type: 'entries'; readonly html: string };

/** The regions of the page; those that did not change are left out, and stay as they are. */
export interface ShowMessage {
	readonly type: 'show';
	readonly regions: Readonly<Partial<Record<Region, string>>>;
	/** What a screen reader is told. */
	readonly announcement: string;
}

/** A node, its bytes and its field, all marked. */
export interface SelectedMessage {
	readonly type: 'selected';
	/** The parts of every node above it, which the page may not have yet. */
	readonly opened: readonly { readonly of: number; readonly html: string }[];
	readonly node: number;
	readonly hex: string;
	/** Number of the field from 0; undefined if it belongs to none. */
	readonly field: number | undefined;
}

/** The parts of the page that change by themselves. */
export const regions = ['head', 'verdict', 'chain', 'fields', 'entries', 'encoding'] as const;

/** One of the words in `regions`. */
export type Region = (typeof regions)[number];

/** Tabs whose content is made when they are first looked at. */
export const lateTabs = ['text', 'pem'] as const;

/** One of the words in `lateTabs`. */
export type LateTab = (typeof lateTabs)[number];

/** What the buttons of the page may ask for. */
export const detailActions = ['fix', 'pin', 'createServer', 'createClient', 'probe'] as const;

/** One of the words in `detailActions`. */
export type DetailAction = (typeof detailActions)[number];

/** What the page may send to the host. */
export type PageMessage =
	| { readonly type: 'ready' }
	| { readonly type: 'action'; readonly action: DetailAction }
	| { readonly type: 'explain'; readonly ruleId: string }
	| { readonly type: 'open'; readonly path: string; readonly line: number }
	| { readonly type: 'copy'; readonly text: string }
	| { readonly type: 'expand'; readonly of: number; readonly from: number }
	| ({ readonly type: 'select' } & Span)
	| { readonly type: 'tab' | 'copyTab'; readonly tab: LateTab }
	| { readonly type: 'entries'; readonly page: number };

/** Reads a message of the page; whatever is not on the list is undefined, and nothing happens. */
export function parsePageMessage(message: unknown): PageMessage | undefined {
	if (typeof message !== 'object' || message === null) {
		return undefined;
	}
	const { type, action, ruleId, path, line, text, of, from, start, end, tab, page } =
		message as Record<string, unknown>;
	switch (type) {
		case 'ready':
			return { type };
		case 'action': {
			const known = detailActions.find((each) => each === action);
			return known && { type, action: known };
		}
		case 'explain':
			return typeof ruleId === 'string' ? { type, ruleId } : undefined;
		case 'open':
			return typeof path === 'string' && isCount(line) ? { type, path, line } : undefined;
		case 'copy':
			return typeof text === 'string' ? { type, text } : undefined;
		case 'expand':
			return isCount(of) && isCount(from) ? { type, of, from } : undefined;
		case 'select':
			return isCount(start) && isCount(end) && start < end ? { type, start, end } : undefined;
		case 'tab':
		case 'copyTab': {
			const known = lateTabs.find((each) => each === tab);
			return known && { type, tab: known };
		}
		case 'entries':
			return isCount(page) ? { type, page } : undefined;
		default:
			return undefined;
	}
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
