import * as vscode from 'vscode';
import { visibleText } from '../../../util/visibleText';
import type { Field } from '../../../x509/describe';
import { describeObject } from '../../../x509/describeObject';
import type { LocatedObject } from '../../../x509/read';
import { none, treeItem, type Node } from './node';

/** "All fields": the labelled fields of an object, by their groups. */
export function allFieldsNode(parent: Node, object: LocatedObject): readonly Node[] {
	const groups = describeObject(object).filter(({ fields }) => fields.length > 0);
	if (groups.length === 0) {
		return [];
	}
	const all: Node = group(parent, 'All fields', 'list-unordered', () =>
		groups.map(({ title, fields }) =>
			group(all, title, 'symbol-namespace', (self) =>
				fields.map((field, index) => fieldNode(self, field, index)),
			),
		),
	);
	return [all];
}

function group(
	parent: Node,
	label: string,
	icon: string,
	children: (self: Node) => readonly Node[],
): Node {
	const id = `${parent.id}/${label}`;
	const self: Node = {
		id,
		parent,
		item: () =>
			treeItem({
				id,
				label,
				icon: new vscode.ThemeIcon(icon),
				contextValue: 'group',
				state: vscode.TreeItemCollapsibleState.Collapsed,
			}),
		children: () => children(self),
	};
	return self;
}

function fieldNode(parent: Node, { label, value }: Field, index: number): Node {
	const id = `${parent.id}/${index}`;
	return {
		id,
		parent,
		value,
		item: () =>
			treeItem({
				id,
				label,
				description: visibleText(value.replaceAll('\n', ', '), 200),
				icon: new vscode.ThemeIcon('symbol-field'),
				contextValue: 'field',
				tooltip: `${label}\n${value}`,
			}),
		children: none,
	};
}
