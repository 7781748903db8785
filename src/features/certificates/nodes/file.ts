import * as vscode from 'vscode';
import type { LintFile } from '../../../lint/rule';
import { baseName } from '../../../workspace/summary/others';
import type { LocatedObject } from '../../../x509/read';
import { certificateNode } from './certificate';
import { crlNode } from './crl';
import { treeItem, type Node, type NodeContext } from './node';
import { keyInFileNode } from './privateKey';
import { publicKeyNode } from './publicKey';
import { requestNode } from './request';
import { storeNode } from './store';
import { unreadableNode } from './unreadable';

/** A file with its objects in the order of the file. */
export function fileNode(context: NodeContext, file: LintFile): Node {
	const { path, content } = file;
	if (content.objects.length === 0) {
		return unreadableNode(undefined, file);
	}
	const id = `file/${path}`;
	const place = { path, line: 1, start: 0 };
	const folder = path.slice(0, -baseName(path).length - 1);
	const node: Node = {
		id,
		parent: undefined,
		place,
		item: () =>
			treeItem({
				id,
				label: baseName(path),
				description: folder,
				icon: vscode.ThemeIcon.File,
				// Icon, color and number are the Explorer's.
				resource: context.uriOf(path),
				contextValue: 'place',
				state: vscode.TreeItemCollapsibleState.Expanded,
				tooltip: path,
			}),
		children: () =>
			content.objects
				.filter(({ within }) => within === undefined)
				.flatMap((object) => objectNodes(context, node, file, object)),
	};
	return node;
}

/** The row of an object below its file or its container; none for what has nothing to say. */
export function objectNodes(
	context: NodeContext,
	parent: Node,
	file: LintFile,
	object: LocatedObject,
): readonly Node[] {
	switch (object.kind) {
		case 'certificate': {
			const entry = context.tree.entries.get(object.certificate.fingerprintSha256);
			// In a file the certificate stands alone: what it issued stands in its own file.
			return entry === undefined
				? []
				: [certificateNode(context, parent, { ...entry, issued: [], crls: [] }, [])];
		}
		case 'certificateRequest':
			return [requestNode(context, parent, { file, object })];
		case 'crl':
			return [crlNode(context, parent, { file, object })];
		case 'privateKey':
			return [keyInFileNode(context, parent, { file, object })];
		case 'encryptedPrivateKey':
			return [keyInFileNode(context, parent, { file, object })];
		case 'publicKey':
			return [publicKeyNode(parent, { file, object })];
		case 'pkcs7':
		case 'pkcs12':
		case 'jks':
		case 'ocspResponse':
			return [storeNode(context, parent, { file, object })];
		default:
			return [];
	}
}
