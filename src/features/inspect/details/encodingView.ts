import { encodePem } from '../../../issue/pem';
import { markup } from '../../../util/markup';
import type { Details } from '../../../workspace/details';
import type { DetailGroup, Encoding } from '../../../workspace/details/model';
import {
	findAsn1Path,
	readAsn1,
	readAsn1Children,
	type Asn1Children,
	type Asn1Node,
} from '../../../x509/asn1Tree';
import type { Span } from '../../../x509/der';
import { hexHtml } from './hex';
import type { HostMessage, LateTab, SelectedMessage } from './messages';
import { treeHtml } from './tree';

/** The bytes of one object as the page looks at them: it asks, this answers. */
export class EncodingView {
	readonly #encoding: Encoding;
	readonly #fields: readonly (Span | undefined)[];
	/** Nodes that the page has a row of, by their offset. */
	readonly #nodes = new Map<number, Asn1Node>();

	constructor(encoding: Encoding, groups: readonly DetailGroup[]) {
		this.#encoding = encoding;
		this.#fields = groups.flatMap(({ fields }) => fields.map(({ span }) => span));
	}

	/** The tabs with the tree opened as far as people look. */
	html(): string {
		const { der, schema } = this.#encoding;
		const rows = this.#rows(readAsn1(der, schema), -1);
		return markup`<div role="tablist" aria-label="Encoding"><button type="button" role="tab" id="tab-asn1" data-tab="asn1" aria-controls="panel-asn1" aria-selected="true" tabindex="0">ASN.1</button><button type="button" role="tab" id="tab-text" data-tab="text" aria-controls="panel-text" aria-selected="false" tabindex="-1">Text</button><button type="button" role="tab" id="tab-pem" data-tab="pem" aria-controls="panel-pem" aria-selected="false" tabindex="-1">PEM</button></div>
<div role="tabpanel" id="panel-asn1" aria-labelledby="tab-asn1"><div role="tree" aria-label="ASN.1">${rows}</div><div id="hex">${hexHtml(der, undefined)}</div></div>
<div role="tabpanel" id="panel-text" aria-labelledby="tab-text" hidden></div>
<div role="tabpanel" id="panel-pem" aria-labelledby="tab-pem" hidden></div>`.text;
	}

	/** The children of a node from an offset on. */
	children(of: number, from: number): HostMessage | undefined {
		const node = this.#nodes.get(of);
		if (node?.inside === undefined || from > node.inside.end) {
			return undefined;
		}
		const start = from === 0 ? undefined : from;
		const children = readAsn1Children(this.#encoding.der, node, start);
		return { type: 'children', of, from, html: markup`${this.#rows(children, of)}`.text };
	}

	/** The smallest node that covers the bytes, with all that has to be opened to see it. */
	select(span: Span): SelectedMessage | undefined {
		const { der, schema } = this.#encoding;
		const path = findAsn1Path(der, span, schema);
		const opened: { of: number; html: string }[] = [];
		let node = path[0];
		for (const below of path.slice(1)) {
			if (node === undefined) {
				break;
			}
			const children = readAsn1Children(der, node);
			if (!children.nodes.some(({ offset }) => offset === below.offset)) {
				// It stands further down a long list than the page has rows for.
				break;
			}
			opened.push({ of: node.offset, html: markup`${this.#rows(children, node.offset)}`.text });
			node = below;
		}
		return (
			node && {
				type: 'selected',
				opened,
				node: node.offset,
				hex: hexHtml(der, node).text,
				field: this.#fieldOf(node),
			}
		);
	}

	/** What a tab holds; long texts are cut, *Copy* has all of them. */
	tab(tab: LateTab): string {
		const text = this.text(tab);
		const shown = text.length > longestText ? `${text.slice(0, longestText)}\n…` : text;
		return markup`<div class="actions"><button type="button" data-copy-tab="${tab}">Copy</button></div><pre tabindex="0">${shown}</pre>`
			.text;
	}

	/** The whole text of a tab. */
	text(tab: LateTab): string {
		const { der, pemLabel, text } = this.#encoding;
		return tab === 'text' ? text() : encodePem(pemLabel, der);
	}

	#rows({ nodes, next }: Asn1Children, parent: number): ReturnType<typeof treeHtml> {
		return treeHtml(nodes, next, parent, (node) => {
			this.#nodes.set(node.offset, node);
			return isOpenAtFirst(node) ? readAsn1Children(this.#encoding.der, node) : undefined;
		});
	}

	/** The field that is this node, else the smallest one around it. */
	#fieldOf({ offset, end }: Asn1Node): number | undefined {
		let best: number | undefined;
		let size = Infinity;
		for (const [index, span] of this.#fields.entries()) {
			if (
				span !== undefined &&
				span.start <= offset &&
				end <= span.end &&
				span.end - span.start < size
			) {
				best = index;
				size = span.end - span.start;
			}
		}
		return best;
	}
}

/** Characters of a text that a page shows. */
const longestText = 400_000;

/** As in `ux/details.html`: what is signed, and the list of extensions. */
const openNames = new Set([
	'tbsCertificate',
	'tbsCertList',
	'certificationRequestInfo',
	'extensions',
	'crlExtensions',
]);

function isOpenAtFirst({ depth, name }: Asn1Node): boolean {
	return depth === 0 || (depth < 4 && openNames.has(name ?? ''));
}

/** True if both show the same bytes in the same way. */
export function isSameEncoding(a: Details['encoding'], b: Details['encoding']): boolean {
	return a === b || (a !== undefined && b !== undefined && Buffer.compare(a.der, b.der) === 0);
}
