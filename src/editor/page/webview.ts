import * as vscode from 'vscode';
import type { PageAssets } from './document';

/** Where the sheets, scripts and pictures of all pages are; the only folder that a page may load from. */
export function mediaFolder(extensionUri: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(extensionUri, 'media');
}

/** What a page loads: the sheet of all pages and its own, and its script, behind a nonce of this load. */
export function pageAssets(webview: vscode.Webview, media: vscode.Uri, name: string): PageAssets {
	const uri = (file: string): string =>
		webview.asWebviewUri(vscode.Uri.joinPath(media, file)).toString();
	return {
		// Random enough that no text of a certificate can know it.
		nonce: crypto.randomUUID(),
		cspSource: webview.cspSource,
		styleUris: [uri('page.css'), uri(`${name}.css`)],
		scriptUri: uri(`${name}.js`),
	};
}
