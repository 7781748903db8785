import * as vscode from 'vscode';
import { setContextKey } from '../../editor/contextKeys';
import type { Services } from '../../services';
import { Disposables } from '../../util/dispose';
import { createSlices } from '../../util/slices';
import { keyedCertificates, signingAuthorities } from '../../workspace/identities';
import { buildIssuerTree, type IssuerTree } from '../../workspace/issuerTree';
import type { SummaryContext } from '../../workspace/summary';
import { attention } from './attention';
import type { Node, NodeContext } from './nodes/node';
import { rootsByFile, rootsByIssuer } from './nodes/roots';
import { NodeProvider } from './provider';

/** A burst of changes is drawn once. */
const restMs = 60;

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

	constructor(services: Services) {
		this.#services = services;
		this.tree = this.#disposables.add(
			vscode.window.createTreeView('mtls.certificates', {
				treeDataProvider: this.provider,
				showCollapseAll: true,
			}),
		);
		const { index, findings, settings } = services;
		this.#disposables.push(
			index.onDidChange(({ state }) => {
				setContextKey('mtls.index', state);
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
		setContextKey('mtls.index', index.state);
		if (this.tree.visible) {
			void this.#load();
		}
	}

	/** Selects the row of a file, above its parts; unfolds it so that what it issued is seen. */
	async reveal(path: string, focus: boolean): Promise<void> {
		await this.#services.index.whenReady();
		await this.#draw();
		const node = this.provider.find(
			({ place, id }) => place?.path === path && id.includes('certificate/'),
		);
		if (node !== undefined) {
			await this.tree.reveal(node, { select: true, focus, expand: true });
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
				this.tree.message = `Reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`;
			}
		}, messageAfterMs);
		try {
			await vscode.window.withProgress({ location: { viewId: 'mtls.certificates' } }, () =>
				index.whenReady(),
			);
		} finally {
			clearInterval(timer);
			this.tree.message = '';
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
			const context: NodeContext = {
				...summary,
				tree,
				fileOf: (path) => index.workspace.get(path),
				uriOf: (path) => files.uriOf(path),
			};
			const groupBy = settings.current.view.groupBy;
			setContextKey('mtls.groupBy', groupBy);
			this.provider.show(groupBy === 'file' ? rootsByFile(context) : rootsByIssuer(context));
			this.#tellOthers(tree, summary);
		}
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
