import { Emitter } from '../../src/util/emitter';
import type { FileSource, SourceContent } from '../../src/workspace/certificateIndex';

/** Files of a workspace in memory: what the editor's files are to the index. */
export class MemoryFiles implements FileSource {
	readonly #contents = new Map<string, SourceContent>();
	readonly #changes = new Emitter<{ paths: readonly string[]; isListStale: boolean }>();
	readonly onDidChange = this.#changes.event;
	/** Paths in the order in which they were read. */
	readonly reads: string[] = [];
	readonly #unlisted = new Set<string>();
	/** Set to make listing impossible. */
	listError: Error | undefined;

	constructor(files: Readonly<Record<string, string>> = {}) {
		for (const [path, text] of Object.entries(files)) {
			this.#contents.set(path, { kind: 'text', text });
		}
	}

	list(): Promise<readonly string[]> {
		return this.listError === undefined
			? Promise.resolve([...this.#contents.keys()].filter((path) => !this.#unlisted.has(path)))
			: Promise.reject(this.listError);
	}

	read(path: string): Promise<SourceContent> {
		this.reads.push(path);
		return Promise.resolve(this.#contents.get(path) ?? { kind: 'gone' });
	}

	/** Writes a file; one that was not there makes the list stale. */
	write(path: string, content: string | SourceContent): void {
		const isNew = !this.#contents.has(path);
		this.#contents.set(
			path,
			typeof content === 'string' ? { kind: 'text', text: content } : content,
		);
		this.#changes.fire({ paths: isNew ? [] : [path], isListStale: isNew });
	}

	/** Takes a file that stays where it is out of the list, as a changed setting does, with an event of its own on the way. */
	unlist(path: string): void {
		this.#unlisted.add(path);
		this.#changes.fire({ paths: [path], isListStale: true });
	}

	remove(path: string): void {
		this.#contents.delete(path);
		this.#changes.fire({ paths: [path], isListStale: false });
	}
}

/** A log that keeps what it is told. */
export function createTestLog(): { readonly errors: unknown[] } & Record<
	'trace' | 'debug' | 'info' | 'warn',
	(message: string) => void
> & { error(message: string | Error): void } {
	const errors: unknown[] = [];
	const ignore = (): void => undefined;
	return {
		errors,
		trace: ignore,
		debug: ignore,
		info: ignore,
		warn: ignore,
		error: (message) => void errors.push(message),
	};
}
