import * as vscode from 'vscode';
import { dayText } from '../../../util/duration';
import type { Certificate } from '../../../x509/certificate';
import { timeText } from '../../../x509/describe';
import { none, treeItem, type Node } from './node';

/** From when to when a certificate is valid, in days; to the second in the tooltip. */
export function validityNode(parent: Node, { notBefore, notAfter }: Certificate): Node {
	const id = `${parent.id}/validity`;
	const label = `${dayText(notBefore)} to ${dayText(notAfter)}`;
	return {
		id,
		parent,
		value: `${timeText(notBefore)} to ${timeText(notAfter)}`,
		item: () =>
			treeItem({
				id,
				label,
				icon: new vscode.ThemeIcon('calendar'),
				contextValue: 'field',
				tooltip: `Not before ${timeText(notBefore)}\nNot after ${timeText(notAfter)}`,
				spoken: `valid from ${label}`,
			}),
		children: none,
	};
}
