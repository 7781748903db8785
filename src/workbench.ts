import type * as vscode from 'vscode';
import { createServices } from './createServices';
import { register as registerCertificates } from './features/certificates';
import { register as registerChecks } from './features/checks';
import { register as registerCreate } from './features/create';
import { register as registerInspect } from './features/inspect';
import { register as registerLab } from './features/lab';
import { registerTerminal } from './features/terminal';
import type { LateCommands } from './editor/lateCommands';
import { Disposables, type Disposable } from './util/dispose';

/** Builds the services, registers the features, and stops there. */
export function openWorkbench(
	context: vscode.ExtensionContext,
	commands: LateCommands,
): Disposable {
	const disposables = new Disposables();
	const services = createServices(context, commands, disposables);
	disposables.push(
		registerCertificates(services),
		registerInspect(services),
		registerChecks(services),
		registerCreate(services),
		registerLab(services),
		registerTerminal(services),
	);
	return disposables;
}
