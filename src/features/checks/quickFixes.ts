import * as vscode from 'vscode';
import type { Finding } from '../../lint/rule';
import type { Services } from '../../services';
import type { Disposable } from '../../util/dispose';
import { missingForReissue } from '../../workspace/repair';

/** Offers the repairs of a finding anywhere in its block. */
export function registerQuickFixes(services: Services): Disposable {
	return vscode.languages.registerCodeActionsProvider(
		services.documents,
		{
			provideCodeActions: async (document, range, { diagnostics }) => {
				const file = await services.readDocument(document);
				const from = document.offsetAt(range.start);
				const to = document.offsetAt(range.end);
				const found = services.findings
					.of(file.path)
					.filter(({ object }) =>
						[object, object.entry?.keyRange, object.entry?.valueRange].some(
							(span) => span !== undefined && span.start <= to && from <= span.end,
						),
					);
				const fixes = found.flatMap((finding) => fixOf(services, finding));
				const refused = found.flatMap((finding) => reasonOf(services, finding));
				const severities = found.map(severityAction);
				const [first] = fixes;
				if (first !== undefined) {
					first.isPreferred = true;
				}
				const actions = [...fixes, ...severities, ...refused];
				for (const action of actions) {
					action.diagnostics = diagnostics.filter((each) => codeOf(each) === action.ruleId);
				}
				return actions;
			},
		},
		{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
	);
}

class Repair extends vscode.CodeAction {
	constructor(
		title: string,
		readonly ruleId: string,
		command: string,
		args: readonly unknown[],
	) {
		super(title, vscode.CodeActionKind.QuickFix);
		this.command = { title, command, arguments: [...args] };
	}
}

/** What reissuing needs beside the fix: where the certificate stands now. */
function fixOf(services: Services, finding: Finding): Repair[] {
	const { fix, rule } = finding;
	if (fix === undefined || missingForReissue(services.index.workspace, finding) !== undefined) {
		return [];
	}
	const { path, line } = finding;
	return [new Repair(fix.title, rule.id, 'mtls.reissueWithFix', [{ path, line, ruleId: rule.id }])];
}

/** A repair that cannot run still says why, and leads to the page. */
function reasonOf(services: Services, finding: Finding): Repair[] {
	const missing = finding.fix && missingForReissue(services.index.workspace, finding);
	if (finding.fix === undefined || missing === undefined) {
		return [];
	}
	const { id } = finding.rule;
	return [new Repair(`${finding.fix.title}: ${missing}`, id, 'mtls.showRulePage', [id])];
}

function severityAction({ rule, path }: Finding): Repair {
	return new Repair(`Set ${rule.id} to...`, rule.id, 'mtls.setRuleSeverity', [rule.id, path]);
}

function codeOf({ code }: vscode.Diagnostic): unknown {
	return typeof code === 'object' ? code.value : code;
}
