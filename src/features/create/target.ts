import * as vscode from 'vscode';
import { requireTrust } from '../../editor/workspaceTrust';
import type { Services } from '../../services';
import { UserError } from '../../util/userError';

/** Where a wizard run writes by default. */
export interface Target {
	readonly workspaceFolder: vscode.WorkspaceFolder;
	/** Relative to the workspace folder; undefined leaves it to the setting. */
	readonly folder: string | undefined;
}

/**
 * The folder that a command was called on, else the only one, else the one that is chosen.
 * Throws a `UserError` where nothing can be written.
 */
export async function chooseTarget(
	{ files }: Pick<Services, 'files'>,
	title: string,
	calledOn: unknown,
): Promise<Target> {
	requireTrust();
	const row = pathOfRow(calledOn);
	const uri =
		row === undefined
			? calledOn instanceof vscode.Uri
				? calledOn
				: undefined
			: vscode.Uri.joinPath(files.uriOf(row), '..');
	const workspaceFolder =
		(uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)) ??
		(await chooseWorkspaceFolder(title));
	const folder = uri === undefined ? undefined : relativePath(workspaceFolder.uri, uri);
	checkDisk(workspaceFolder, folder);
	return { workspaceFolder, folder };
}

/** The file of a row of the Certificates view, which carries its place. */
export function pathOfRow(calledOn: unknown): string | undefined {
	if (typeof calledOn !== 'object' || calledOn === null || !('place' in calledOn)) {
		return undefined;
	}
	const { place } = calledOn as { readonly place?: { readonly path?: unknown } };
	return typeof place?.path === 'string' ? place.path : undefined;
}

/** The folder of a file, relative to its workspace folder; undefined if it lies outside. */
export function folderOfFile(
	{ files }: Pick<Services, 'files'>,
	workspaceFolder: vscode.WorkspaceFolder,
	path: string,
): string | undefined {
	const uri = files.uriOf(path);
	const isInside = vscode.workspace.getWorkspaceFolder(uri)?.index === workspaceFolder.index;
	return isInside ? relativePath(workspaceFolder.uri, vscode.Uri.joinPath(uri, '..')) : undefined;
}

async function chooseWorkspaceFolder(title: string): Promise<vscode.WorkspaceFolder> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const [first] = folders;
	if (first === undefined) {
		throw new UserError('no-folder', 'Open a folder first; certificates are files in it.', {
			actions: [{ title: 'Open Folder...', command: 'vscode.openFolder' }],
		});
	}
	if (folders.length === 1) {
		return first;
	}
	const active = vscode.window.activeTextEditor?.document.uri;
	const current = (active && vscode.workspace.getWorkspaceFolder(active)) ?? first;
	const items = [current, ...folders.filter((folder) => folder !== current)].map((folder) => ({
		label: folder.name,
		description: folder.uri.fsPath,
		folder,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title,
		placeHolder: 'Folder for the certificates',
		ignoreFocusOut: true,
	});
	if (chosen === undefined) {
		throw new vscode.CancellationError();
	}
	return chosen.folder;
}

/** Private keys need a disk: other file systems know no mode 0600. */
function checkDisk({ uri, name }: vscode.WorkspaceFolder, folder: string | undefined): void {
	if (uri.scheme !== 'file' || vscode.workspace.fs.isWritableFileSystem('file') === false) {
		throw new UserError(
			'no-disk',
			`${folder ?? name} is on a file system that cannot keep a private key with mode 0600. Choose a folder on disk.`,
			{ actions: [{ title: 'Choose Folder...', command: 'vscode.openFolder' }] },
		);
	}
}

function relativePath(root: vscode.Uri, uri: vscode.Uri): string {
	const path = uri.path.slice(root.path.length).replace(/^\/+|\/+$/g, '');
	return path === '' ? '.' : path;
}
