import { contentOf, isWellFormed, readElement, type Asn1Element } from './asn1Element';
import { fieldsInOrder, type Asn1Schema } from './asn1Schema';
import { tagName, valueInWords } from './asn1Words';
import type { Span } from './der';

/** One element of a tree, with what people want to know of it. */
export interface Asn1Node extends Asn1Element {
	/** 0 for a root. */
	readonly depth: number;
	/** `SEQUENCE`, `OCTET STRING`, `[0]`, `APPLICATION 3`. */
	readonly tagName: string;
	/** The field's name in the standard, such as `tbsCertificate`; undefined where nobody gave one. */
	readonly name: string | undefined;
	/** The value in a few words; `''` where there is nothing shorter to say than the parts. */
	readonly value: string;
	/** The bytes that hold the children: the content, or what a string encapsulates; undefined for a leaf. */
	readonly inside: Span | undefined;
	/** True for an OCTET or BIT STRING whose content is ASN.1 again. */
	readonly isEncapsulating: boolean;
	readonly schema: Asn1Schema | undefined;
}

/** Some children of a node, in order. */
export interface Asn1Children {
	readonly nodes: readonly Asn1Node[];
	/** Offset of the first child that was left out; undefined if there is none. */
	readonly next: number | undefined;
}

/** Children that are read at a time; a CRL has hundreds of thousands. */
export const childrenAtOnce = 500;

/** Deeper than any standard goes; below it elements are shown closed, so that no input costs more than its size. */
const deepest = 64;

/** The elements that `bytes` begin with; `schema` gives the fields their names. Never throws. */
export function readAsn1(bytes: Uint8Array, schema?: Asn1Schema): Asn1Children {
	return readRow(bytes, { start: 0, end: bytes.length }, 0, 0, () => schema);
}

/** The children of a node from an offset on, which is that of its first child unless given. */
export function readAsn1Children(bytes: Uint8Array, node: Asn1Node, from?: number): Asn1Children {
	const { inside, schema } = node;
	if (inside === undefined) {
		return { nodes: [], next: undefined };
	}
	const start = from ?? inside.start;
	const names = start === inside.start ? fieldsInOrder(schema) : () => schema?.each;
	return readRow(bytes, inside, start, node.depth + 1, names);
}

/** The nodes from a root down to the smallest one that covers the span; empty where the bytes end before. */
export function findAsn1Path(bytes: Uint8Array, span: Span, schema?: Asn1Schema): Asn1Node[] {
	const path: Asn1Node[] = [];
	let row = readAsn1(bytes, schema);
	for (;;) {
		const node = row.nodes.find(({ offset, end }) => offset <= span.start && span.end <= end);
		if (node === undefined) {
			return path;
		}
		path.push(node);
		const isExact = node.offset === span.start && node.end === span.end;
		if (isExact || node.inside === undefined) {
			return path;
		}
		row = readAsn1Children(bytes, node, pageOf(bytes, node.inside, span.start));
	}
}

/** Where the page of children begins that has the one at `target`; only headers are looked at on the way. */
function pageOf(bytes: Uint8Array, inside: Span, target: number): number {
	let page = inside.start;
	let at = inside.start;
	for (let index = 0; at < inside.end && at <= target; index++) {
		page = index % childrenAtOnce === 0 ? at : page;
		at = readElement(bytes, at, inside.end).end;
	}
	return page;
}

function readRow(
	bytes: Uint8Array,
	within: Span,
	from: number,
	depth: number,
	schemaOf: (identifier: number, index: number) => Asn1Schema | undefined,
): Asn1Children {
	const nodes: Asn1Node[] = [];
	let at = from;
	while (at < within.end && nodes.length < childrenAtOnce) {
		const element = readElement(bytes, at, within.end);
		const schema = schemaOf(bytes[at] ?? 0, nodes.length);
		nodes.push(nodeOf(bytes, element, depth, schema));
		at = element.end;
	}
	return { nodes, next: at < within.end ? at : undefined };
}

function nodeOf(
	bytes: Uint8Array,
	element: Asn1Element,
	depth: number,
	given: Asn1Schema | undefined,
): Asn1Node {
	const schema = given?.resolve?.(bytes, element) ?? given;
	const content = contentOf(element);
	const encapsulated = element.isConstructed ? undefined : encapsulatedIn(bytes, element, schema);
	const canOpen = depth < deepest && element.length > 0 && element.headerLength > 1;
	const inside = element.isConstructed ? content : encapsulated;
	return {
		...element,
		depth,
		tagName: tagName(element),
		name: schema?.name,
		value: element.fault ?? valueInWords(bytes, element, schema, encapsulated !== undefined),
		inside: canOpen ? inside : undefined,
		isEncapsulating: encapsulated !== undefined,
		schema,
	};
}

/** A schema that promises ASN.1 is believed if the bytes parse; without one only SEQUENCE and SET are. */
function encapsulatedIn(
	bytes: Uint8Array,
	element: Asn1Element,
	schema: Asn1Schema | undefined,
): Span | undefined {
	const { start, end } = contentOf(element);
	const isBitString = element.tagNumber === 3;
	if (element.tagClass !== 'universal' || (element.tagNumber !== 4 && !isBitString)) {
		return undefined;
	}
	const inner = { start: isBitString ? start + 1 : start, end };
	const first = bytes[inner.start];
	const isLikely = schema?.inside !== undefined || first === 0x30 || first === 0x31;
	return inner.end - inner.start >= 2 &&
		isLikely &&
		(!isBitString || bytes[start] === 0) &&
		isWellFormed(bytes, inner.start, inner.end)
		? inner
		: undefined;
}

/** Where the field of that name stands among the first parts of a signed object; undefined if it has none. */
export function findAsn1Named(
	bytes: Uint8Array,
	name: string,
	schema: Asn1Schema | undefined,
): Span | undefined {
	const [root] = readAsn1(bytes, schema).nodes;
	const parts = root === undefined ? [] : readAsn1Children(bytes, root).nodes;
	const inner = parts[0] === undefined ? [] : readAsn1Children(bytes, parts[0]).nodes;
	const found = [...parts, ...inner].find((node) => node.name === name);
	return found && { start: found.offset, end: found.end };
}
