import * as vscode from 'vscode';
import type { ObjectInFile } from '../../../lint/rule';
import { baseName } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { keyPin } from '../../../x509/describe';
import { describeKey } from '../../../x509/publicKey';
import { none, treeItem, type Node } from './node';

/** A public key that stands in a file of its own. */
export function publicKeyNode(parent: Node, { file, object }: ObjectInFile<'publicKey'>): Node {
	const place = placeOf(file, object);
	const id = `${parent.id}/publicKey/${place.path}:${place.line}`;
	const pin = keyPin(object.publicKey);
	return {
		id,
		parent,
		place,
		value: pin,
		item: () =>
			treeItem({
				id,
				label: baseName(place.path),
				description: `public key · ${describeKey(object.publicKey)}`,
				icon: new vscode.ThemeIcon('symbol-key'),
				contextValue: 'publicKey',
				tooltip: `Public key pin ${pin}`,
				place,
			}),
		children: none,
	};
}
