import * as vscode from 'vscode';
import type { ObjectInFile } from '../../../lint/rule';
import { counted } from '../../../util/duration';
import { baseName, crlAge, summarizeCrl } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { allFieldsNode } from './fields';
import { warningIcon } from './icons';
import { treeItem, type Node, type NodeContext } from './node';
import { tooltip } from './tooltip';

/** A CRL below the CA that signed it. */
export function crlNode(
	context: NodeContext,
	parent: Node | undefined,
	{ file, object }: ObjectInFile<'crl'>,
): Node {
	const place = placeOf(file, object);
	const id = `${parent?.id ?? ''}/crl/${place.path}:${place.line}`;
	const { text, isOutdated } = crlAge(object.crl, context.now);
	const count = counted(object.crl.entries.length, 'entry', 'entries');
	const age = text.replace('next update in', 'next in');
	const node: Node = {
		id,
		parent,
		place,
		value: object.crl.fingerprintSha256,
		item: () =>
			treeItem({
				id,
				label: baseName(place.path),
				description: isOutdated ? `CRL · ${age}` : `CRL · ${count} · ${age}`,
				icon: isOutdated ? warningIcon : new vscode.ThemeIcon('circle-slash'),
				contextValue: 'crl',
				state: vscode.TreeItemCollapsibleState.Collapsed,
				tooltip: tooltip(summarizeCrl(object.crl, context.now), place),
				place,
			}),
		children: () => allFieldsNode(node, object),
	};
	return node;
}
