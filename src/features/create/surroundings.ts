import * as vscode from 'vscode';
import { addPatterns, missingKeyPatterns, repositoryOf } from '../../workspace/gitignore';
import type { Services } from '../../services';
import { listAuthorities } from './authorities';
import type { Target } from './target';
import type { FolderContent } from './wizard';

/** What the review must know about a folder of the target: what is in it, beside it, and who signs there. */
export async function lookAt(
	services: Services,
	{ workspaceFolder }: Target,
	folder: string,
): Promise<FolderContent> {
	const uri = folderUri(workspaceFolder, folder);
	const [existing, siblings] = await Promise.all([
		namesIn(uri),
		namesIn(vscode.Uri.joinPath(uri, folder === '.' ? '.' : '..')),
	]);
	const certificatePath = services.files.pathOf(vscode.Uri.joinPath(uri, 'ca.crt'));
	return {
		existing,
		siblings,
		authorityHere: listAuthorities(services).find(
			(authority) => authority.certificatePath === certificatePath,
		),
	};
}

/** A folder of the target, `.` for the workspace folder itself. */
export function folderUri({ uri }: vscode.WorkspaceFolder, folder: string): vscode.Uri {
	return folder === '.' ? uri : vscode.Uri.joinPath(uri, ...folder.split('/'));
}

/** The `.gitignore` of a repository, with the patterns for keys that it lacks. */
export interface Gitignore {
	readonly uri: vscode.Uri;
	readonly text: string | undefined;
	readonly missing: readonly string[];
}

/** Undefined outside of a repository, or when keys are ignored already. */
export async function findGitignore(
	workspaceFolder: vscode.WorkspaceFolder,
): Promise<Gitignore | undefined> {
	const root = await repositoryOf(workspaceFolder.uri.path, (path) =>
		exists(workspaceFolder.uri.with({ path })),
	);
	if (root === undefined) {
		return undefined;
	}
	const uri = vscode.Uri.joinPath(workspaceFolder.uri.with({ path: root }), '.gitignore');
	const text = (await exists(uri))
		? (await vscode.workspace.openTextDocument(uri)).getText()
		: undefined;
	const missing = missingKeyPatterns(text);
	return missing.length === 0 ? undefined : { uri, text, missing };
}

/** Adds what is missing now; an editor with unsaved changes gets them as an edit, unsaved like the rest. */
export async function addToGitignore(workspaceFolder: vscode.WorkspaceFolder): Promise<void> {
	const gitignore = await findGitignore(workspaceFolder);
	if (gitignore === undefined) {
		return;
	}
	const { uri, text, missing } = gitignore;
	const added = addPatterns(text, missing);
	const open = vscode.workspace.textDocuments.find(
		(document) => document.uri.toString() === uri.toString(),
	);
	if (open?.isDirty !== true) {
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(added));
		return;
	}
	const edit = new vscode.WorkspaceEdit();
	const end = open.lineAt(open.lineCount - 1).range.end;
	edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), end), added);
	await vscode.workspace.applyEdit(edit);
}

async function namesIn(uri: vscode.Uri): Promise<ReadonlySet<string>> {
	// A folder that is not there yet is an empty one.
	const entries = (await exists(uri)) ? await vscode.workspace.fs.readDirectory(uri) : [];
	return new Set(entries.map(([name]) => name));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		return false;
	}
}
