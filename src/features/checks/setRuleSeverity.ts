import * as vscode from 'vscode';
import { ruleById } from '../../lint/rules';
import type { Services } from '../../services';
import type { Disposable } from '../../util/dispose';

const words = [
	{ label: 'Error', word: 'error' },
	{ label: 'Warning', word: 'warning' },
	{ label: 'Information', word: 'information' },
	{ label: 'Hint', word: 'hint' },
	{ label: 'Off', word: 'off' },
] as const;

/** Asks for a rule's severity and writes it to the settings of the file's folder. */
export function registerSetRuleSeverity({
	registerCommand,
	settings,
	files,
}: Services): Disposable {
	return registerCommand('mtls.setRuleSeverity', async (ruleId: string, path: string) => {
		const resource = files.uriOf(path);
		const present = settings.for(resource).lint.rules[ruleId] ?? ruleById(ruleId)?.severity;
		const picked = await vscode.window.showQuickPick(
			words.map(({ label, word }) => ({
				label,
				word,
				description: word === present ? 'now' : '',
			})),
			{ title: `Severity of ${ruleId}`, placeHolder: ruleById(ruleId)?.title ?? ruleId },
		);
		if (picked !== undefined && picked.word !== present) {
			await settings.updateEntry('lint.rules', ruleId, picked.word, resource);
		}
	});
}
