import { renderPage, type PageAssets } from '../../../editor/page/document';
import { markup } from '../../../util/markup';
import type { Details } from '../../../workspace/details';
import type { EncodingView } from './encodingView';
import type { Region } from './messages';
import { regionsOf, type PageState } from './regions';

/** Every region of the page of an object, as HTML. */
export function renderRegions(
	details: Details,
	state: PageState,
	view: EncodingView | undefined,
): Record<Region, string> {
	const withheld = details.isWithheld
		? markup`<p class="muted">The bytes are not shown, since they may hold a private key.</p>`.text
		: '';
	return { ...regionsOf(details, state), encoding: view?.html() ?? withheld };
}

/** The whole document; what changes later comes as regions. */
export function renderDocument(
	details: Details,
	html: Readonly<Record<Region, string>>,
	assets: PageAssets,
): string {
	const body = `<header id="head">${html.head}</header><div id="verdict">${html.verdict}</div>
<p id="announcement" class="visually-hidden" role="status"></p>
<main><section id="chain">${html.chain}</section>
<div class="columns"><div id="fields">${html.fields}</div><div id="encoding">${html.encoding}</div></div>
<div id="entries">${html.entries}</div></main>`;
	return renderPage(`${details.title}: details`, body, assets);
}
