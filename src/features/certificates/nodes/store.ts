import * as vscode from 'vscode';
import type { StoreInFile } from '../../../workspace/issuerTree';
import { baseName } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { none, treeItem, type Node } from './node';

const kinds: Readonly<Record<string, { readonly name: string; readonly icon: string }>> = {
	pkcs7: { name: 'PKCS#7', icon: 'package' },
	pkcs12: { name: 'PKCS#12', icon: 'lock' },
	jks: { name: 'JKS', icon: 'database' },
};

/** A container that is recognized by its form; its contents are not read. */
export function storeNode(parent: Node | undefined, { file, object }: StoreInFile): Node {
	const place = placeOf(file, object);
	const id = `${parent?.id ?? ''}/store/${place.path}:${place.line}`;
	const { name, icon } = kinds[object.kind] ?? { name: object.kind, icon: 'file' };
	const isLocked = object.kind !== 'pkcs7';
	const contextKinds: Readonly<Record<string, string>> = { jks: 'keystore' };
	const kind = contextKinds[object.kind] ?? object.kind;
	return {
		id,
		parent,
		place,
		item: () =>
			treeItem({
				id,
				label: baseName(place.path),
				description: isLocked ? `${name} · locked` : name,
				icon: new vscode.ThemeIcon(icon),
				contextValue: isLocked ? `${kind}+locked` : kind,
				tooltip: `${place.path}: ${name}, recognized by its form. Its contents were not read.`,
				place,
			}),
		children: none,
	};
}
