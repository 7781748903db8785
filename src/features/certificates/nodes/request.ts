import * as vscode from 'vscode';
import type { ObjectInFile } from '../../../lint/rule';
import { requestLabel, summarizeRequest, wantedRole } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { allFieldsNode } from './fields';
import { treeItem, type Node, type NodeContext } from './node';
import { ownKeyNode } from './privateKey';
import { tooltip } from './tooltip';

/** A certificate request with the key that it is for. */
export function requestNode(
	context: NodeContext,
	parent: Node | undefined,
	request: ObjectInFile<'certificateRequest'>,
): Node {
	const { file, object } = request;
	const place = placeOf(file, object);
	const id = `${parent?.id ?? ''}/request/${place.path}:${place.line}`;
	const wanted = wantedRole(object.request);
	const key = context.workspace.privateKeysFor(object.request.publicKey.spkiSha256)[0];
	const node: Node = {
		id,
		parent,
		place,
		value: object.request.fingerprintSha256,
		item: () =>
			treeItem({
				id,
				label: requestLabel(request),
				description: wanted === undefined ? 'request' : `request · wants ${wanted}`,
				icon: new vscode.ThemeIcon('inbox'),
				contextValue: ['request', wanted ?? 'unknown', ...(key === undefined ? [] : ['key'])].join(
					'+',
				),
				state: vscode.TreeItemCollapsibleState.Collapsed,
				tooltip: tooltip(summarizeRequest(context.workspace, request), place),
				place,
			}),
		children: () => [
			...(key === undefined ? [] : [ownKeyNode(context, node, key)]),
			...allFieldsNode(node, object),
		],
	};
	return node;
}
