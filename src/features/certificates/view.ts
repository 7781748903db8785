import * as vscode from 'vscode';
import { setContextKey } from '../../editor/contextKeys';
import type { Services } from '../../services';
import { Disposables } from '../../util/dispose';
import { createSlices } from '../../util/slices';
import { keyedCertificates, signingAuthorities } from '../../workspace/identities';
import { buildIssuerTree, type IssuerTree } from '../../workspace/issuerTree';
import type { IndexState } from '../../workspace/certificateIndex';
import type { SummaryContext } from '../../workspace/summary';
import type { Place } from '../../workspace/summary/summary';
import { attention } from './attention';
import { filterTree, parseFilter, type TreeFilter } from '../../workspace/treeFilter';
import type { Node, NodeContext } from './nodes/node';
import { rootsByExpiry, rootsByFile, rootsByIssuer } from './nodes/roots';
import { dragController } from './drag';
import { NodeProvider } from './provider';

/** A burst of changes is drawn once. */
const restMs = 60;

const rootsBy = { issuer: rootsByIssuer, file: rootsByFile, expiry: rootsByExpiry } as const;

/** Reading is only worth a message when it takes longer than a glance. */
const messageAfterMs = 500;

/** The Certificates view: keeps its rows, badge and message in step with the index and the findings. */
export class CertificatesView implements vscode.Disposable {
	readonly #services: Services;
	readonly #disposables = new Disposables();
	readonly provider = this.#disposables.add(new NodeProvider());
	readonly tree: vscode.TreeView<Node>;
	#timer: NodeJS.Timeout | undefined;
	#drawing: Promise<void> | undefined;
	#isStale = true;
	#filter: TreeFilter | undefined;
	#readingMessage = '';
	#filterMessage = '';
	/** True if there are certificates and the filter lets none of them through. */
	#hidesAll = false;

	constructor(services: Services) {
		this.#services = services;
		this.tree = this.#disposables.add(
			vscode.window.createTreeView('mtls.certificates', {
				treeDataProvider: this.provider,
				showCollapseAll: true,
				dragAndDropController: dragController(services),
			}),
		);
		const { index, findings, settings } = services;
		this.#disposables.push(
			index.onDidChange(({ state }) => {
				this.#tellState(state);
				this.#schedule();
			}),
			findings.onDidChange(() => this.#schedule()),
			settings.onDidChange((affects) => {
				if (affects('view.groupBy')) {
					this.#schedule();
				}
			}),
			this.tree.onDidChangeVisibility(({ visible }) => {
				if (visible) {
					void this.#load();
				}
			}),
		);
		this.#tellState(index.state);
		if (this.tree.visible) {
			void this.#load();
		}
	}

	/** What is typed into the filter; empty shows everything. */
	get filterText(): string {
		return this.#filter?.text ?? '';
	}

	/** Narrows the rows to what matches; resolves with what the message line says. */
	async setFilter(text: string): Promise<string> {
		this.#filter = parseFilter(text);
		setContextKey('mtls.filtered', this.#filter !== undefined);
		this.#isStale = true;
		await this.#draw();
		return this.#filterMessage;
	}

	/** Selects the row of a file, above its parts; unfolds it so that what it issued is seen. */
	async reveal(path: string, focus: boolean): Promise<void> {
		await this.#services.index.whenReady();
		await this.#draw();
		const find = (): Node | undefined =>
			this.provider.find(({ place, id }) => place?.path === path && id.includes('certificate/'));
		if (find() === undefined) {
			// What somebody asks for by name is shown, whatever the filter says.
			await this.setFilter('');
		}
		const node = find();
		if (node !== undefined) {
			await this.tree.reveal(node, { select: true, focus, expand: true });
		}
	}

	/** Unfolds the row of a container, whose contents can be seen now. */
	async revealStore({ path, line }: Place): Promise<void> {
		await this.#draw();
		const node = this.provider.find(({ id }) => id.endsWith(`/store/${path}:${line}`));
		if (node !== undefined) {
			await this.tree.reveal(node, { select: true, focus: false, expand: true });
		}
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#disposables.dispose();
	}

	/** Reads what there is, with the progress bar of the view and, if it takes long, a count. */
	async #load(): Promise<void> {
		const { index } = this.#services;
		const timer = setInterval(() => {
			const { done, total } = index.progress;
			if (total > 0) {
				this.#readingMessage = `Reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`;
				this.#showMessage();
			}
		}, messageAfterMs);
		try {
			await vscode.window.withProgress({ location: { viewId: 'mtls.certificates' } }, () =>
				index.whenReady(),
			);
		} finally {
			clearInterval(timer);
			this.#readingMessage = '';
			this.#showMessage();
		}
		this.#schedule();
	}

	#schedule(): void {
		this.#isStale = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#draw(), restMs);
	}

	#draw(): Promise<void> {
		this.#drawing ??= this.#drawUntilFresh().finally(() => {
			this.#drawing = undefined;
		});
		return this.#drawing;
	}

	async #drawUntilFresh(): Promise<void> {
		while (this.#isStale) {
			this.#isStale = false;
			const { files, index, findings, settings, now } = this.#services;
			const summary: SummaryContext = {
				workspace: index.workspace,
				findingsOf: (path) => findings.of(path),
				now: now(),
			};
			const tree = await buildIssuerTree(summary, createSlices());
			const filtered = this.#filter && filterTree(tree, this.#filter);
			const context: NodeContext = {
				...summary,
				tree: filtered?.tree ?? tree,
				fileOf: (path) => index.workspace.get(path),
				uriOf: (path) => files.uriOf(path),
				shownPaths: filtered?.paths,
			};
			const { groupBy } = settings.current.view;
			setContextKey('mtls.groupBy', groupBy);
			const roots = rootsBy[groupBy](context);
			this.provider.show(roots);
			this.#filterMessage =
				filtered === undefined
					? ''
					: `${filtered.matches} of ${tree.entries.size} match: ${this.filterText}`;
			this.#hidesAll = filtered !== undefined && roots.length === 0;
			this.#showMessage();
			this.#tellState(index.state);
			this.#tellOthers(tree, summary);
		}
	}

	#tellState(state: IndexState): void {
		setContextKey('mtls.index', state === 'ready' && this.#hidesAll ? 'filtered' : state);
	}

	#showMessage(): void {
		// An empty view says it in its welcome text.
		this.tree.message = this.#readingMessage || (this.#hidesAll ? '' : this.#filterMessage);
	}

	#tellOthers(tree: IssuerTree, { workspace, now }: SummaryContext): void {
		this.tree.badge = attention(tree, now);
		setContextKey('mtls.hasCaWithKey', signingAuthorities(workspace).length > 0);
		setContextKey(
			'mtls.hasClient',
			keyedCertificates(workspace).some(({ place }) =>
				['client', 'peer'].includes(workspace.roleOf(place)),
			),
		);
	}
}
