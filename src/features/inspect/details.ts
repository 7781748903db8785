import * as vscode from 'vscode';
import { setContextKey } from '../../editor/contextKeys';
import type { LintFile } from '../../lint/rule';
import type { Services } from '../../services';
import type { Disposable } from '../../util/dispose';
import { UserError } from '../../util/userError';
import type { LocatedObject } from '../../x509/read';
import { fileAt, objectAt } from './context';
import { placeIn, type PlaceTarget } from './openFile';

/** An object with its file, as both are at this moment. */
interface Target {
	readonly file: LintFile;
	readonly object: LocatedObject;
}

/** Shows everything about one object on a page that follows the file. */
export function registerDetails(services: Services): Disposable {
	return vscode.Disposable.from(
		services.registerCommand(
			'mtls.showDetails',
			async (target: PlaceTarget | vscode.Uri | undefined) => {
				const { file, object } =
					target === undefined || target instanceof vscode.Uri
						? await atCursor(services)
						: atPlace(services, target);
				const { showDetails } = await import('./details/panel');
				showDetails(services, file, object);
			},
		),
		followActiveEditor(services),
	);
}

/** Keeps `mtls.activeFileHasCertificate` true while there is something to show details of. */
function followActiveEditor(services: Services): vscode.Disposable {
	const update = async (): Promise<void> => {
		const document = vscode.window.activeTextEditor?.document;
		const file =
			document !== undefined && services.mayHoldCertificates(document)
				? await services.readDocument(document)
				: undefined;
		if (vscode.window.activeTextEditor?.document === document) {
			const hasObject = file !== undefined && file.content.objects.length > 0;
			setContextKey('mtls.activeFileHasCertificate', hasObject);
		}
	};
	void update();
	return vscode.Disposable.from(
		vscode.window.onDidChangeActiveTextEditor(() => void update()),
		services.index.onDidChange(() => void update()),
	);
}

async function atCursor(services: Services): Promise<Target> {
	const editor = vscode.window.activeTextEditor;
	if (editor === undefined) {
		throw new UserError(
			'no-editor',
			'Open a certificate file first, or choose a certificate in the view.',
		);
	}
	const file = await services.readDocument(editor.document);
	const offset = editor.document.offsetAt(editor.selection.active);
	const object = objectAt(file, offset) ?? file.content.objects[0];
	if (object === undefined) {
		throw new UserError(
			'not-a-certificate',
			`${file.path} holds no certificate, request, CRL or key.`,
		);
	}
	return { file, object };
}

function atPlace(services: Services, target: PlaceTarget): Target {
	const { path, start } = placeIn(target);
	const file = fileAt(services, path);
	const object = file?.content.objects.find((each) => each.start === start);
	if (file === undefined || object === undefined) {
		throw new UserError('changed-since-read', `${path} changed since it was read.`);
	}
	return { file, object };
}
