import { markup, nothing, type Markup } from '../../../util/markup';
import { counted } from '../../../util/duration';
import type { Asn1Node } from '../../../x509/asn1Tree';

const bytesInRow = 16;

/** Rows at a time: two kilobytes hold most certificates, and a page with more spans gets slow. */
const mostRows = 128;

/** The bytes around a node with its own ones marked; from the beginning without one. */
export function hexHtml(der: Uint8Array, node: Asn1Node | undefined): Markup {
	const rows = Math.ceil(der.length / bytesInRow);
	const isWhole = rows <= mostRows;
	const wanted = node === undefined || isWhole ? 0 : Math.floor(node.offset / bytesInRow) - 2;
	const first = Math.max(0, Math.min(wanted, rows - mostRows));
	const last = Math.min(rows, first + mostRows);
	const lines: Markup[] = [];
	for (let row = first; row < last; row++) {
		lines.push(rowHtml(der, row * bytesInRow, node));
	}
	const words =
		node === undefined
			? counted(der.length, 'byte')
			: `${node.tagName} at ${node.offset}: header ${counted(node.headerLength, 'byte')}, content ${counted(node.length, 'byte')}`;
	return markup`<p class="muted" aria-live="polite">${words}</p><div class="hex" tabindex="0" role="group" aria-label="Bytes, hexadecimal">${lines}</div>`;
}

function rowHtml(der: Uint8Array, start: number, node: Asn1Node | undefined): Markup {
	const cells: Markup[] = [];
	const end = Math.min(start + bytesInRow, der.length);
	const markFrom = Math.max(start, node?.offset ?? end);
	const markTo = Math.min(end, node?.end ?? start);
	for (let at = start; at < end; at++) {
		const hex = (der[at] ?? 0).toString(16).padStart(2, '0');
		const isMarked = markFrom <= at && at < markTo;
		const isHeader = isMarked && node !== undefined && at < node.offset + node.headerLength;
		const cssClass = isMarked ? markup` class="${isHeader ? 'marked header' : 'marked'}"` : nothing;
		// The space belongs to the mark where both sides do.
		const space = at + 1 < end ? ' ' : '';
		const inside = isMarked && at + 1 < markTo ? space : '';
		cells.push(
			markup`<span data-byte="${at}"${cssClass}>${hex}${inside}</span>${inside === '' ? space : ''}`,
		);
	}
	const at = start.toString(16).padStart(4, '0');
	return markup`<div><span class="at">${at}</span>  ${cells}</div>`;
}
