import * as vscode from 'vscode';
import type { StoreInFile } from '../../../workspace/issuerTree';
import {
	containerName,
	containerState,
	isLocked,
	summarizeContainer,
} from '../../../workspace/summary/containers';
import { baseName } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { objectNodes } from './file';
import { allFieldsNode } from './fields';
import { treeItem, type Node, type NodeContext } from './node';
import { tooltip } from './tooltip';

const icons: Readonly<Record<StoreInFile['object']['kind'], string>> = {
	pkcs7: 'package',
	pkcs12: 'lock',
	jks: 'database',
	ocspResponse: 'verified',
};

const contextKinds: Readonly<Record<StoreInFile['object']['kind'], string>> = {
	pkcs7: 'pkcs7',
	pkcs12: 'pkcs12',
	jks: 'keystore',
	ocspResponse: 'ocspResponse',
};

/** A container with what it holds below it; what is locked in it shows after Unlock. */
export function storeNode(
	context: NodeContext,
	parent: Node | undefined,
	{ file, object }: StoreInFile,
): Node {
	const place = placeOf(file, object);
	const id = `${parent?.id ?? ''}/store/${place.path}:${place.line}`;
	const locked = isLocked(object);
	const kind = contextKinds[object.kind];
	// An opened PKCS #12 file is a package like any other.
	const icon = object.kind === 'pkcs12' && !locked ? 'package' : icons[object.kind];
	const node: Node = {
		id,
		parent,
		place,
		item: () =>
			treeItem({
				id,
				label: baseName(place.path),
				description: `${containerName(object)} · ${containerState(context, file, object)}`,
				icon: new vscode.ThemeIcon(icon),
				contextValue: locked ? `${kind}+locked` : kind,
				state: vscode.TreeItemCollapsibleState.Collapsed,
				hasLazyTooltip: true,
				place,
			}),
		tooltip: () => tooltip(summarizeContainer(context, file, object), place),
		children: () => [
			...file.content.objects
				.filter(({ within }) => within === object.start)
				.flatMap((inner) => objectNodes(context, node, file, inner)),
			...allFieldsNode(node, object),
		],
	};
	return node;
}
