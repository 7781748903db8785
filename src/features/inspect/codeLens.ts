import * as vscode from 'vscode';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { counted } from '../../util/duration';
import {
	brokenBlocks,
	lensParts,
	type LensAction,
	type LensPart,
} from '../../workspace/summary/lens';
import { objectsOfEntry } from '../../workspace/summary/entry';
import type { SummaryContext } from '../../workspace/summary';
import type { LintFile } from '../../lint/rule';
import type { EmbeddedEntry, LocatedObject } from '../../x509/read';
import { summaryContext } from './context';

/** From this many blocks on a file is a bundle, and a line above each would be noise. */
const bundleBlocks = 50;

/** Shows the line above each block. */
export function registerCodeLens(services: Services): Disposable {
	const disposables = new Disposables();
	const changes = disposables.add(new vscode.EventEmitter<void>());
	disposables.push(
		services.index.onDidChange(() => changes.fire()),
		services.findings.onDidChange(() => changes.fire()),
		services.settings.onDidChange((affects) => affects('editor.summary') && changes.fire()),
		vscode.languages.registerCodeLensProvider(services.documents, {
			onDidChangeCodeLenses: changes.event,
			provideCodeLenses: (document) =>
				services.settings.for(document.uri).editor.summary === 'codeLens'
					? lensesOf(services, document)
					: [],
		}),
	);
	return disposables;
}

async function lensesOf(
	services: Services,
	document: vscode.TextDocument,
): Promise<vscode.CodeLens[]> {
	const file = await services.readDocument(document);
	// What a container holds stands in the middle of its base64; the container's own line names it.
	const objects = file.content.objects.filter(({ within }) => within === undefined);
	const context = summaryContext(services);
	const findings = services.findings.of(file.path);
	const isBundle = objects.length > bundleBlocks;
	const marked = new Set(findings.map(({ object }) => object.start));
	const at = (offset: number, part: LensPart): vscode.CodeLens => {
		const position = document.positionAt(offset);
		return new vscode.CodeLens(new vscode.Range(position, position), commandOf(part));
	};
	const lenses = isBundle ? [at(0, bundlePart(objects.length, findings.length))] : [];
	for (const object of objects) {
		if (isBundle && !marked.has(object.start)) {
			continue;
		}
		if (object.entry !== undefined) {
			lenses.push(...lensOfEntry(context, file, object, object.entry, at));
		} else {
			lenses.push(...lensParts(context, file, object).map((part) => at(object.start, part)));
		}
	}
	lenses.push(...brokenBlocks(file).map(({ start, part }) => at(start, part)));
	return lenses;
}

/** In documents the first sentence alone, above the key, once for each entry. */
function lensOfEntry(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
	entry: EmbeddedEntry,
	at: (offset: number, part: LensPart) => vscode.CodeLens,
): vscode.CodeLens[] {
	const together = objectsOfEntry(file, entry);
	const [part] = lensParts(context, file, object);
	if (part === undefined || together[0] !== object) {
		return [];
	}
	const more = together.length > 1 ? ` · and ${together.length - 1} more` : '';
	return [at(entry.keyRange.start, { ...part, text: `${part.text}${more}` })];
}

function bundlePart(blocks: number, problems: number): LensPart {
	const count = counted(blocks, 'certificate');
	const text = problems === 0 ? count : `${count}, ${counted(problems, 'problem')}`;
	return { text, action: undefined };
}

function commandOf({ text, action }: LensPart): vscode.Command {
	if (action === undefined) {
		// A lens without a command id is text.
		return { title: text, command: '' };
	}
	return action.kind === 'probe'
		? { title: text, command: 'mtls.probe' }
		: { title: text, command: commandIds[action.kind], arguments: [{ place: action.place }] };
}

const commandIds: Readonly<Record<Exclude<LensAction['kind'], 'probe'>, string>> = {
	details: 'mtls.showDetails',
	open: 'mtls.openFile',
	problem: 'mtls.showNextProblem',
	probeAsClient: 'mtls.probeAsClient',
};
