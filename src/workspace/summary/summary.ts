import type { LintFile } from '../../lint/rule';
import { visibleText } from '../../util/visibleText';
import type { LocatedObject } from '../../x509/read';

/** A place in a file that a text can lead to. */
export interface Place {
	readonly path: string;
	/** From 1. */
	readonly line: number;
	/** Offset as the reader counts; exact while the file is as it was read. */
	readonly start: number;
}

/** A piece of a value; with a place it may be shown as a link. */
export interface SummaryPart {
	readonly text: string;
	readonly place?: Place;
}

/** One line below the headline. */
export interface SummaryRow {
	readonly label: string;
	readonly parts: readonly SummaryPart[];
	/** For values that are compared letter by letter. */
	readonly isCode?: boolean;
}

/** What hover, tooltip and screen reader say about an object, before anyone draws it. */
export interface Summary {
	readonly name: string;
	/** `server certificate`, `root CA`, `EC P-256` behind "Private key". */
	readonly title: string;
	readonly rows: readonly SummaryRow[];
}

/** Where an object stands. */
export function placeOf(file: LintFile, { line, start }: LocatedObject): Place {
	return { path: file.path, line, start };
}

/** A place in words, for somebody who looks at `from`: the entry of this very document, else the file. */
export function placeText(file: LintFile, { entry }: LocatedObject, from?: LintFile): string {
	return entry !== undefined && file.path === from?.path ? visibleText(entry.title) : file.path;
}

/** A row of plain text. */
export function textRow(label: string, text: string): SummaryRow {
	return { label, parts: [{ text }] };
}

/** Joins the text of a row's parts, for those who draw no links. */
export function plainText({ parts }: SummaryRow): string {
	return parts.map(({ text }) => text).join('');
}
