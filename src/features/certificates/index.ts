import * as vscode from 'vscode';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { registerCommands } from './commands';
import { decorationProvider } from './provider';
import { CertificatesView } from './view';

/** The Certificates view: what is here, who issued it, what needs care. */
export function register(services: Services): Disposable {
	const disposables = new Disposables();
	const view = disposables.add(new CertificatesView(services));
	disposables.push(
		vscode.window.registerFileDecorationProvider(decorationProvider),
		...registerCommands(services, view),
	);
	return disposables;
}
