import * as vscode from 'vscode';
import { baseName, keyTitle, summarizePrivateKey } from '../../../workspace/summary/others';
import type { KeyInFile } from '../../../workspace/identities';
import { placeOf } from '../../../workspace/summary/summary';
import { allFieldsNode } from './fields';
import { none, treeItem, type Node, type NodeContext } from './node';
import { tooltip } from './tooltip';

/** The private key below its certificate, or on its own where nothing here belongs to it. */
export function privateKeyNode(
	context: NodeContext,
	parent: Node | undefined,
	key: KeyInFile,
	isOwned: boolean,
): Node {
	const { isEncrypted, publicKey } = key.object.privateKey;
	const place = placeOf(key.file, key.object);
	const id = `${parent?.id ?? ''}/key/${place.path}:${place.line}`;
	const type = keyTitle(key);
	// A locked key that lies beside its certificate is known by its name, which proves nothing.
	const proof =
		publicKey === undefined ? 'encrypted' : isEncrypted ? 'encrypted, matches' : 'matches';
	const node: Node = {
		id,
		parent,
		place,
		item: () =>
			treeItem({
				id,
				label: baseName(place.path),
				description: isOwned ? `${type} · ${proof}` : type,
				icon: new vscode.ThemeIcon(isEncrypted ? 'lock' : 'key'),
				contextValue: isEncrypted ? 'privateKey+locked' : 'privateKey',
				state: isOwned
					? vscode.TreeItemCollapsibleState.None
					: vscode.TreeItemCollapsibleState.Collapsed,
				tooltip: tooltip(summarizePrivateKey(context.workspace, key), place),
				place,
			}),
		children: () => (isOwned ? none() : allFieldsNode(node, key.object)),
	};
	return node;
}

/** Stands where a certificate's private key is not here: nobody has to wonder whether it was looked for. */
export function missingKeyNode(parent: Node): Node {
	const id = `${parent.id}/key`;
	return {
		id,
		parent,
		item: () =>
			treeItem({
				id,
				label: 'Private key',
				description: 'not in this workspace',
				icon: new vscode.ThemeIcon('key'),
				contextValue: 'group',
			}),
		children: none,
	};
}
