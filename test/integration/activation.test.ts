import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
	main: string;
	contributes: { commands: { command: string }[] };
}

describe('the packaged extension', () => {
	const extension = vscode.extensions.getExtension('mtls-workbench.mtls-workbench');
	const manifest = extension?.packageJSON as Manifest;

	it('is the one that was packaged, not the source folder', async () => {
		assert.ok(extension);
		const sources = vscode.Uri.joinPath(extension.extensionUri, 'src');
		await assert.rejects(async () => vscode.workspace.fs.stat(sources));
	});

	it('activates', async () => {
		await extension!.activate();
		assert.equal(extension!.isActive, true);
	});

	it('registers every command that its manifest names', async () => {
		await extension!.activate();
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = manifest.contributes.commands
			.map(({ command }) => command)
			.filter((command) => !registered.has(command));
		assert.deepEqual(missing, []);
	});
});
