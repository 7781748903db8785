import * as vscode from 'vscode';
import { firstLineOf } from '../../editor/ranges';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { objectsOfEntry } from '../../workspace/summary/entry';
import { lensParts } from '../../workspace/summary/lens';
import { summaryContext } from './context';

/** Shows the summary behind the BEGIN line where people prefer that to a line of its own; it stays when the block is folded. */
export function registerLineEnds(services: Services): Disposable {
	const disposables = new Disposables();
	const decoration = disposables.add(
		vscode.window.createTextEditorDecorationType({
			after: {
				color: new vscode.ThemeColor('editorCodeLens.foreground'),
				margin: '0 0 0 2em',
			},
			rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
		}),
	);
	const update = (): void => {
		for (const editor of vscode.window.visibleTextEditors) {
			if (services.mayHoldCertificates(editor.document)) {
				editor.setDecorations(decoration, decorationsOf(services, editor.document));
			}
		}
	};
	disposables.push(
		services.index.onDidChange(update),
		services.findings.onDidChange(update),
		services.settings.onDidChange((affects) => affects('editor.summary') && update()),
		vscode.window.onDidChangeVisibleTextEditors(update),
	);
	return disposables;
}

function decorationsOf(
	services: Services,
	document: vscode.TextDocument,
): vscode.DecorationOptions[] {
	if (services.settings.for(document.uri).editor.summary !== 'lineEnd') {
		return [];
	}
	const file = services.fileOf(document);
	const context = summaryContext(services);
	return file.content.objects.flatMap((object) => {
		if (object.entry !== undefined && objectsOfEntry(file, object.entry)[0] !== object) {
			return [];
		}
		const first = lensParts(context, file, object)[0];
		const range = firstLineOf(document, object.entry?.keyRange ?? object);
		return first === undefined
			? []
			: [{ range, renderOptions: { after: { contentText: first.text } } }];
	});
}
