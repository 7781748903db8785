import * as vscode from 'vscode';
import { Disposables, onDispose, type Disposable } from '../util/dispose';

/** Ids of our commands; the manifest test compares them with the manifest. */
export type CommandId = `mtls.${string}`;

/** A command's work; its result goes to whoever ran the command by id. */
export type CommandHandler = (...args: never[]) => unknown;

/**
 * Commands that VS Code knows from the start, while what they run loads when it is needed: the
 * first one that is called waits for that.
 */
export class LateCommands implements Disposable {
	readonly #disposables = new Disposables();
	readonly #handlers = new Map<string, CommandHandler>();

	/** `load` resolves when every command has got its handler. */
	constructor(ids: readonly string[], load: () => Promise<void>) {
		for (const id of ids) {
			this.#disposables.add(
				vscode.commands.registerCommand(id, async (...args: unknown[]): Promise<unknown> => {
					await load();
					const handler = this.#handlers.get(id);
					if (handler === undefined) {
						throw new Error(`nothing handles the command ${id}`);
					}
					return handler(...(args as never[]));
				}),
			);
		}
	}

	/** Gives a command what it runs. */
	handle(id: CommandId, handler: CommandHandler): Disposable {
		if (this.#handlers.has(id)) {
			throw new Error(`the command ${id} has a handler already`);
		}
		this.#handlers.set(id, handler);
		return onDispose(() => this.#handlers.delete(id));
	}

	dispose(): void {
		this.#disposables.dispose();
	}
}
