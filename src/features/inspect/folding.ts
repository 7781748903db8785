import * as vscode from 'vscode';

/** Folds each block from BEGIN to END, and the text in front of a block by itself. */
export const foldingProvider: vscode.FoldingRangeProvider = {
	provideFoldingRanges(document) {
		const ranges: vscode.FoldingRange[] = [];
		let blockStart: number | undefined;
		let textStart: number | undefined;
		for (let line = 0; line < document.lineCount; line++) {
			const text = document.lineAt(line).text;
			if (/^\s*-----BEGIN /.test(text)) {
				fold(ranges, textStart, line - 1, document);
				textStart = undefined;
				blockStart = line;
			} else if (/^\s*-----END /.test(text)) {
				if (blockStart !== undefined) {
					ranges.push(new vscode.FoldingRange(blockStart, line, vscode.FoldingRangeKind.Region));
				}
				blockStart = undefined;
			} else if (blockStart === undefined && text.trim() !== '') {
				textStart ??= line;
			}
		}
		return ranges;
	},
};

/** One line is not worth an arrow, and blank lines at the end stay outside. */
function fold(
	ranges: vscode.FoldingRange[],
	start: number | undefined,
	end: number,
	document: vscode.TextDocument,
): void {
	if (start === undefined) {
		return;
	}
	let last = end;
	while (last > start && document.lineAt(last).isEmptyOrWhitespace) {
		last--;
	}
	if (last > start) {
		ranges.push(new vscode.FoldingRange(start, last, vscode.FoldingRangeKind.Comment));
	}
}
