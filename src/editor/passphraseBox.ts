import * as vscode from 'vscode';

/**
 * Asks for the passphrase of a key file until `opens` says that it fits. It lives in the caller's
 * variable only; Escape rejects with `CancellationError`.
 */
export function askPassphrase(
	fileName: string,
	opens: (passphrase: string) => boolean,
): Promise<string> {
	const box = vscode.window.createInputBox();
	box.prompt = `Passphrase for ${fileName}; it is not stored.`;
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
