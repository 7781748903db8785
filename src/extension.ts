import * as vscode from 'vscode';
import { LateCommands } from './editor/lateCommands';
import { Disposables, onDispose } from './util/dispose';

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Called by VS Code when one of the activation events of the manifest happens. Registers the
 * commands of the manifest; everything else loads when activation is over, or with the first
 * command if that comes before.
 */
export function activate(context: vscode.ExtensionContext): void {
	const disposables = new Disposables();
	let opening: Promise<void> | undefined;
	const open = async (): Promise<void> => {
		const { openWorkbench } = await import('./workbench');
		disposables.add(openWorkbench(context, commands));
	};
	const load = (): Promise<void> => (opening ??= open());
	const manifest = context.extension.packageJSON as Manifest;
	const ids = manifest.contributes.commands.map(({ command }) => command);
	const commands = disposables.add(new LateCommands(ids, load));
	// A command that comes first is told by its own error.
	const timer = setTimeout(() => {
		load().catch((error: unknown) => void vscode.window.showErrorMessage(failure(error)));
	}, 0);
	context.subscriptions.push(
		disposables,
		onDispose(() => clearTimeout(timer)),
	);
}

function failure(error: unknown): string {
	return `mTLS Workbench cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
