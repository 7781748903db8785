import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { align } from './align';
import type { Parse, ParsedDocument } from './parse';
import type { TreeNode } from './tree';

/** Reads JSON, also with comments and commas too many; what stands behind a fault is read as far as it makes sense. */
export const parseJson: Parse = function* (text): Generator<ParsedDocument> {
	const errors: ParseError[] = [];
	const root = parseTree(text, errors, { allowTrailingComma: true });
	const tree = root && treeOf(text, root);
	yield { root: tree, fault: errors[0]?.offset };
};

function treeOf(text: string, node: Node): TreeNode | undefined {
	const { offset, length, children = [] } = node;
	switch (node.type) {
		case 'object':
			return {
				kind: 'map',
				start: offset,
				pairs: children.flatMap(({ children: [key, value] = [] }) => {
					const tree = value && treeOf(text, value);
					return key === undefined || tree === undefined
						? []
						: [{ key: String(key.value), keyRange: keyRangeOf(key), value: tree }];
				}),
			};
		case 'array':
			return { kind: 'list', items: children.flatMap((item) => treeOf(text, item) ?? []) };
		case 'string': {
			const value = String(node.value);
			const range = { start: offset, end: offset + length };
			const decode = () => align(text, offset + 1, offset + length - 1, value, 'backslash');
			return { kind: 'scalar', range, value, decode };
		}
		default:
			return undefined;
	}
}

function keyRangeOf({ offset, length }: Node): { readonly start: number; readonly end: number } {
	return { start: offset + 1, end: offset + length - 1 };
}
