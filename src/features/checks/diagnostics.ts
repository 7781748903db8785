import * as vscode from 'vscode';
import { firstLineOf, firstLineOfClosed, keyOfClosed, rangeOf } from '../../editor/ranges';
import type { Finding, RelatedPlace, Severity } from '../../lint/rule';
import { refusedByText } from '../../lint/refusedBy';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { rulePageUri } from './showRulePage';

/** Keeps the Problems panel in step with the findings, for all files or for open ones. */
export function registerDiagnostics(services: Services): Disposable {
	const { files, findings, index, settings } = services;
	const disposables = new Disposables();
	const collection = disposables.add(vscode.languages.createDiagnosticCollection('mtls'));
	const show = (path: string): void => {
		const uri = files.uriOf(path);
		const { scope } = settings.for(uri).lint;
		const isShown =
			scope === 'workspace' || (scope === 'openFiles' && files.documentOf(path) !== undefined);
		const found = isShown ? findings.of(path) : [];
		collection.set(
			uri,
			found.map((finding) => diagnosticOf(services, finding)),
		);
	};
	const showAll = (): void => {
		for (const { path } of index.workspace.files) {
			show(path);
		}
	};
	disposables.push(
		findings.onDidChange((paths) => {
			paths.forEach(show);
		}),
		settings.onDidChange((affects) => {
			if (affects('lint.scope')) {
				showAll();
			} else if (affects('lint')) {
				findings.invalidate();
			}
		}),
		askAgainHourly(services),
	);
	return disposables;
}

/** Certificates expire while nobody touches a file; an hour is as fine as the words in a finding. */
function askAgainHourly({ findings, index }: Services): Disposable {
	const hourMs = 3_600_000;
	const timer = setInterval(() => {
		if (index.state === 'ready') {
			findings.invalidate();
		}
	}, hourMs);
	return { dispose: () => clearInterval(timer) };
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	information: vscode.DiagnosticSeverity.Information,
	hint: vscode.DiagnosticSeverity.Hint,
};

function diagnosticOf(services: Services, finding: Finding): vscode.Diagnostic {
	const { message, refusedBy, severity, rule, related = [] } = finding;
	const text = [message, refusedByText(refusedBy)].filter(Boolean).join('\n');
	const diagnostic = new vscode.Diagnostic(
		rangeOfFinding(services, finding),
		text,
		severities[severity],
	);
	diagnostic.source = 'mtls';
	diagnostic.code = { value: rule.id, target: rulePageUri(rule.id) };
	diagnostic.relatedInformation = related.map((place) => relatedInformation(services, place));
	return diagnostic;
}

/** The key of an entry, else the BEGIN line of the finding's own block: twelve underlined lines of base64 hide more than they show. */
function rangeOfFinding({ files }: Services, { path, object, line }: Finding): vscode.Range {
	const document = files.documentOf(path);
	const { entry } = object;
	if (entry !== undefined) {
		return document === undefined ? keyOfClosed(entry) : rangeOf(document, entry.keyRange);
	}
	if (document === undefined) {
		return firstLineOfClosed(line, object.label);
	}
	// Of something inside a container, that of the container.
	return firstLineOf(document, { ...object, start: object.within ?? object.start });
}

function relatedInformation(
	{ files }: Services,
	{ path, line, message }: RelatedPlace,
): vscode.DiagnosticRelatedInformation {
	const location = new vscode.Location(files.uriOf(path), firstLineOfClosed(line, undefined));
	return new vscode.DiagnosticRelatedInformation(location, message);
}
