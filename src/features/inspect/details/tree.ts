import { counted } from '../../../util/duration';
import { markup, nothing, type Markup } from '../../../util/markup';
import type { Asn1Children, Asn1Node } from '../../../x509/asn1Tree';
import { icon } from './html';

/** Levels that are moved to the right; deeper ones would leave no room for their names. */
const deepestIndent = 16;

/**
 * Rows of the tree in reading order. `open` is told of every node, and gives the children of those
 * that are open at once; `next` is where a long list goes on.
 */
export function treeHtml(
	nodes: readonly Asn1Node[],
	next: number | undefined,
	parent: number,
	open: (node: Asn1Node) => Asn1Children | undefined,
): Markup[] {
	const rows = nodes.flatMap((node) => {
		const children = open(node);
		const below =
			children === undefined ? [] : treeHtml(children.nodes, children.next, node.offset, open);
		return [rowHtml(node, children !== undefined), ...below];
	});
	const level = nodes[0]?.depth ?? 0;
	const more = next === undefined ? [] : [moreHtml(level, parent, next)];
	return [...rows, ...more];
}

function rowHtml(node: Asn1Node, isOpen: boolean): Markup {
	const { offset, end, depth, headerLength, length, tagName, name, value, inside, fault } = node;
	const bytes = counted(length, 'byte');
	const type = `${tagName}, ${bytes}`;
	const expanded = inside === undefined ? nothing : markup` aria-expanded="${String(isOpen)}"`;
	const title = `offset ${offset}, header ${headerLength}, length ${length}, ${tagName}`;
	const shown = name === undefined ? [tagName, value || bytes] : [name, value || type];
	const label = [shown[0], value, type, `offset ${offset}`]
		.filter((part) => part !== '')
		.join(', ');
	return markup`<div role="treeitem" class="l${Math.min(depth, deepestIndent)}" aria-level="${depth + 1}"${expanded} aria-selected="false" aria-label="${label}" tabindex="${offset === 0 ? 0 : -1}" data-offset="${offset}" data-end="${end}" data-value="${value || type}" title="${title}"><span class="at">${offset}</span><span class="what">${inside === undefined ? markup`<span class="leaf"></span>` : icon('chevron', 'small chevron')}${shown[0] ?? ''}<em${fault === undefined ? nothing : markup` class="fail"`}>${shown[1] ?? ''}</em></span></div>`;
}

function moreHtml(level: number, parent: number, next: number): Markup {
	return markup`<div role="treeitem" class="more l${Math.min(level, deepestIndent)}" aria-level="${level + 1}" aria-selected="false" tabindex="-1" data-parent="${parent}" data-next="${next}"><span class="at">${next}</span><span class="what"><span class="leaf"></span>Show 500 More</span></div>`;
}
