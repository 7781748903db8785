import type { DocumentSelector, ExtensionContext, LogOutputChannel, TextDocument } from 'vscode';
import type { CommandHandler, CommandId } from './editor/lateCommands';
import type { Passphrases } from './editor/passphrases';
import type { SettingsStore } from './editor/settings';
import type { WorkspaceFiles } from './editor/workspaceFiles';
import type { LintFile } from './lint/rule';
import type { Disposable } from './util/dispose';
import type { CertificateIndex } from './workspace/certificateIndex';
import type { Findings } from './workspace/findings';

/** What every feature is given to work with. */
export interface Services {
	readonly context: ExtensionContext;
	readonly log: LogOutputChannel;
	readonly settings: SettingsStore;
	/** Between paths, as the core knows files, and what the editor has open. */
	readonly files: WorkspaceFiles;
	/** Which certificates are here; nothing is read before its first `whenReady`. */
	readonly index: CertificateIndex;
	readonly findings: Findings;
	/** Of containers that were unlocked in this window. */
	readonly passphrases: Passphrases;
	/** What an open document holds at this moment, also one that is not part of the index. */
	readonly fileOf: (document: TextDocument) => LintFile;
	/** The same without blocking anybody, for documents of any size; also entries of YAML and JSON. */
	readonly readDocument: (document: TextDocument) => Promise<LintFile>;
	/** Documents that hold certificates by custom, and those of other kinds that may. */
	readonly documents: DocumentSelector;
	/** The same test for a single document, by its name and language alone. */
	readonly mayHoldCertificates: (document: TextDocument) => boolean;
	/** Today, or the date of `mtls.lint.checkAsOf`. */
	readonly now: () => Date;
	/** Gives a command its handler, whose errors are treated as `editor/commands.ts` says. */
	readonly registerCommand: (id: CommandId, handler: CommandHandler) => Disposable;
}
