import * as vscode from 'vscode';
import type { Disposable } from '../../util/dispose';
import { counted } from '../../util/duration';
import type { Lab } from './lab';
import { statusText } from './labServer';

/** Shows the running servers in the status bar, only while there is something to say. */
export function createStatusBar(lab: Lab): Disposable {
	const item = vscode.window.createStatusBarItem('mtls.lab', vscode.StatusBarAlignment.Left);
	item.name = 'mTLS Test Lab';
	item.command = 'mtls.showTestServer';
	const update = (): void => {
		const text = statusText(lab.all, lab.isProbing);
		if (text === '') {
			item.hide();
			return;
		}
		item.text = text;
		const ports = lab.all.map(({ host, port }) => `${host}:${port}`).join(', ');
		const refusals = lab.all.reduce((sum, { unseenRefusals }) => sum + unseenRefusals, 0);
		const news = refusals > 0 ? `, ${counted(refusals, 'client')} refused` : '';
		item.tooltip = ports === '' ? 'mTLS: probing' : `mTLS test server on ${ports}${news}`;
		item.accessibilityInformation = { label: item.tooltip, role: 'button' };
		item.show();
	};
	return vscode.Disposable.from(item, lab.onDidChange(update));
}
