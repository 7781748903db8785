import { RunMap, type Decoded } from './sourceMap';

/** How a scalar escapes characters: not at all, a doubled apostrophe, or with backslashes. */
export type Escapes = 'none' | 'apostrophe' | 'backslash';

const plainRuns: Readonly<Record<Escapes, RegExp>> = {
	none: /[^\s]+/y,
	apostrophe: /[^\s']+/y,
	backslash: /[^\s\\]+/y,
};

/**
 * Finds where each character of `value` stands in `source` between `start` and `end`. The parser has
 * said what the value is; indentation, folding and line ends are only white space that one text has
 * and the other has not, and certificates do not begin or end with any. Undefined if the two texts
 * do not belong together.
 */
export function align(
	source: string,
	start: number,
	end: number,
	value: string,
	escapes: Escapes,
): Decoded | undefined {
	const map = new RunMap();
	const plain = plainRuns[escapes];
	let at = start;
	let index = 0;
	while (at < end) {
		if (isSpace(source.charCodeAt(at))) {
			at++;
			continue;
		}
		plain.lastIndex = at;
		const run = plain.exec(source)?.[0].slice(0, end - at);
		const piece =
			run === undefined ? readEscape(source, at, escapes) : { text: run, width: run.length };
		if (piece === undefined) {
			return undefined;
		}
		index = skipTo(value, index, piece.text);
		if (index < 0) {
			return undefined;
		}
		if (piece.text !== '') {
			map.add(index, at, piece.text.length, piece.width);
		}
		index += piece.text.length;
		at += piece.width;
	}
	return value.slice(index).trim() === '' ? { text: value, map } : undefined;
}

/** Where `piece` stands at or behind `from` with only white space in front of it; -1 if it does not. */
function skipTo(value: string, from: number, piece: string): number {
	let index = from;
	while (!value.startsWith(piece, index)) {
		if (index >= value.length || !isSpace(value.charCodeAt(index))) {
			return -1;
		}
		index++;
	}
	return index;
}

const named: Readonly<Record<string, string>> = {
	'0': '\0',
	a: '\x07',
	b: '\b',
	t: '\t',
	n: '\n',
	v: '\v',
	f: '\f',
	r: '\r',
	e: '\x1b',
	N: '\x85',
	_: '\xa0',
	L: '\u2028',
	P: '\u2029',
};

/** One escape of JSON (RFC 8259, 7) or of YAML's double quotes (YAML 1.2, 5.7), which has more of them. */
function readEscape(
	source: string,
	at: number,
	escapes: Escapes,
): { readonly text: string; readonly width: number } | undefined {
	if (escapes === 'apostrophe') {
		return source.startsWith("''", at) ? { text: "'", width: 2 } : undefined;
	}
	const letter = source[at + 1] ?? '';
	const digits = { x: 2, u: 4, U: 8 }[letter];
	if (digits !== undefined) {
		const hex = source.slice(at + 2, at + 2 + digits);
		const code = /^[0-9A-Fa-f]+$/.test(hex) ? Number.parseInt(hex, 16) : -1;
		return code < 0 || code > 0x10ffff
			? undefined
			: { text: String.fromCodePoint(code), width: 2 + digits };
	}
	if (letter === '\n' || letter === '\r') {
		// The line goes on; what follows is indentation.
		return { text: '', width: 2 };
	}
	return { text: named[letter] ?? letter, width: 2 };
}

function isSpace(code: number): boolean {
	return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
