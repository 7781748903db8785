import * as vscode from 'vscode';
import { mediaFolder, pageAssets } from '../../../editor/page/webview';
import { showError } from '../../../editor/commands';
import type { LintFile } from '../../../lint/rule';
import type { Services } from '../../../services';
import { Disposables } from '../../../util/dispose';
import { detailsOf, type Details } from '../../../workspace/details';
import type { LocatedObject } from '../../../x509/read';
import { summaryContext } from '../context';
import { entriesHtml } from './entries';
import { EncodingView, isSameEncoding } from './encodingView';
import {
	parsePageMessage,
	regions,
	type DetailAction,
	type HostMessage,
	type PageMessage,
	type Region,
} from './messages';
import { renderDocument, renderRegions } from './page';
import { FollowedObject } from './followedObject';
import { actionsOf, runAction } from './actions';

/** The page that is used again for the next object; undefined while there is none, or it is pinned. */
let reused: DetailsPanel | undefined;

/** Shows the details of an object: in the page that is there unless somebody pinned it. */
export function showDetails(services: Services, file: LintFile, object: LocatedObject): void {
	if (reused === undefined) {
		reused = new DetailsPanel(services, file, object);
	} else {
		reused.show(file, object);
	}
}

/** An editor tab with the details of one object, which follows its file and its findings. */
class DetailsPanel {
	readonly #services: Services;
	readonly #panel: vscode.WebviewPanel;
	readonly #disposables = new Disposables();
	#followed: FollowedObject;
	#details: Details;
	#view: EncodingView | undefined;
	#shown: Record<Region, string>;
	#isPinned = false;

	constructor(services: Services, file: LintFile, object: LocatedObject) {
		this.#services = services;
		this.#followed = new FollowedObject(services, file, object);
		this.#details = detailsOf(summaryContext(services), file, object);
		this.#view = this.#createView();
		this.#shown = this.#render();
		const media = mediaFolder(services.context.extensionUri);
		this.#panel = vscode.window.createWebviewPanel(
			'mtls.details',
			this.#details.title,
			{ viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
			{
				enableScripts: true,
				localResourceRoots: [media],
				// Which nodes are open, and how far the page is scrolled, is worth more than some memory.
				retainContextWhenHidden: true,
			},
		);
		this.#panel.iconPath = {
			light: vscode.Uri.joinPath(media, 'details-light.svg'),
			dark: vscode.Uri.joinPath(media, 'details-dark.svg'),
		};
		this.#disposables.push(
			this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
			services.index.onDidChange(() => this.#update()),
			services.findings.onDidChange(() => this.#update()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => {
				if (services.files.pathOf(document.uri) === this.#followed.path) {
					this.#update();
				}
			}),
		);
		this.#panel.onDidDispose(() => this.#close());
		const assets = pageAssets(this.#panel.webview, media, 'details');
		this.#panel.webview.html = renderDocument(this.#details, this.#shown, assets);
	}

	/** Shows another object in this page. */
	show(file: LintFile, object: LocatedObject): void {
		this.#followed = new FollowedObject(this.#services, file, object);
		this.#replace(detailsOf(summaryContext(this.#services), file, object));
		this.#panel.reveal(undefined, true);
	}

	#close(): void {
		this.#disposables.dispose();
		if (reused === this) {
			reused = undefined;
		}
	}

	/** Takes up what changed in the file, in the workspace, or in what the rules say. */
	#update(): void {
		const found = this.#followed.find();
		this.#replace(
			found === undefined
				? { ...this.#details, verdict: this.#followed.goneVerdict }
				: detailsOf(summaryContext(this.#services), found.file, found.object),
		);
	}

	#replace(details: Details): void {
		const isSame = isSameEncoding(this.#details.encoding, details.encoding);
		this.#details = details;
		this.#panel.title = details.title;
		// A view knows the fields of its page; they are where they were if the bytes are.
		this.#view = isSame ? this.#view : this.#createView();
		this.#refresh(isSame);
	}

	/** Sends the regions that read differently than before. */
	#refresh(keepsEncoding: boolean): void {
		const before = this.#shown;
		const encoding = keepsEncoding ? before.encoding : undefined;
		const rendered = this.#render(encoding);
		this.#shown = rendered;
		const changed = regions.filter((region) => rendered[region] !== before[region]);
		if (changed.length > 0) {
			this.#post({
				type: 'show',
				regions: Object.fromEntries(changed.map((region) => [region, rendered[region]])),
				announcement: changed.includes('verdict') ? this.#details.verdict.text : '',
			});
		}
	}

	#render(encoding?: string): Record<Region, string> {
		const state = {
			isPinned: this.#isPinned,
			actions: actionsOf(this.#services, this.#followed),
		};
		const view = encoding === undefined ? this.#view : undefined;
		const rendered = renderRegions(this.#details, state, view);
		return encoding === undefined ? rendered : { ...rendered, encoding };
	}

	#createView(): EncodingView | undefined {
		const { encoding, groups } = this.#details;
		return encoding && new EncodingView(encoding, groups);
	}

	#receive(message: unknown): void {
		const parsed = parsePageMessage(message);
		if (parsed !== undefined) {
			void this.#answer(parsed).catch((error: unknown) =>
				showError(this.#services.log, 'mtls.details', error),
			);
		}
	}

	async #answer(message: PageMessage): Promise<void> {
		switch (message.type) {
			case 'ready':
				// What changed while the page was loading.
				this.#post({ type: 'show', regions: this.#shown, announcement: '' });
				return;
			case 'action':
				return this.#act(message.action);
			case 'explain':
				await vscode.commands.executeCommand('mtls.showRulePage', message.ruleId);
				return;
			case 'open':
				return this.#open(message.path, message.line);
			case 'copy':
				await vscode.env.clipboard.writeText(message.text);
				return;
			case 'copyTab':
				await vscode.env.clipboard.writeText(this.#view?.text(message.tab) ?? '');
				return;
			case 'expand':
				this.#post(this.#view?.children(message.of, message.from));
				return;
			case 'select':
				this.#post(this.#view?.select(message));
				return;
			case 'tab':
				this.#post(
					this.#view && { type: 'tab', tab: message.tab, html: this.#view.tab(message.tab) },
				);
				return;
			case 'entries':
				this.#post(
					this.#details.entries && {
						type: 'entries',
						html: entriesHtml(this.#details.entries, message.page),
					},
				);
		}
	}

	async #act(action: DetailAction): Promise<void> {
		if (action === 'pin') {
			this.#isPinned = !this.#isPinned;
			reused = this.#isPinned ? (reused === this ? undefined : reused) : (reused ?? this);
			this.#refresh(true);
			return;
		}
		await runAction(action, this.#followed, this.#details);
	}

	/** Only files that the index knows are opened, whatever the page asks for. */
	async #open(path: string, line: number): Promise<void> {
		const isKnown = path === this.#followed.path;
		if (isKnown || this.#services.index.workspace.get(path) !== undefined) {
			await vscode.commands.executeCommand('mtls.openFile', { path, line, start: 0 });
		}
	}

	#post(message: HostMessage | undefined): void {
		if (message !== undefined) {
			void this.#panel.webview.postMessage(message);
		}
	}
}
