import * as vscode from 'vscode';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { Lab } from './lab';
import { createLabView } from './labView';
import type { ReloadFailure } from './testServers';
import { serverIdOfArgument } from './rows';
import { createStatusBar } from './statusBar';

/** Test servers, probes and explained errors: the Test Lab view, its status bar item and its commands. */
export function register(services: Services): Disposable {
	const disposables = new Disposables();
	const lab = disposables.add(new Lab(services));
	const { registerCommand } = services;
	disposables.push(
		createLabView(lab),
		createStatusBar(lab),
		lab.onDidFailToReload((failure) => void tellReloadFailure(failure)),
		registerCommand('mtls.startTestServer', async (calledOn: unknown) =>
			(await import('./startTestServer')).startTestServer(lab, calledOn),
		),
		registerCommand('mtls.startTestServerWith', async (calledOn: unknown) =>
			(await import('./startTestServer')).startTestServer(lab, calledOn),
		),
		registerCommand('mtls.stopTestServer', (calledOn: unknown) => stop(lab, calledOn)),
		registerCommand('mtls.showTestServer', async () =>
			(await import('./showTestServer')).showTestServer(lab),
		),
		registerCommand('mtls.probe', async () => (await import('./probe')).probeAny(lab)),
		registerCommand('mtls.probeServer', async (calledOn: unknown) =>
			(await import('./probe')).probeServer(lab, calledOn),
		),
		registerCommand('mtls.probeAsClient', async (calledOn: unknown) =>
			(await import('./probe')).probeAsClient(lab, calledOn),
		),
		registerCommand('mtls.probeAgain', async () => (await import('./probe')).probeAgain(lab)),
		registerCommand('mtls.copyCurlCommand', async (calledOn: unknown) =>
			(await import('./copyCommands')).copyCurlCommand(lab, calledOn),
		),
		registerCommand('mtls.explainError', async () =>
			(await import('./explainError')).explainError(lab),
		),
	);
	return disposables;
}

/** Stops the server of a row, else all of them: the command speaks of one, and there is hardly ever another. */
async function stop(lab: Lab, calledOn: unknown): Promise<void> {
	const id = serverIdOfArgument(calledOn);
	const servers = await lab.servers();
	const ids = id === undefined ? lab.all.map((server) => server.id) : [id];
	await Promise.all(ids.map((each) => servers.stop(each)));
}

/** Said once; after that the row of the server says it for as long as it lasts. */
async function tellReloadFailure({ path, loadedAt }: ReloadFailure): Promise<void> {
	const open = 'Open File';
	const since = loadedAt.toISOString().slice(11, 16);
	const pressed = await vscode.window.showWarningMessage(
		`${path} cannot be loaded; the server goes on with the one of ${since}.`,
		open,
	);
	if (pressed === open) {
		await vscode.commands.executeCommand('mtls.openFile', { path, line: 1, start: 0 });
	}
}
