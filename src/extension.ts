import type * as vscode from 'vscode';
import { createServices } from './createServices';
import { register as registerCertificates } from './features/certificates';
import { register as registerChecks } from './features/checks';
import { register as registerCreate } from './features/create';
import { register as registerInspect } from './features/inspect';
import { register as registerLab } from './features/lab';
import { registerTerminal } from './features/terminal';

/** Called by VS Code when one of the activation events of the manifest happens. */
export function activate(context: vscode.ExtensionContext): void {
	const services = createServices(context);
	context.subscriptions.push(
		registerCertificates(services),
		registerInspect(services),
		registerChecks(services),
		registerCreate(services),
		registerLab(services),
		registerTerminal(services),
	);
}
