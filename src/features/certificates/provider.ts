import * as vscode from 'vscode';
import { counted } from '../../util/duration';
import { itemScheme, none, treeItem, type Node } from './nodes/node';

/** More rows below one parent are shown on request: nobody reads them, and drawing them takes time. */
const childrenPerPage = 500;

/** Serves the nodes of the present state of the view to VS Code. */
export class NodeProvider implements vscode.TreeDataProvider<Node>, vscode.Disposable {
	readonly #changes = new vscode.EventEmitter<undefined>();
	#roots: readonly Node[] = [];
	/** Pages shown beyond the first, by parent. */
	readonly #pages = new Map<string, number>();

	readonly onDidChangeTreeData = this.#changes.event;

	/** Replaces everything; rows with known ids stay expanded. */
	show(roots: readonly Node[]): void {
		this.#roots = roots;
		this.#changes.fire(undefined);
	}

	/** Shows the next page below a parent. */
	showMore(parentId: string): void {
		this.#pages.set(parentId, (this.#pages.get(parentId) ?? 1) + 1);
		this.#changes.fire(undefined);
	}

	get roots(): readonly Node[] {
		return this.#roots;
	}

	getTreeItem(node: Node): vscode.TreeItem {
		return node.item();
	}

	resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
		const tooltip = node.tooltip?.();
		if (tooltip !== undefined) {
			item.tooltip = tooltip;
		}
		return item;
	}

	getChildren(node?: Node): Node[] {
		const children = node?.children() ?? this.#roots;
		const id = node?.id ?? '';
		const shown = childrenPerPage * (this.#pages.get(id) ?? 1);
		return children.length <= shown
			? [...children]
			: [...children.slice(0, shown), moreNode(node, id, children.length - shown)];
	}

	getParent(node: Node): Node | undefined {
		return node.parent;
	}

	/** The first node, from the top, that stands for a file's object. */
	find(matches: (node: Node) => boolean): Node | undefined {
		const search = (nodes: readonly Node[], depth: number): Node | undefined => {
			for (const node of nodes) {
				const found = matches(node) ? node : depth > 0 && search(node.children(), depth - 1);
				if (found) {
					return found;
				}
			}
			return undefined;
		};
		// Chains are short; fields and findings below them are not what anyone looks for.
		return search(this.#roots, 3);
	}

	dispose(): void {
		this.#changes.dispose();
	}
}

function moreNode(parent: Node | undefined, parentId: string, rest: number): Node {
	const id = `${parentId}/more`;
	return {
		id,
		parent,
		item: () => {
			const label = `Show ${Math.min(rest, childrenPerPage)} More`;
			const item = treeItem({
				id,
				label,
				description: `of ${rest}`,
				icon: new vscode.ThemeIcon('ellipsis'),
				contextValue: 'group',
			});
			item.command = { title: label, command: 'mtls.showMore', arguments: [parentId] };
			return item;
		},
		children: none,
	};
}

/** Draws the number of findings at the end of a row and colors its label as the Explorer does. */
export const decorationProvider: vscode.FileDecorationProvider = {
	provideFileDecoration(uri) {
		if (uri.scheme !== itemScheme) {
			return undefined;
		}
		const [count = '0', severity = ''] = uri.query.split('&');
		const color = severityColors[severity];
		return new vscode.FileDecoration(
			// VS Code draws two characters at most.
			Number(count) > 9 ? '9+' : count,
			counted(Number(count), 'finding'),
			color === undefined ? undefined : new vscode.ThemeColor(color),
		);
	},
};

const severityColors: Readonly<Record<string, string>> = {
	error: 'list.errorForeground',
	warning: 'list.warningForeground',
};
