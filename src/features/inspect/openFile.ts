import * as vscode from 'vscode';
import type { Services } from '../../services';
import type { Place } from '../../workspace/summary/summary';

/** What other features hand over: a place, or a tree item that stands for one. */
export type PlaceTarget = Place | { readonly place: Place };

/** Opens a file with the cursor at the block that was asked for. */
export function registerOpenFile(services: Services): vscode.Disposable {
	return vscode.Disposable.from(
		services.registerCommand('mtls.openFile', (target: PlaceTarget) =>
			openPlace(services, placeIn(target)),
		),
		services.registerCommand('mtls.showNextProblem', async (target: PlaceTarget) => {
			await openPlace(services, placeIn(target));
			await vscode.commands.executeCommand('editor.action.marker.next');
		}),
	);
}

/** The place a command was run on. */
export function placeIn(target: PlaceTarget): Place {
	return 'place' in target ? target.place : target;
}

async function openPlace({ files, index }: Services, { path, line }: Place): Promise<void> {
	const uri = files.uriOf(path);
	if (index.workspace.get(path)?.content.isBinary === true) {
		await vscode.commands.executeCommand('vscode.open', uri);
		return;
	}
	// Lines survive where offsets do not: an open document has no byte order mark and its own line ends.
	const selection = new vscode.Range(line - 1, 0, line - 1, 0);
	await vscode.window.showTextDocument(uri, { selection, preview: true });
}
