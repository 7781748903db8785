import { pageActions } from './model';
import type { PageAction } from './model';

/** What the host sends to the page: the three regions of a report, already escaped. */
export interface ShowMessage {
	readonly type: 'show';
	readonly head: string;
	readonly verdict: string;
	readonly body: string;
}

/** What the page may send to the host. */
export type PageMessage =
	/** The page is loaded and can show what came in the meantime. */
	| { readonly type: 'ready' }
	| { readonly type: 'action'; readonly action: PageAction }
	| { readonly type: 'open'; readonly path: string };

/** Reads a message of the page; whatever is not on the list is undefined, and nothing happens. */
export function parsePageMessage(message: unknown): PageMessage | undefined {
	if (typeof message !== 'object' || message === null || !('type' in message)) {
		return undefined;
	}
	if (message.type === 'ready') {
		return { type: 'ready' };
	}
	if (message.type === 'action' && 'action' in message) {
		const action = pageActions.find((known) => known === message.action);
		return action === undefined ? undefined : { type: 'action', action };
	}
	if (message.type === 'open' && 'path' in message && typeof message.path === 'string') {
		return { type: 'open', path: message.path };
	}
	return undefined;
}
