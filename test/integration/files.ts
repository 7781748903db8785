import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** The folder that the tests have to themselves. */
export function workspaceFolder(): string {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, 'the tests need a folder to be open');
	return folder.uri.fsPath;
}

/** In an empty folder nothing asks for the extension; a person would open its view. */
export async function activate(): Promise<void> {
	await vscode.extensions.getExtension('mtls-workbench.mtls-workbench')?.activate();
}

/** Where a file of the workspace is. */
export function uriOf(name: string): vscode.Uri {
	return vscode.Uri.file(path.join(workspaceFolder(), name));
}

/** Writes a file as another program would: on the disk, behind the editor's back. */
export function writeOnDisk(name: string, content: string | Uint8Array): vscode.Uri {
	const uri = uriOf(name);
	mkdirSync(path.dirname(uri.fsPath), { recursive: true });
	writeFileSync(uri.fsPath, content);
	return uri;
}

/** Closes all editors without saving and empties the folder. */
export async function clearWorkspace(): Promise<void> {
	for (const document of vscode.workspace.textDocuments) {
		// VS Code may be about to show another one, and then refuses to show this.
		await eventually(`${document.uri.path} has no changes`, async () => {
			if (document.isDirty) {
				await vscode.window.showTextDocument(document);
				await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
			}
			return !document.isDirty || undefined;
		});
	}
	await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	for (const name of readdirSync(workspaceFolder())) {
		rmSync(path.join(workspaceFolder(), name), { recursive: true, force: true });
	}
}

/** Opens a document in an editor. */
export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(uri);
	await vscode.window.showTextDocument(document);
	return document;
}

/** Asks again until `attempt` gives something; what it threw or gave last is in the message. */
export async function eventually<T>(
	what: string,
	attempt: () => T | undefined | PromiseLike<T | undefined>,
): Promise<T> {
	const end = Date.now() + 15_000;
	let last: unknown;
	while (Date.now() < end) {
		try {
			const result = await attempt();
			if (result !== undefined) {
				return result;
			}
		} catch (error) {
			last = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	assert.fail(`${what}: ${last instanceof Error ? last.message : 'did not happen'}`);
}

/** Waits until `actual` equals `expected`; the difference is in the message. */
export async function eventuallyEqual<T>(
	what: string,
	actual: () => T | PromiseLike<T>,
	expected: T,
): Promise<void> {
	await eventually(what, async () => {
		assert.deepEqual(await actual(), expected);
		return true;
	});
}
