import * as vscode from 'vscode';

/** The context keys of `when` clauses, each with the values it takes; every key is set in one place. */
export interface ContextKeys {
	'mtls.index': 'none' | 'indexing' | 'empty' | 'filtered' | 'ready' | 'failed';
	'mtls.groupBy': 'issuer' | 'file' | 'expiry';
	'mtls.filtered': boolean;
	'mtls.serverRunning': boolean;
	'mtls.hasProbed': boolean;
	'mtls.hasCaWithKey': boolean;
	'mtls.hasClient': boolean;
	'mtls.activeFileHasCertificate': boolean;
}

/** Sets a context key; the first `when` clause that asks sees it after this call has reached the window. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
	void vscode.commands.executeCommand('setContext', key, value);
}
