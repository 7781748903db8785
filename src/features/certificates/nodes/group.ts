import * as vscode from 'vscode';
import { treeItem, type Node } from './node';

/** A group of the root that appears only when it holds something. */
export interface Group {
	readonly label: string;
	readonly icon: string;
	readonly count: number;
	readonly isExpanded?: boolean;
	readonly children: (self: Node) => readonly Node[];
}

/** "Requests", "Keys without a certificate": a heading with its number. */
export function groupNode({ label, icon, count, isExpanded, children }: Group): readonly Node[] {
	if (count === 0) {
		return [];
	}
	const id = `group/${label}`;
	const self: Node = {
		id,
		parent: undefined,
		item: () =>
			treeItem({
				id,
				label,
				description: count.toString(),
				icon: new vscode.ThemeIcon(icon),
				contextValue: 'group',
				state:
					isExpanded === true
						? vscode.TreeItemCollapsibleState.Expanded
						: vscode.TreeItemCollapsibleState.Collapsed,
			}),
		children: () => children(self),
	};
	return [self];
}
