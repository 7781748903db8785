import * as vscode from 'vscode';
import { counted } from '../../../util/duration';
import type { MissingIssuer } from '../../../workspace/issuerTree';
import { shortKeyId } from './keyId';
import { colonHex } from '../../../x509/describe';
import { certificateNode } from './certificate';
import { treeItem, type Node, type NodeContext } from './node';

/** The dashed row above certificates whose issuer no file holds. */
export function missingIssuerNode(context: NodeContext, issuer: MissingIssuer): Node {
	const { name, keyIdentifier, isPublic, issued } = issuer;
	const id = `missing/${name}/${keyIdentifier ?? ''}`;
	const keyId =
		keyIdentifier === undefined ? '' : ` Key id ${colonHex(keyIdentifier).toLowerCase()}.`;
	const holder = isPublic ? 'operating systems know it as a public CA' : 'no file holds it';
	const verb = issued.length === 1 ? 'names' : 'name';
	const isNameHere = context.tree.authorities.some(({ card }) => card.label === name);
	const mark = keyIdentifier === undefined ? '' : ` (${shortKeyId(keyIdentifier)})`;
	const node: Node = {
		id,
		parent: undefined,
		value: name,
		item: () =>
			treeItem({
				id,
				// Another CA of this name is here: the key is what is missing.
				label: isNameHere ? `${name}${mark}` : name,
				description: isPublic ? 'public CA, not in this workspace' : 'not in this workspace',
				icon: new vscode.ThemeIcon('issue-draft', new vscode.ThemeColor('disabledForeground')),
				contextValue: 'missingIssuer',
				state: vscode.TreeItemCollapsibleState.Expanded,
				tooltip: `${counted(issued.length, 'certificate')} here ${verb} this issuer; ${holder}.${keyId}`,
			}),
		children: () => issued.map((entry) => certificateNode(context, node, entry, issued)),
	};
	return node;
}
