import { Composer, isMap, isScalar, isSeq, Parser, Scalar, type ParsedNode } from 'yaml';
import { align, type Escapes } from './align';
import type { Parse, ParsedDocument } from './parse';
import { verbatim, type Decoded } from './sourceMap';
import type { TreeNode } from './tree';

/**
 * Reads the documents of a YAML stream. All scalars are texts here: a serial number that looks like
 * a number or a key called `no` is not to be turned into something else.
 */
export const parseYaml: Parse = function* (text): Generator<ParsedDocument> {
	const composer = new Composer<ParsedNode, false>({
		schema: 'failsafe',
		strict: false,
		uniqueKeys: false,
		logLevel: 'silent',
		prettyErrors: false,
	});
	for (const document of composer.compose(new Parser().parse(text), true, text.length)) {
		const { contents, errors } = document;
		yield {
			root: (contents as ParsedNode | null) && treeOf(text, contents, 0),
			fault: errors[0]?.pos[0],
		} as ParsedDocument;
	}
};

/** As deep as `valuesOf` looks. */
const greatestDepth = 200;

function treeOf(text: string, node: ParsedNode | null, depth: number): TreeNode | undefined {
	if (depth > greatestDepth) {
		return undefined;
	}
	if (isMap(node)) {
		return {
			kind: 'map',
			start: node.range[0],
			pairs: node.items.flatMap(({ key, value }) => {
				const tree = treeOf(text, value, depth + 1);
				return tree === undefined || !isScalar(key)
					? []
					: [{ key: textOf(key), keyRange: keyRangeOf(key), value: tree }];
			}),
		};
	}
	if (isSeq(node)) {
		return {
			kind: 'list',
			items: node.items.flatMap((item) => treeOf(text, item, depth + 1) ?? []),
		};
	}
	// An alias is not followed: its anchor's value stands in the document once.
	return isScalar(node) ? scalarOf(text, node) : undefined;
}

function scalarOf(text: string, node: Scalar.Parsed): TreeNode {
	const [start, end] = node.range;
	const value = textOf(node);
	return { kind: 'scalar', range: { start, end }, value, decode: () => decode(text, node, value) };
}

/** An explicit tag makes something else of a scalar; its text is kept beside. */
function textOf({ value, source }: Scalar): string {
	return typeof value === 'string' ? value : (source ?? '');
}

function decode(text: string, { type, range }: Scalar.Parsed, value: string): Decoded | undefined {
	const [start, end] = range;
	if (type === Scalar.PLAIN && end - start === value.length) {
		return verbatim(text, start, end);
	}
	if (type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED) {
		// Behind the line of `|` and its indicators.
		const body = text.indexOf('\n', start) + 1;
		return body > 0 && body <= end ? align(text, body, end, value, 'none') : undefined;
	}
	const escapes = escapesOf[type ?? ''];
	return escapes === undefined
		? align(text, start, end, value, 'none')
		: align(text, start + 1, end - 1, value, escapes);
}

const escapesOf: Readonly<Record<string, Escapes>> = {
	[Scalar.QUOTE_SINGLE]: 'apostrophe',
	[Scalar.QUOTE_DOUBLE]: 'backslash',
};

function keyRangeOf(key: Scalar): { readonly start: number; readonly end: number } {
	const [start, end] = key.range ?? [0, 0];
	const quote = key.type === Scalar.QUOTE_SINGLE || key.type === Scalar.QUOTE_DOUBLE ? 1 : 0;
	return { start: start + quote, end: end - quote };
}
