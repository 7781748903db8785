import type { LintFile } from '../../../lint/rule';
import { baseName } from '../../../workspace/summary/others';
import { warningIcon } from './icons';
import { leafNode, type Node } from './node';

/** A file that should hold something and cannot be read; it opens where reading ended. */
export function unreadableNode(parent: Node | undefined, { path, content }: LintFile): Node {
	const problem = content.problems[0];
	const place = { path, line: problem?.line ?? 1, start: problem?.offset ?? 0 };
	const id = `${parent?.id ?? ''}/unreadable/${path}`;
	const reason = (problem?.message ?? '').replace(/\.$/, '');
	const sentence = `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
	return leafNode(parent, {
		id,
		label: baseName(path),
		description: `cannot read: ${sentence}`,
		icon: warningIcon,
		contextValue: 'unreadable',
		tooltip: content.problems.map(({ line, message }) => `Line ${line}: ${message}`).join('\n'),
		place,
	});
}
