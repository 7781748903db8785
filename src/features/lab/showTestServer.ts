import * as vscode from 'vscode';
import type { Lab } from './lab';

/** What a click on the status bar offers, for every running server. */
export async function showTestServer(lab: Lab): Promise<void> {
	lab.markSeen();
	const hasSeveral = lab.all.length > 1;
	const items = lab.all.flatMap(({ id, host, port }) => {
		const arguments_ = [{ kind: 'server', serverId: id }];
		const description = hasSeveral ? `${host}:${port}` : '';
		return [
			{ label: '$(debug-stop) Stop', description, command: 'mtls.stopTestServer', arguments_ },
			{ label: '$(run) Probe', description, command: 'mtls.probeServer', arguments_ },
			{
				label: '$(clippy) Copy curl Command',
				description,
				command: 'mtls.copyCurlCommand',
				arguments_,
			},
		];
	});
	const log = {
		label: '$(output) Show Log',
		description: '',
		command: 'mtls.showLog',
		arguments_: [],
	};
	const [first] = lab.all;
	const chosen = await vscode.window.showQuickPick([...items, log], {
		title:
			first === undefined || hasSeveral
				? 'Test Servers'
				: `Test Server ${first.host}:${first.port}`,
		matchOnDescription: true,
	});
	if (chosen !== undefined) {
		await vscode.commands.executeCommand(chosen.command, ...chosen.arguments_);
	}
}
