import * as vscode from 'vscode';
import { clearestPlace } from '../../../workspace/clearestPlace';
import {
	baseName,
	keyTitle,
	ownersOf,
	summarizePrivateKey,
} from '../../../workspace/summary/others';
import type { KeyInFile } from '../../../workspace/identities';
import { placeOf } from '../../../workspace/summary/summary';
import { allFieldsNode } from './fields';
import { leafNode, treeItem, type Node, type NodeContext } from './node';
import { tooltip } from './tooltip';

/** The private key below its certificate or request. */
export function ownKeyNode(context: NodeContext, parent: Node, key: KeyInFile): Node {
	const { isEncrypted, publicKey } = key.object.privateKey;
	// A locked key that lies beside its certificate is known by its name, which proves nothing.
	const proof =
		publicKey === undefined ? 'encrypted' : isEncrypted ? 'encrypted, matches' : 'matches';
	const label = key.object.entry?.name ?? baseName(key.file.path);
	return keyNode(context, parent, key, { label, description: `${keyTitle(key)} · ${proof}` });
}

/** A key that nothing here belongs to, in the group of such keys. */
export function orphanKeyNode(context: NodeContext, parent: Node, key: KeyInFile): Node {
	const label = key.object.entry?.name ?? baseName(key.file.path);
	return keyNode(context, parent, key, { label, description: keyTitle(key) });
}

/** A key below its file, which has told the name already. */
export function keyInFileNode(context: NodeContext, parent: Node, key: KeyInFile): Node {
	const owner = clearestPlace(ownersOf(context.workspace, key));
	const label = key.object.privateKey.isEncrypted ? 'Encrypted private key' : 'Private key';
	const belongs = owner === undefined ? [] : [`belongs to ${baseName(owner.file.path)}`];
	return keyNode(context, parent, key, {
		label,
		description: [keyTitle(key), ...belongs].join(' · '),
	});
}

function keyNode(
	context: NodeContext,
	parent: Node,
	key: KeyInFile,
	texts: { readonly label: string; readonly description: string },
): Node {
	const { isEncrypted } = key.object.privateKey;
	const place = placeOf(key.file, key.object);
	const id = `${parent.id}/key/${place.path}:${place.line}`;
	const node: Node = {
		id,
		parent,
		place,
		item: () =>
			treeItem({
				id,
				...texts,
				icon: new vscode.ThemeIcon(isEncrypted ? 'lock' : 'key'),
				contextValue: isEncrypted ? 'privateKey+locked' : 'privateKey',
				state: vscode.TreeItemCollapsibleState.Collapsed,
				tooltip: tooltip(summarizePrivateKey(context.workspace, key), place),
				place,
			}),
		children: () => allFieldsNode(node, key.object),
	};
	return node;
}

/** Stands where a certificate's private key is not here: nobody has to wonder whether it was looked for. */
export function missingKeyNode(parent: Node): Node {
	return leafNode(parent, {
		id: `${parent.id}/key`,
		label: 'Private key',
		description: 'not in this workspace',
		icon: new vscode.ThemeIcon('key'),
		contextValue: 'group',
	});
}
