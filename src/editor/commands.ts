import * as vscode from 'vscode';
import type { Disposable } from '../util/dispose';
import { UserError } from '../util/userError';
import type { CommandHandler, CommandId, LateCommands } from './lateCommands';

/**
 * Gives a command its handler with the one treatment of errors: a `UserError` is shown as it is with
 * its buttons, a cancelled prompt is silence, and everything else is a bug that goes to the log.
 */
export function registerCommand(
	commands: LateCommands,
	log: vscode.LogOutputChannel,
	id: CommandId,
	handler: CommandHandler,
): Disposable {
	return commands.handle(id, async (...args: never[]): Promise<unknown> => {
		try {
			return await handler(...args);
		} catch (error) {
			await showError(log, id, error);
			return undefined;
		}
	});
}

/** Shows an error of work that no command waits for, as `registerCommand` would. */
export async function showError(
	log: vscode.LogOutputChannel,
	source: string,
	error: unknown,
): Promise<void> {
	if (isCancellation(error)) {
		return;
	}
	if (error instanceof UserError) {
		log.info(`${source}: ${error.code}`);
		await offer(error);
		return;
	}
	log.error(error instanceof Error ? error : String(error), source);
	const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
	const button = 'Show Log';
	const pressed = await vscode.window.showErrorMessage(
		`mTLS Workbench has a bug here: ${line.replace(/\.$/, '')}.`,
		button,
	);
	if (pressed === button) {
		log.show();
	}
}

/** Messages that are open when the window closes reject with VS Code's own error of that name. */
function isCancellation(error: unknown): boolean {
	return (
		error instanceof vscode.CancellationError ||
		(error instanceof Error && error.name === 'Canceled')
	);
}

async function offer(error: UserError): Promise<void> {
	const sentence =
		error.nextStep === undefined ? error.message : `${error.message} ${error.nextStep}`;
	const titles = error.actions.map((action) => action.title);
	const pressed = await vscode.window.showWarningMessage(sentence, ...titles);
	const action = error.actions.find(({ title }) => title === pressed);
	if (action !== undefined) {
		await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
	}
}
