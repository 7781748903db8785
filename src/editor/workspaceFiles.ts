import * as vscode from 'vscode';
import { Disposables, type Disposable } from '../util/dispose';
import { Emitter, type Event } from '../util/emitter';

/** Which files to look at. */
export interface FileSelection {
	readonly include: readonly string[];
	/** More files, such as programs, which come and go in masses and are looked for with less haste. */
	readonly others: readonly string[];
	readonly exclude: readonly string[];
	readonly maximumBytes: number;
}

/** What a file holds now: the text of an open editor, saved or not, else the bytes on disk. */
export type FileContent =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| { readonly kind: 'too-large' | 'not-permitted' | 'unreadable' }
	| { readonly kind: 'gone' };

/** What is no longer as it was read. */
export interface FilesChange {
	readonly paths: readonly string[];
	/** True if files may have appeared, so that `list` has to be asked again. */
	readonly isListStale: boolean;
}

/**
 * The selected files of the workspace by their path: relative to the workspace folder, with `/`,
 * led by the folder's name when there are several. Works on every file system that VS Code knows.
 */
export interface WorkspaceFiles extends Disposable {
	/** Searches the workspace, and watches what it found from the first call on. */
	list(): Promise<readonly string[]>;
	read(path: string): Promise<FileContent>;
	readonly onDidChange: Event<FilesChange>;
	pathOf(uri: vscode.Uri): string;
	/** Of a path that `pathOf` or `list` gave. */
	uriOf(path: string): vscode.Uri;
	/** The document that somebody sees or has changed; VS Code knows more, which are leftovers. */
	documentOf(path: string): vscode.TextDocument | undefined;
	/** False for documents that are open but lie outside the workspace or the selection. */
	isListed(path: string): boolean;
	/** Tells of files that were written here, since file events take their time and some file systems send none. */
	announce(uris: readonly vscode.Uri[]): void;
	select(selection: FileSelection): void;
}

/** Typing is looked at when it rests for this long. */
const typingRestMs = 150;

/** File events come in bursts (a checkout, an install); this is how long one is waited for. */
const eventRestMs = 50;

/** The same for files of which a build writes thousands. */
const otherEventRestMs = 1000;

/** Opens the files of `selection`, and the open documents of language `languageId` wherever they are. */
export function createWorkspaceFiles(languageId: string, selection: FileSelection): WorkspaceFiles {
	return new VisibleFiles(languageId, selection);
}

class VisibleFiles implements WorkspaceFiles {
	readonly #languageId: string;
	#selection: FileSelection;
	readonly #disposables = new Disposables();
	readonly #changes = this.#disposables.add(new Emitter<FilesChange>());
	readonly #uris = new Map<string, vscode.Uri>();
	#listed: ReadonlySet<string> = new Set();
	#watching: Disposables | undefined;
	#touched = new Set<string>();
	#isListStale = false;
	#timer: NodeJS.Timeout | undefined;

	readonly onDidChange = this.#changes.event;

	constructor(languageId: string, selection: FileSelection) {
		this.#languageId = languageId;
		this.#selection = selection;
		this.#disposables.push(
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0 && this.#isWanted(document)) {
					this.#touch(document.uri, typingRestMs);
				}
			}),
			vscode.workspace.onDidOpenTextDocument((document) => {
				if (this.#isWanted(document)) {
					this.#touch(document.uri, eventRestMs);
				}
			}),
			vscode.workspace.onDidCloseTextDocument((document) => {
				if (this.#isWanted(document)) {
					this.#touch(document.uri, eventRestMs);
				}
			}),
			vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
				for (const uri of [...opened, ...closed].flatMap(urisOfTab)) {
					if (this.#uris.has(pathFor(uri))) {
						this.#touch(uri, eventRestMs);
					}
				}
			}),
		);
	}

	async list(): Promise<readonly string[]> {
		this.#watch();
		const { include, others, exclude } = this.#selection;
		const found = await Promise.all(
			[...include, ...others].map((pattern) => vscode.workspace.findFiles(pattern, anyOf(exclude))),
		);
		this.#listed = new Set(found.flat().map((uri) => this.pathOf(uri)));
		const open = vscode.workspace.textDocuments
			.filter((document) => this.#isWanted(document))
			.map(({ uri }) => this.pathOf(uri))
			.filter((path) => this.documentOf(path) !== undefined);
		return [...new Set([...this.#listed, ...open])];
	}

	async read(path: string): Promise<FileContent> {
		const document = this.documentOf(path);
		if (document?.isDirty === true || document?.isUntitled === true) {
			return { kind: 'text', text: document.getText() };
		}
		const uri = this.uriOf(path);
		try {
			// Also for an open document: its file may be gone.
			const { size } = await vscode.workspace.fs.stat(uri);
			if (document !== undefined) {
				return { kind: 'text', text: document.getText() };
			}
			if (size > this.#selection.maximumBytes) {
				return { kind: 'too-large' };
			}
			return { kind: 'bytes', bytes: await vscode.workspace.fs.readFile(uri) };
		} catch (error) {
			return { kind: reasonOf(error) };
		}
	}

	pathOf(uri: vscode.Uri): string {
		const path = pathFor(uri);
		this.#uris.set(path, uri);
		return path;
	}

	uriOf(path: string): vscode.Uri {
		const uri = this.#uris.get(path);
		if (uri === undefined) {
			throw new Error(`no file was ever seen at ${path}`);
		}
		return uri;
	}

	documentOf(path: string): vscode.TextDocument | undefined {
		const wanted = this.#uris.get(path)?.toString();
		const document = vscode.workspace.textDocuments.find(
			({ uri, isClosed }) => uri.toString() === wanted && !isClosed,
		);
		// VS Code keeps documents for minutes after their editors, and does not always follow the disk.
		return document !== undefined && (document.isDirty || isInTab(document.uri))
			? document
			: undefined;
	}

	isListed(path: string): boolean {
		return this.#listed.has(path);
	}

	announce(uris: readonly vscode.Uri[]): void {
		for (const uri of uris) {
			this.#touched.add(this.pathOf(uri));
		}
		this.#isListStale ||= uris.some((uri) => !this.#listed.has(pathFor(uri)));
		this.#tell();
	}

	select(selection: FileSelection): void {
		this.#selection = selection;
		this.#watching?.dispose();
		this.#watching = undefined;
		this.#schedule(eventRestMs, true);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#watching?.dispose();
		this.#disposables.dispose();
	}

	/** Documents of other schemes are old versions and outputs: shown, not part of the workspace. */
	#isWanted({ uri, languageId }: vscode.TextDocument): boolean {
		const isOwn =
			uri.scheme === 'untitled' ||
			(uri.scheme !== 'git' && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined);
		return this.#listed.has(this.pathOf(uri)) || (languageId === this.#languageId && isOwn);
	}

	#watch(): void {
		if (this.#watching !== undefined) {
			return;
		}
		const watching = new Disposables();
		this.#watching = watching;
		for (const pattern of this.#selection.include) {
			const watcher = watching.add(vscode.workspace.createFileSystemWatcher(pattern));
			watching.push(
				// Only a search knows what is excluded.
				watcher.onDidCreate(() => this.#schedule(eventRestMs, true)),
				watcher.onDidChange((uri) => {
					if (this.#listed.has(pathFor(uri))) {
						this.#touch(uri, eventRestMs);
					} else {
						// Gone and back again in one moment is told as a change; a search in between missed it.
						this.#schedule(eventRestMs, true);
					}
				}),
			);
		}
		for (const pattern of this.#selection.others) {
			const watcher = watching.add(vscode.workspace.createFileSystemWatcher(pattern));
			watching.push(
				watcher.onDidCreate(() => this.#schedule(otherEventRestMs, true)),
				watcher.onDidChange((uri) => {
					if (this.#listed.has(pathFor(uri))) {
						this.#touch(uri, eventRestMs);
					}
				}),
			);
		}
		// A folder that goes away is one event, for the folder.
		const deletions = watching.add(
			vscode.workspace.createFileSystemWatcher('**', true, true, false),
		);
		watching.push(
			deletions.onDidDelete((uri) => this.#touchBelow(uri)),
			vscode.workspace.onDidRenameFiles(() => this.#schedule(eventRestMs, true)),
			vscode.workspace.onDidChangeWorkspaceFolders(() => this.#schedule(eventRestMs, true)),
		);
	}

	#touchBelow(uri: vscode.Uri): void {
		const path = pathFor(uri);
		// Not only what the last search listed: a search may be under way that has found this file.
		for (const known of this.#uris.keys()) {
			if (known === path || known.startsWith(`${path}/`)) {
				this.#touched.add(known);
			}
		}
		if (this.#touched.size > 0) {
			this.#schedule(eventRestMs, false);
		}
	}

	#touch(uri: vscode.Uri, restMs: number): void {
		this.#touched.add(this.pathOf(uri));
		this.#schedule(restMs, false);
	}

	#schedule(restMs: number, isListStale: boolean): void {
		this.#isListStale ||= isListStale;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#tell(), restMs);
	}

	#tell(): void {
		clearTimeout(this.#timer);
		const change = { paths: [...this.#touched], isListStale: this.#isListStale };
		this.#touched = new Set();
		this.#isListStale = false;
		this.#changes.fire(change);
	}
}

/** Relative to its workspace folder; what lies outside keeps its whole path, or its address. */
function pathFor(uri: vscode.Uri): string {
	if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
		return vscode.workspace.asRelativePath(uri);
	}
	return uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.toString(true);
}

function isInTab(uri: vscode.Uri): boolean {
	const wanted = uri.toString();
	return vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs.flatMap(urisOfTab))
		.some((shown) => shown.toString() === wanted);
}

function urisOfTab({ input }: vscode.Tab): vscode.Uri[] {
	if (input instanceof vscode.TabInputText) {
		return [input.uri];
	}
	return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

/** One glob for several; undefined leaves VS Code its own `files.exclude` alone. */
function anyOf(patterns: readonly string[]): string | undefined {
	return patterns.length === 0 ? undefined : `{${patterns.join(',')}}`;
}

function reasonOf(error: unknown): 'gone' | 'not-permitted' | 'unreadable' {
	const code = error instanceof vscode.FileSystemError ? error.code : '';
	if (code === 'FileNotFound') {
		return 'gone';
	}
	return code === 'NoPermissions' ? 'not-permitted' : 'unreadable';
}
