import * as vscode from 'vscode';

/** Text offsets of an object, as the core gives them. */
interface Offsets {
	readonly start: number;
	readonly end: number;
}

/** The whole of an object in an open document. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Offsets): vscode.Range {
	return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** What is drawn under a finding: the first line of its object, without the line break. */
export function firstLineOf(document: vscode.TextDocument, { start }: Offsets): vscode.Range {
	const position = document.positionAt(start);
	return new vscode.Range(position, document.lineAt(position.line).range.end);
}

/** The key of an entry in a file that is not open. */
export function keyOfClosed(entry: {
	readonly keyLine: number;
	readonly keyColumn: number;
	readonly keyRange: Offsets;
}): vscode.Range {
	const { keyLine, keyColumn, keyRange } = entry;
	const end = keyColumn + keyRange.end - keyRange.start;
	return new vscode.Range(keyLine - 1, keyColumn, keyLine - 1, end);
}

/** The same for a file that is not open: its text is not kept, and a BEGIN line starts at the margin. */
export function firstLineOfClosed(line: number, label: string | undefined): vscode.Range {
	const length = label === undefined ? 0 : `-----BEGIN ${label}-----`.length;
	return new vscode.Range(line - 1, 0, line - 1, length);
}
