import type * as vscode from 'vscode';
import { renderCard } from '../../../editor/markdown';
import type { Finding } from '../../../lint/rule';
import { refusedByText } from '../../../lint/refusedBy';
import type { Place, Summary } from '../../../workspace/summary/summary';

/** The hover's card without links, with the file, and one line per finding. */
export function tooltip(
	{ name, title, rows }: Summary,
	place: Place | undefined,
	findings: readonly Finding[] = [],
	notes: readonly string[] = [],
): vscode.MarkdownString {
	const file =
		place === undefined
			? []
			: [{ label: 'File', parts: [{ text: `${place.path}:${place.line}` }] }];
	return renderCard({
		name,
		title,
		rows: [
			...rows.map(({ label, parts, isCode }) => ({
				label,
				parts: parts.map(({ text }) => ({ text })),
				isCode,
			})),
			...file,
		],
		notes: [
			...findings.map(({ message, refusedBy }) =>
				[message, refusedByText(refusedBy)].filter(Boolean).join(' '),
			),
			...notes,
		],
		links: [],
	});
}
