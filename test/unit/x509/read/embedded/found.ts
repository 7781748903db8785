import { readFileText } from '../../../../../src/x509/read/embedded';
import { buildCertificate } from '../../../../support/certificates';

export const leaf = buildCertificate({ subject: 'orders.svc' });
export const other = buildCertificate({ role: 'ca', subject: 'Lab CA' });

/** What was found at one place, cut out of the text by the ranges that were given. */
export interface Found {
	readonly kind: string;
	readonly title: string | undefined;
	readonly key: string | undefined;
	readonly line: number;
	readonly text: string;
	/** All of the value. */
	readonly value: string | undefined;
	readonly group: number | undefined;
}

/** Reads a text as the file `path`, and cuts out everything that was found. */
export async function find(path: string, text: string): Promise<Found[]> {
	const { objects } = await readFileText({ path, text });
	return objects.map(({ kind, line, start, end, entry }) => ({
		kind,
		title: entry?.title,
		key: entry && text.slice(entry.keyRange.start, entry.keyRange.end),
		line,
		text: text.slice(start, end),
		value: entry && text.slice(entry.valueRange.start, entry.valueRange.end),
		group: entry?.group,
	}));
}

/** Codes and lines of what could not be read. */
export async function problemsOf(path: string, text: string): Promise<[string, number][]> {
	const { problems } = await readFileText({ path, text });
	return problems.map(({ code, line }) => [code, line]);
}

/** The lines of a text, each behind some spaces. */
export function indented(text: string, spaces: number): string {
	return text.trimEnd().replace(/^/gm, ' '.repeat(spaces));
}

/** Base64 of a text. */
export function base64(text: string | Uint8Array): string {
	return Buffer.from(text).toString('base64');
}

/** The line that a piece of text stands in, from 1. */
export function lineOf(text: string, piece: string): number {
	return text.slice(0, text.indexOf(piece)).split('\n').length;
}
