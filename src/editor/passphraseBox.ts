import * as vscode from 'vscode';

/** Whether a passphrase is to be kept beyond this window; the box has a button for it. */
export interface Remembering {
	isWanted: boolean;
}

/**
 * Asks for the passphrase of a file until `opens` says that it fits. It lives in the caller's
 * variable only, unless the caller keeps it and so lets the person choose for how long; Escape
 * rejects with `CancellationError`.
 */
export function askPassphrase(
	fileName: string,
	opens: (passphrase: string) => boolean,
	remember?: Remembering,
): Promise<string> {
	const box = vscode.window.createInputBox();
	if (remember !== undefined) {
		// The button stands in the title's row, which would be empty without one.
		box.title = `Unlock ${fileName}`;
	}
	const ask = (): void => {
		box.prompt = `Passphrase for ${fileName}; ${keeping(remember)}.`;
		box.buttons = remember === undefined ? [] : [rememberButton(remember)];
	};
	ask();
	box.onDidTriggerButton(() => {
		if (remember !== undefined) {
			remember.isWanted = !remember.isWanted;
			ask();
		}
	});
	box.password = true;
	// Passphrases are often copied from elsewhere.
	box.ignoreFocusOut = true;
	return new Promise((resolve, reject) => {
		box.onDidChangeValue(() => {
			box.validationMessage = undefined;
		});
		box.onDidAccept(() => {
			try {
				if (opens(box.value)) {
					resolve(box.value);
					box.hide();
				} else {
					box.validationMessage = `This passphrase does not open ${fileName}.`;
				}
			} catch (error) {
				// The key is broken in another way, and no passphrase will help.
				reject(error instanceof Error ? error : new Error('the key cannot be opened'));
				box.hide();
			}
		});
		box.onDidHide(() => {
			// Comes after `resolve` too, where it changes nothing.
			reject(new vscode.CancellationError());
			box.dispose();
		});
		box.show();
	});
}

function keeping(remember: Remembering | undefined): string {
	if (remember === undefined) {
		return 'it is not stored';
	}
	return remember.isWanted
		? 'it is remembered on this machine'
		: 'it is kept until this window closes';
}

function rememberButton({ isWanted }: Remembering): vscode.QuickInputButton {
	return isWanted
		? { iconPath: new vscode.ThemeIcon('pinned'), tooltip: 'Forget When This Window Closes' }
		: { iconPath: new vscode.ThemeIcon('pin'), tooltip: 'Remember on This Machine' };
}
