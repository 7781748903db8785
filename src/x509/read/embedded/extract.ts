import type { LocatedObject } from '../object';
import { decodeBase64Value } from './base64';
import { pemSign } from './signs';
import { verbatim } from './sourceMap';
import { unescapePem } from './unescape';

/**
 * What the value around an object holds, as a certificate file would: PEM text, or the octets of a
 * binary file. Undefined if it does not stand there any more.
 */
export function extract(
	text: string,
	{ start, end, entry }: LocatedObject,
): string | Uint8Array | undefined {
	const own = text.slice(start, end);
	if (own.startsWith(pemSign)) {
		return /[\\"'`#]/.test(own) ? unescapePem(text, start)?.text : own.replace(/^[ \t]+/gm, '');
	}
	const { start: from, end: to } = entry?.valueRange ?? { start, end };
	const decoded = decodeBase64Value(verbatim(bareBase64(text.slice(from, to)), 0, to - from));
	if (decoded === undefined) {
		return undefined;
	}
	const inner = Buffer.from(decoded.bytes).toString('latin1');
	return inner.includes(pemSign) ? inner : decoded.bytes;
}

/** A value without the marks of a block scalar and without quotes. */
export function bareBase64(value: string): string {
	return value.replace(/^[|>][^\n]*\n/, '').replace(/["']/g, '');
}
