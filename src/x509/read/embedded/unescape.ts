import { RunMap, type Decoded } from './sourceMap';

/** What a BEGIN or END line is made of. */
const boundary = /-----(?:BEGIN|END) [A-Z0-9 .#]+-----/y;
/** A header of RFC 1421, 4.6: `Proc-Type: 4,ENCRYPTED`. */
const header = /[A-Za-z][A-Za-z0-9-]*: [A-Za-z0-9,: -]+/y;
const base64 = /[A-Za-z0-9+/=]+/y;
/** What stands between two pieces of one string: operators, commas, white space, the next quote. */
const glue = /[\s+.,&_\\()]*(?:[rbufL]{0,2}|u8)["'`]/y;
/** Backslashes as often as the text was quoted, and what they stand for. */
const escape = /\\+(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r?\n|[nrt/=:]))/y;

/** More than any certificate has; a BEGIN line without END ends here. */
const greatestLength = 1_000_000;

/**
 * A PEM block as a program writes it: with `\n` for line ends, in pieces that are added up, or as a
 * comment. Reads from the BEGIN line at `start` to its END line; undefined if anything stands there
 * that is none of these.
 */
export function unescapePem(text: string, start: number): Decoded | undefined {
	const map = new RunMap();
	let decoded = '';
	let at = start;
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		if (found === undefined) {
			return false;
		}
		map.add(decoded.length, at, found.length);
		decoded += found;
		at += found.length;
		return true;
	};
	const endLine = (): void => {
		decoded += decoded.endsWith('\n') ? '' : '\n';
	};
	const prefix = commentBefore(text, start);
	if (!take(boundary)) {
		return undefined;
	}
	const limit = Math.min(text.length, start + greatestLength);
	while (at < limit) {
		if (text.startsWith('-----END ', at)) {
			return take(boundary) ? { text: decoded, map } : undefined;
		}
		if (decoded.endsWith('\n') && take(header)) {
			continue;
		}
		if (take(base64)) {
			continue;
		}
		const width = escapeAt(text, at);
		if (width !== undefined) {
			if (width.text === '\n') {
				// Two of them end the headers.
				decoded += '\n';
			} else if (width.text !== '') {
				map.add(decoded.length, at, 1, width.length);
				decoded += width.text;
			}
			at += width.length;
			continue;
		}
		const next = spaceAt(text, at, prefix) ?? glueAt(text, at);
		if (next === undefined) {
			return undefined;
		}
		endLine();
		at = next;
	}
	return undefined;
}

function escapeAt(
	text: string,
	at: number,
): { readonly text: string; readonly length: number } | undefined {
	escape.lastIndex = at;
	const match = escape.exec(text);
	if (match === null) {
		return undefined;
	}
	const [all, unicode, hex, letter = ''] = match;
	const code = unicode ?? hex;
	if (code !== undefined) {
		return { text: String.fromCharCode(Number.parseInt(code, 16)), length: all.length };
	}
	const meaning = { n: '\n', r: '', t: '', '\n': '', '\r\n': '' }[letter] ?? letter;
	return { text: meaning, length: all.length };
}

/** Behind white space, and behind the comment sign that each line begins with. */
function spaceAt(text: string, at: number, prefix: string): number | undefined {
	const space = /\s+/y;
	space.lastIndex = at;
	const found = space.exec(text)?.[0];
	if (found === undefined) {
		return undefined;
	}
	const next = at + found.length;
	return prefix !== '' && found.includes('\n') && text.startsWith(prefix, next)
		? next + prefix.length
		: next;
}

/** Behind the quote that ends one piece, and the quote that begins the next. */
function glueAt(text: string, at: number): number | undefined {
	if (!/["'`]/.test(text[at] ?? '')) {
		return undefined;
	}
	glue.lastIndex = at + 1;
	const found = glue.exec(text)?.[0];
	return found === undefined ? undefined : at + 1 + found.length;
}

/** The comment sign in front of a BEGIN line: `#`, `//`, ` *`. */
function commentBefore(text: string, start: number): string {
	const before = text.slice(Math.max(0, start - 200), start);
	const sign = before.slice(before.lastIndexOf('\n') + 1).trim();
	return /^[#/*>|;:!-]+$/.test(sign) ? sign : '';
}
