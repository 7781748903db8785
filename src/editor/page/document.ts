import { escapeHtml } from '../../util/markup';

/** Where a page's own files are, and the nonce of this load. */
export interface PageAssets {
	readonly nonce: string;
	/** The webview's source for style sheets. */
	readonly cspSource: string;
	readonly styleUris: readonly string[];
	readonly scriptUri: string;
}

/** The whole document of a page: no source but our style sheets, and one script behind a nonce. */
export function renderPage(title: string, bodyHtml: string, assets: PageAssets): string {
	const { nonce, cspSource, styleUris, scriptUri } = assets;
	const styles = styleUris
		.map((uri) => `<link rel="stylesheet" href="${escapeHtml(uri)}">`)
		.join('');
	return (
		'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'">` +
		'<meta name="viewport" content="width=device-width, initial-scale=1">' +
		`<title>${escapeHtml(title)}</title>${styles}</head><body>${bodyHtml}` +
		`<script nonce="${nonce}" src="${escapeHtml(scriptUri)}"></script></body></html>`
	);
}
