import * as vscode from 'vscode';
import type { Services } from '../../services';
import type { Disposable } from '../../util/dispose';

const command = 'mtls.showRulePage';

/** Where the code of a diagnostic leads: to the page of its rule, which comes with the extension. */
export function rulePageUri(ruleId: string): vscode.Uri {
	return vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([ruleId]) });
}

/** Shows the page of a rule as a preview; it needs no network, and it is the page of this version. */
export function registerRulePage({ context, registerCommand }: Services): Disposable {
	return registerCommand(command, async (ruleId: string) => {
		// Link targets come back from the window, so the id is looked at before it becomes a path.
		if (!/^[a-z\d-]+$/.test(ruleId)) {
			throw new Error('not a rule id');
		}
		const page = vscode.Uri.joinPath(context.extensionUri, 'dist', 'rules', `${ruleId}.md`);
		await vscode.commands.executeCommand('markdown.showPreview', page);
	});
}
