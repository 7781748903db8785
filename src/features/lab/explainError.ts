import * as vscode from 'vscode';
import { explain } from '../../mtls/explain';
import type { Explanation } from '../../mtls/explain';
import { showError } from '../../editor/commands';
import type { Services } from '../../services';
import { keyedCertificates } from '../../workspace/identities';
import { explainPage } from './explainModel';
import type { LikelyFile } from './explainModel';
import type { Lab } from './lab';
import { ReportPanel } from './reportPanel';

/** Explains the selected text, else an error on the clipboard, else one that is pasted. */
export async function explainError({ services }: Lab): Promise<void> {
	const text = await findText();
	const explanation = explain(text);
	await services.index.whenReady();
	const page = explainPage(text, explanation, likelyFiles(services, explanation));
	const panel = new ReportPanel(services.context.extensionUri, 'TLS Error', page);
	panel.onMessage((message) => {
		const work =
			message.type === 'open'
				? openFile(services, message.path)
				: vscode.commands.executeCommand('mtls.probe');
		void Promise.resolve(work).catch((error: unknown) =>
			showError(services.log, 'explain page', error),
		);
	});
}

async function findText(): Promise<string> {
	const editor = vscode.window.activeTextEditor;
	const selected = editor?.document.getText(editor.selection).trim() ?? '';
	if (selected !== '') {
		return selected;
	}
	const copied = (await vscode.env.clipboard.readText()).trim();
	if (copied !== '' && copied.length < longestError && explain(copied) !== undefined) {
		return copied;
	}
	const typed = await vscode.window.showInputBox({
		title: 'Explain TLS Error',
		prompt: 'Paste the error',
		placeHolder: 'tlsv13 alert certificate required',
		ignoreFocusOut: true,
		validateInput: (value) => (value.trim() === '' ? 'Paste the error.' : undefined),
	});
	if (typed === undefined) {
		throw new vscode.CancellationError();
	}
	return typed.trim();
}

/** More than this on the clipboard is a document, not an error. */
const longestError = 10_000;

/** More rows than these are no hint any more. */
const shownFiles = 5;

/** The certificates here of the role that is at fault; those with findings alone, if there are any. */
function likelyFiles(
	{ index, findings }: Services,
	explanation: Explanation | undefined,
): readonly LikelyFile[] {
	const role = explanation?.certificateAtFault ?? null;
	if (role === null) {
		return [];
	}
	const files = keyedCertificates(index.workspace)
		.filter(({ place }) => [role, 'peer'].includes(index.workspace.roleOf(place)))
		.map(({ place }): LikelyFile => {
			const { path } = place.file;
			const own = findings.of(path).find(({ line }) => line === place.object.line);
			return { path, finding: own?.message };
		});
	const withFindings = files.filter(({ finding }) => finding !== undefined);
	return (withFindings.length > 0 ? withFindings : files).slice(0, shownFiles);
}

async function openFile({ index }: Services, path: string): Promise<void> {
	if (index.workspace.get(path) !== undefined) {
		await vscode.commands.executeCommand('mtls.openFile', { path, line: 1, start: 0 });
	}
}
