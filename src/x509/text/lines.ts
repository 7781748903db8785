import { attempt } from '../asn1Words';
import { colonHex } from '../describe';
import { toHex } from '../der';

/** Lines moved to the right by a number of spaces. */
export function indent(spaces: number, lines: readonly string[]): string[] {
	const space = ' '.repeat(spaces);
	return lines.map((line) => (line === '' ? line : space + line));
}

/** Octets as `0a:1b`, so many on a line; a colon at the end of a line says that more follows. */
export function hexLines(bytes: Uint8Array, perLine: number): string[] {
	const lines: string[] = [];
	for (let at = 0; at < bytes.length; at += perLine) {
		const end = Math.min(at + perLine, bytes.length);
		const pairs = colonHex(toHex(bytes, at, end)).toLowerCase();
		lines.push(end < bytes.length ? `${pairs}:` : pairs);
	}
	return lines;
}

/** `Nov 20 22:58:14 2026 GMT`, as OpenSSL prints times. */
export function gmtText(date: Date): string {
	const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ');
	return `${month} ${String(Number(day)).padStart(2)} ${time} ${String(Number(year))} GMT`;
}

/** A number as OpenSSL prints those of extensions: decimal, and hex from 128 bits on. */
export function numberText(hex: string): string {
	const value = BigInt(`0x${hex}`);
	return hex.length <= 32 ? value.toString() : `0x${hex.toUpperCase()}`;
}

/** Lines made from bytes that may be broken; undefined where they are. */
export function linesOrNothing(make: () => readonly string[]): readonly string[] | undefined {
	return attempt(make);
}
