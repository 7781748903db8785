import type { Span } from '../../der';
import { tellingKey } from './names';
import type { Decoded } from './sourceMap';

/** A document of YAML or JSON, as far as looking for values needs it. */
export type TreeNode =
	| { readonly kind: 'map'; readonly start: number; readonly pairs: readonly TreePair[] }
	| { readonly kind: 'list'; readonly items: readonly TreeNode[] }
	| {
			readonly kind: 'scalar';
			readonly range: Span;
			readonly value: string;
			/** The value with its map; undefined if it cannot be found again in the text. */
			readonly decode: () => Decoded | undefined;
	  };

/** One entry of a map. */
export interface TreePair {
	readonly key: string;
	readonly keyRange: Span;
	readonly value: TreeNode;
}

/** A scalar with what is above it. */
export interface TreeValue {
	readonly keys: readonly string[];
	readonly keyRange: Span;
	readonly container: string | undefined;
	readonly group: number;
	readonly scalar: Extract<TreeNode, { kind: 'scalar' }>;
}

/** Where the walk is. */
interface Above {
	readonly keys: readonly string[];
	readonly keyRange: Span | undefined;
	readonly container: string | undefined;
	/** Starts of the maps around, outermost first. */
	readonly maps: readonly number[];
	/** Start of the Kubernetes object around, whose entries belong together wherever they stand. */
	readonly resource: number | undefined;
}

/** Documents of people are not deeper; those made to be have no certificates worth the stack. */
const greatestDepth = 200;

/** Every scalar below a key, in the order of the document. */
export function* valuesOf(root: TreeNode): Generator<TreeValue> {
	const above = {
		keys: [],
		keyRange: undefined,
		container: undefined,
		maps: [],
		resource: undefined,
	};
	yield* walk(root, above, 0);
}

function* walk(node: TreeNode, above: Above, depth: number): Generator<TreeValue> {
	if (depth > greatestDepth) {
		return;
	}
	switch (node.kind) {
		case 'scalar':
			if (above.keyRange !== undefined) {
				const { keys, keyRange, container } = above;
				yield { keys, keyRange, container, group: groupOf(above), scalar: node };
			}
			break;
		case 'list':
			for (const item of node.items) {
				yield* walk(item, { ...above, ...namedItem(item, above) }, depth + 1);
			}
			break;
		case 'map': {
			const inside = { ...above, ...resourceOf(node), maps: [...above.maps, node.start] };
			for (const { key, keyRange, value } of node.pairs) {
				yield* walk(value, { ...inside, keys: [...above.keys, key], keyRange }, depth + 1);
			}
		}
	}
}

/** A Kubernetes object: everything in it belongs to `Secret orders-tls`. */
function resourceOf(
	node: TreeNode,
): { readonly container: string; readonly resource: number } | undefined {
	const kind = textAt(node, 'kind');
	// A kubeconfig is of kind Config and names its clusters and users.
	if (node.kind !== 'map' || kind === undefined || kind === 'Config' || kind === 'List') {
		return undefined;
	}
	const metadata = childOf(node, 'metadata');
	if (metadata === undefined) {
		return undefined;
	}
	const name = textAt(metadata, 'name') ?? textAt(metadata, 'generateName');
	return { container: name === undefined ? kind : `${kind} ${name}`, resource: node.start };
}

/** A list of named things, as kubeconfig's `users` or Envoy's `secrets`: `user admin`. */
function namedItem(item: TreeNode, above: Above): { readonly container: string } | undefined {
	const name = above.resource === undefined ? textAt(item, 'name') : undefined;
	const list = above.keys.at(-1);
	return name === undefined || list === undefined
		? undefined
		: { container: `${list.replace(/s$/, '')} ${name}` };
}

/** The Kubernetes object, else the map around the telling key. */
function groupOf({ keys, maps, resource }: Above): number {
	const isCarried = tellingKey(keys) !== keys.at(-1);
	return resource ?? maps.at(isCarried ? -2 : -1) ?? 0;
}

function childOf(node: TreeNode, key: string): TreeNode | undefined {
	return node.kind === 'map' ? node.pairs.find((pair) => pair.key === key)?.value : undefined;
}

function textAt(node: TreeNode, key: string): string | undefined {
	const child = childOf(node, key);
	return child?.kind === 'scalar' && child.value !== '' ? child.value : undefined;
}
