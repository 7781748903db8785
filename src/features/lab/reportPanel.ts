import * as vscode from 'vscode';
import { mediaFolder, pageAssets } from '../../editor/page/webview';
import { Emitter } from '../../util/emitter';
import type { Event } from '../../util/emitter';
import { parsePageMessage } from './page/messages';
import type { PageMessage } from './page/messages';
import type { ReportPage } from './page/model';
import { renderDocument, renderRegions } from './page/reportPage';

/** An editor tab with a report page; a rerun replaces its text and keeps its scroll position. */
export class ReportPanel implements vscode.Disposable {
	readonly #panel: vscode.WebviewPanel;
	readonly #media: vscode.Uri;
	readonly #messages = new Emitter<Exclude<PageMessage, { type: 'ready' }>>();
	#page: ReportPage;

	readonly onMessage: Event<Exclude<PageMessage, { type: 'ready' }>> = this.#messages.event;
	readonly onDidDispose: vscode.Event<void>;

	constructor(extensionUri: vscode.Uri, tabTitle: string, page: ReportPage) {
		this.#media = mediaFolder(extensionUri);
		this.#page = page;
		this.#panel = vscode.window.createWebviewPanel(
			'mtls.report',
			tabTitle,
			vscode.ViewColumn.Active,
			{
				enableScripts: true,
				localResourceRoots: [this.#media],
				// One small page; without it a hidden tab would come back as it was first shown.
				retainContextWhenHidden: true,
			},
		);
		this.onDidDispose = this.#panel.onDidDispose;
		this.#panel.webview.onDidReceiveMessage((message: unknown) => {
			const parsed = parsePageMessage(message);
			if (parsed?.type === 'ready') {
				this.show(this.#page);
			} else if (parsed !== undefined) {
				this.#messages.fire(parsed);
			}
		});
		this.#panel.webview.html = this.#document(page);
		this.#showIcon();
	}

	/** Replaces what the page says; nothing is moved or focused. */
	show(page: ReportPage): void {
		this.#page = page;
		this.#showIcon();
		void this.#panel.webview.postMessage(renderRegions(page));
	}

	reveal(): void {
		this.#panel.reveal(undefined, true);
	}

	dispose(): void {
		this.#messages.dispose();
		this.#panel.dispose();
	}

	#showIcon(): void {
		const icon = (theme: 'light' | 'dark'): vscode.Uri =>
			vscode.Uri.joinPath(this.#media, `probe-${this.#page.state}-${theme}.svg`);
		this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
	}

	#document(page: ReportPage): string {
		return renderDocument(page, pageAssets(this.#panel.webview, this.#media, 'probe'));
	}
}
