import * as vscode from 'vscode';

/** The one output channel of the extension; `Show Log` opens it. */
export function createLog(): vscode.LogOutputChannel {
	return vscode.window.createOutputChannel('mTLS Workbench', { log: true });
}
