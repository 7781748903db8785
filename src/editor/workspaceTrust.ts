import * as vscode from 'vscode';
import { UserError } from '../util/userError';

/** Throws unless this folder is trusted: without trust nothing is written, served or sent. */
export function requireTrust(): void {
	if (!vscode.workspace.isTrusted) {
		throw new UserError(
			'workspace-not-trusted',
			'This folder is in restricted mode. Certificates can be read, not written or served.',
			{ actions: [{ title: 'Manage Trust', command: 'workbench.trust.manage' }] },
		);
	}
}
