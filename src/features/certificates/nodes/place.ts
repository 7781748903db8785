import * as vscode from 'vscode';
import type { CertificateInFile } from '../../../lint/rule';
import { placeOf } from '../../../workspace/summary/summary';
import { none, treeItem, type Node } from './node';

/** One of several files that hold the same certificate. */
export function placeNode(parent: Node, { file, object }: CertificateInFile): Node {
	const place = placeOf(file, object);
	const label = `${place.path}:${place.line}`;
	const id = `${parent.id}/place/${label}`;
	return {
		id,
		parent,
		place,
		value: label,
		item: () =>
			treeItem({
				id,
				label,
				icon: new vscode.ThemeIcon('go-to-file'),
				contextValue: 'place',
				tooltip: label,
				place,
			}),
		children: none,
	};
}
