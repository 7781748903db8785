import type { Finding } from '../../../lint/rule';
import { placeOf } from '../../../workspace/summary/summary';
import { colored, errorIcon, warningIcon } from './icons';
import { none, treeItem, type Node, type NodeContext } from './node';

const icons = {
	error: errorIcon,
	warning: warningIcon,
	information: colored('info', 'list.foreground'),
	hint: colored('lightbulb', 'list.foreground'),
};

/** A finding: what is wrong in a few words; it opens the file there. */
export function findingNode(context: NodeContext, parent: Node, finding: Finding): Node {
	const { rule, severity, message, object, path } = finding;
	const id = `${parent.id}/finding/${rule.id}`;
	const file = context.fileOf(path);
	const place = file && placeOf(file, object);
	return {
		id,
		parent,
		place,
		value: message,
		item: () =>
			treeItem({
				id,
				label: rule.title,
				icon: icons[severity],
				contextValue: 'finding',
				tooltip: message,
				spoken: `${severity}: ${message}`,
				place,
			}),
		children: none,
	};
}
