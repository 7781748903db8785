import * as vscode from 'vscode';
import { pemLanguage } from '../../editor/pemDocuments';
import { setContextKey } from '../../editor/contextKeys';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { UserError } from '../../util/userError';
import { detailsText } from '../../workspace/summary/details';
import type { Place } from '../../workspace/summary/summary';
import { summarize } from '../../workspace/summary';
import type { LocatedObject } from '../../x509/read';
import { fileAt, objectAt, summaryContext } from './context';
import { placeIn, type PlaceTarget } from './openFile';

const scheme = 'mtls-details';

/** Shows everything about one object as a read-only page of text that follows the file. */
export function registerDetails(services: Services): Disposable {
	const disposables = new Disposables();
	const changes = disposables.add(new vscode.EventEmitter<vscode.Uri>());
	const update = (): void => {
		for (const { uri } of vscode.workspace.textDocuments) {
			if (uri.scheme === scheme) {
				changes.fire(uri);
			}
		}
	};
	disposables.push(
		vscode.workspace.registerTextDocumentContentProvider(scheme, {
			onDidChange: changes.event,
			provideTextDocumentContent: (uri) => textOf(services, uri),
		}),
		services.findings.onDidChange(update),
		services.registerCommand(
			'mtls.showDetails',
			async (target: PlaceTarget | vscode.Uri | undefined) => {
				const place =
					target === undefined || target instanceof vscode.Uri
						? placeOfCursor(services)
						: placeIn(target);
				await vscode.window.showTextDocument(detailsUri(services, place), {
					preview: true,
					viewColumn: vscode.ViewColumn.Beside,
					preserveFocus: true,
				});
			},
		),
		followActiveEditor(services),
	);
	return disposables;
}

/** Keeps `mtls.activeFileHasCertificate` true while there is something to show details of. */
function followActiveEditor(services: Services): vscode.Disposable {
	const update = (): void => {
		const document = vscode.window.activeTextEditor?.document;
		const hasObject =
			document?.languageId === pemLanguage && services.fileOf(document).content.objects.length > 0;
		setContextKey('mtls.activeFileHasCertificate', hasObject);
	};
	update();
	return vscode.Disposable.from(
		vscode.window.onDidChangeActiveTextEditor(update),
		services.index.onDidChange(update),
	);
}

function placeOfCursor(services: Services): Place {
	const editor = vscode.window.activeTextEditor;
	if (editor !== undefined) {
		const file = services.fileOf(editor.document);
		const offset = editor.document.offsetAt(editor.selection.active);
		const object = objectAt(file, offset) ?? file.content.objects[0];
		if (object !== undefined) {
			return { path: file.path, line: object.line, start: object.start };
		}
		throw new UserError(
			'not-a-certificate',
			`${file.path} holds no certificate, request, CRL or key.`,
		);
	}
	throw new UserError(
		'no-editor',
		'Open a certificate file first, or choose a certificate in the view.',
	);
}

/** The tab is titled with the object's name; where it stands is in the query, by its number in the file. */
function detailsUri(services: Services, place: Place): vscode.Uri {
	const file = fileAt(services, place.path);
	const objects = file?.content.objects ?? [];
	const number = objects.findIndex(({ start }) => start === place.start);
	const object = objects[number];
	if (file === undefined || object === undefined) {
		throw new UserError('changed-since-read', `${place.path} changed since it was read.`);
	}
	const name = summarize(summaryContext(services), file, object)?.name ?? object.kind;
	const query = JSON.stringify([place.path, number]);
	return vscode.Uri.from({ scheme, path: `${name.replace(/[/\\]/g, '_')} (details)`, query });
}

function textOf(services: Services, uri: vscode.Uri): string {
	const [path, number] = JSON.parse(uri.query) as [path: string, number: number];
	const file = fileAt(services, path);
	const object: LocatedObject | undefined = file?.content.objects[number];
	if (file === undefined || object === undefined) {
		return `${path} does not hold this any more.\n`;
	}
	const findings = services.findings
		.of(path)
		.filter((finding) => finding.object.start === object.start);
	return detailsText(summaryContext(services), file, object, findings);
}
