import type { LintFile, LintWorkspace } from '../lint/rule';
import type { Disposable } from '../util/dispose';
import { Emitter, type Event } from '../util/emitter';
import type { Log } from '../util/log';
import { createSlices, type Pause } from '../util/slices';
import type { ReadResult } from '../x509/read';
import { readFileBytes, readFileText } from '../x509/read/embedded';
import { isEmbeddingFile } from './certificateFiles';

/** Where the files come from; the editor's `WorkspaceFiles` is one. */
export interface FileSource {
	list(): Promise<readonly string[]>;
	read(path: string): Promise<SourceContent>;
	readonly onDidChange: Event<{ readonly paths: readonly string[]; readonly isListStale: boolean }>;
}

/** A file as its source has it now; an open editor gives its text, saved or not. */
export type SourceContent =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| { readonly kind: 'too-large' | 'not-permitted' | 'unreadable' }
	| { readonly kind: 'gone' };

/** The living set of files that the index fills; relations between them are its business. */
export interface IndexedFiles extends LintWorkspace {
	set(file: LintFile): void;
	delete(path: string): void;
	get(path: string): LintFile | undefined;
	readonly files: Iterable<LintFile>;
}

/** Words of the context key `mtls.index`. */
export type IndexState = 'none' | 'indexing' | 'empty' | 'ready' | 'failed';

/** What became of the index since the last event. */
export interface IndexChange {
	readonly state: IndexState;
	/** Files read anew, added or gone. */
	readonly paths: readonly string[];
}

/** Which certificates are here, kept up to date. */
export interface CertificateIndex extends Disposable {
	readonly state: IndexState;
	readonly workspace: IndexedFiles;
	/** How far the present run is: files read, of how many. */
	readonly progress: { readonly done: number; readonly total: number };
	readonly onDidChange: Event<IndexChange>;
	/** Begins with the first call; resolves when everything known to have changed is read. */
	whenReady(): Promise<void>;
	/** Lists and reads everything again. */
	refresh(): Promise<void>;
	/** Reads one file again, since what is known about it has changed, such as its passphrase. */
	reread(path: string): Promise<void>;
}

type PresentContent = Exclude<SourceContent, { readonly kind: 'gone' }>;

/** Files asked for at once; more only lengthens the queue of a disk or a remote host. */
const parallelReads = 16;

/** Rows of a first run are shown in portions of this many files. */
const filesPerEvent = 500;

/** The passphrase that opens a file, if somebody gave one in this window. */
export type PassphraseOf = (path: string) => string | undefined;

/** Builds an index over `source` that does nothing until it is asked for the first time. */
export function createCertificateIndex(
	source: FileSource,
	workspace: IndexedFiles,
	log: Log,
	passphraseOf: PassphraseOf = () => undefined,
): CertificateIndex {
	return new LiveIndex(source, workspace, log, passphraseOf);
}

class LiveIndex implements CertificateIndex {
	state: IndexState = 'none';
	progress = { done: 0, total: 0 };
	readonly workspace: IndexedFiles;
	readonly onDidChange: Event<IndexChange>;
	readonly #source: FileSource;
	readonly #log: Log;
	readonly #passphraseOf: PassphraseOf;
	readonly #changes = new Emitter<IndexChange>();
	readonly #subscription: Disposable;
	readonly #waiting = new Set<string>();
	readonly #known = new Set<string>();
	#mustList = true;
	#isDisposed = false;
	#run: Promise<void> | undefined;

	constructor(source: FileSource, workspace: IndexedFiles, log: Log, passphraseOf: PassphraseOf) {
		this.#source = source;
		this.#passphraseOf = passphraseOf;
		this.workspace = workspace;
		this.#log = log;
		this.onDidChange = this.#changes.event;
		this.#subscription = source.onDidChange(({ paths, isListStale }) => {
			for (const path of paths) {
				this.#waiting.add(path);
			}
			this.#mustList ||= isListStale;
			if (this.state !== 'none') {
				void this.whenReady();
			}
		});
	}

	whenReady(): Promise<void> {
		if (this.#run === undefined) {
			if (!this.#mustList && this.#waiting.size === 0) {
				return Promise.resolve();
			}
			this.#run = this.#work().finally(() => {
				this.#run = undefined;
			});
		}
		return this.#run;
	}

	async refresh(): Promise<void> {
		await this.#run;
		for (const path of this.#known) {
			this.#waiting.add(path);
		}
		this.#mustList = true;
		await this.whenReady();
	}

	async reread(path: string): Promise<void> {
		// Before the first reading there is nothing to do again, and what is gone need not come back.
		if (this.#known.has(path)) {
			this.#waiting.add(path);
			await this.whenReady();
		}
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#subscription.dispose();
		this.#changes.dispose();
	}

	async #work(): Promise<void> {
		if (this.state === 'none' || this.state === 'failed') {
			this.#become('indexing', []);
		}
		try {
			// What changes while this runs is done in the next round.
			while (!this.#isDisposed && (this.#mustList || this.#waiting.size > 0)) {
				await this.#round();
			}
		} catch (error) {
			if (this.#isDisposed) {
				return;
			}
			this.#mustList = true;
			this.#log.error(error instanceof Error ? error : new Error(String(error)));
			this.#become('failed', []);
		}
	}

	async #round(): Promise<void> {
		let changed: string[] = [];
		if (this.#mustList) {
			this.#mustList = false;
			// What changes while the list is made may have come too late for it.
			const waited = [...this.#waiting];
			changed = this.#takeList(await this.#source.list(), waited);
		}
		const paths = [...this.#waiting];
		this.#waiting.clear();
		this.progress = { done: 0, total: paths.length };
		const pause = createSlices();
		for (let from = 0; from < paths.length && !this.#isDisposed; from += parallelReads) {
			const batch = paths.slice(from, from + parallelReads);
			const contents = await Promise.all(batch.map((path) => this.#source.read(path)));
			for (const [index, path] of batch.entries()) {
				if (await this.#take(path, contents[index] ?? { kind: 'gone' }, pause)) {
					changed.push(path);
				}
				await pause();
			}
			this.progress = { done: from + batch.length, total: paths.length };
			if (changed.length >= filesPerEvent) {
				this.#become(this.state, changed);
				changed = [];
			}
		}
		this.#become(this.#hasObjects() ? 'ready' : 'empty', changed);
	}

	/** Marks new files for reading, and forgets those that are no longer listed, `waited` to be read or not. */
	#takeList(list: readonly string[], waited: readonly string[]): string[] {
		const listed = new Set(list);
		for (const path of waited) {
			if (!listed.has(path)) {
				this.#waiting.delete(path);
			}
		}
		for (const path of list) {
			if (!this.#known.has(path)) {
				this.#waiting.add(path);
			}
		}
		const gone = [...this.#known].filter((path) => !listed.has(path));
		for (const path of gone) {
			this.#forget(path);
		}
		return gone;
	}

	/** True if the set of files is not as before. */
	async #take(path: string, content: SourceContent, pause: Pause): Promise<boolean> {
		if (content.kind === 'gone') {
			const isKnown = this.#known.has(path);
			this.#forget(path);
			return isKnown;
		}
		this.#known.add(path);
		const result = await resultOf(content, path, this.#passphraseOf(path), pause);
		if (result.objects.length + result.problems.length > 0 || !isEmbeddingFile(path)) {
			this.workspace.set({ path, content: result });
			return true;
		}
		// Most files of a workspace: neither anybody's siblings nor worth judging.
		const wasHolding = this.workspace.get(path) !== undefined;
		this.workspace.delete(path);
		return wasHolding;
	}

	#forget(path: string): void {
		this.#known.delete(path);
		this.workspace.delete(path);
	}

	#hasObjects(): boolean {
		for (const file of this.workspace.files) {
			if (file.content.objects.length > 0 || file.content.problems.length > 0) {
				return true;
			}
		}
		return false;
	}

	#become(state: IndexState, paths: readonly string[]): void {
		const isNews = state !== this.state || paths.length > 0;
		this.state = state;
		if (isNews && !this.#isDisposed) {
			this.#changes.fire({ state, paths });
		}
	}
}

async function resultOf(
	content: PresentContent,
	path: string,
	passphrase: string | undefined,
	pause: Pause,
): Promise<ReadResult> {
	switch (content.kind) {
		case 'text':
			return readFileText({ path, text: content.text, passphrase }, pause);
		case 'bytes':
			return readFileBytes(path, content.bytes, pause, { passphrase });
		default: {
			const problem = {
				code: `file-${content.kind}`,
				message: `${path} ${unreadableWords[content.kind]}.`,
				offset: 0,
				line: 1,
				blockStart: undefined,
			};
			// Whether another kind of file holds anything nobody knows, so there is nothing to tell.
			return { isBinary: true, objects: [], problems: isEmbeddingFile(path) ? [] : [problem] };
		}
	}
}

const unreadableWords = {
	'too-large': 'is larger than mtls.files.maximumMegabytes allows; it is read when it is opened',
	'not-permitted': 'cannot be read: this user has no permission',
	unreadable: 'cannot be read',
};
