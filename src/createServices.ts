import type * as vscode from 'vscode';
import { registerCommand } from './editor/commands';
import type { LateCommands } from './editor/lateCommands';
import { createLog } from './editor/log';
import { isPemDocument, pemDocuments, pemLanguage } from './editor/pemDocuments';
import { Passphrases } from './editor/passphrases';
import { createSettings, type SettingsStore } from './editor/settings';
import { createWorkspaceFiles, type FileSelection } from './editor/workspaceFiles';
import { lintFile } from './lint/lint';
import type { LintOptions, Role } from './lint/rule';
import { createDocumentReader } from './documentReader';
import type { Services } from './services';
import { embeddingPatterns, isEmbeddingFile } from './workspace/certificateFiles';
import { createCertificateIndex } from './workspace/certificateIndex';
import { createFileSet } from './workspace/fileSet';
import { createFindings } from './workspace/findings';
import { publicRoots } from './mtls/publicRoots';
import type { Disposables } from './util/dispose';
import { globTest } from './util/glob';

/** Builds what the features share, for `own` to let go of; nothing is searched, read or judged yet. */
export function createServices(
	context: vscode.ExtensionContext,
	commands: LateCommands,
	own: Disposables,
): Services {
	const log = createLog();
	const settings = createSettings();
	const files = createWorkspaceFiles(pemLanguage, selectionOf(settings));
	const passphrases = new Passphrases(context);
	const index = createCertificateIndex(
		files,
		createFileSet({ publicRoots, pinnedRole: (path) => pinnedRole(settings, path) }),
		log,
		(path) => passphrases.of(path),
	);
	void passphrases.load().then((paths) => Promise.all(paths.map((path) => index.reread(path))));
	const isRead = (document: vscode.TextDocument): boolean =>
		isPemDocument(document) ||
		(settings.for(document.uri).files.embedded &&
			isOtherDocument(files.pathOf(document.uri), document));
	const now = (): Date => settings.current.lint.checkAsOf ?? new Date();
	const findings = createFindings(index, (file) =>
		lintFile(file, index.workspace, lintOptions(settings, files.uriOf(file.path), now())),
	);
	own.push(
		log,
		settings,
		files,
		index,
		findings,
		settings.onDidChange((affects) => {
			if (affects('files')) {
				files.select(selectionOf(settings));
			}
			if (affects('roles')) {
				// Roles are worked out anew with every file that is read.
				void index.refresh();
			}
		}),
	);
	return {
		context,
		log,
		settings,
		files,
		index,
		findings,
		passphrases,
		...createDocumentReader(files, isRead),
		documents: [pemDocuments, ...otherDocuments],
		mayHoldCertificates: isRead,
		now,
		registerCommand: (id, handler) => registerCommand(commands, log, id, handler),
	};
}

/** Languages of documents that may have no name yet; all others are known by their names. */
const otherLanguages = ['yaml', 'dockercompose', 'json', 'jsonc'];

const otherDocuments: readonly vscode.DocumentFilter[] = [
	...embeddingPatterns.map((pattern) => ({ pattern, scheme: '*' })),
	...otherLanguages.map((language) => ({ language, scheme: '*' })),
];

function isOtherDocument(path: string, { languageId }: vscode.TextDocument): boolean {
	return isEmbeddingFile(path) || otherLanguages.includes(languageId);
}

/** The last matching pattern wins, as further down in a file usually does. */
function pinnedRole({ current }: SettingsStore, path: string): Role | undefined {
	const matching = Object.entries(current.roles).filter(([pattern]) => globTest(pattern)(path));
	return matching.at(-1)?.[1];
}

function selectionOf({ current }: SettingsStore): FileSelection {
	const { include, exclude, maximumMegabytes, embedded } = current.files;
	return {
		include,
		others: embedded ? embeddingPatterns : [],
		exclude,
		maximumBytes: maximumMegabytes * 1024 * 1024,
	};
}

function lintOptions(settings: SettingsStore, uri: vscode.Uri, now: Date): LintOptions {
	const { profile, expiresSoonDays, rules } = settings.for(uri).lint;
	return { now, profile, expiresSoonDays, severities: rules };
}
