import type { TextDocument } from 'vscode';
import type { WorkspaceFiles } from './editor/workspaceFiles';
import type { LintFile } from './lint/rule';
import { createSlices } from './util/slices';
import type { ReadResult } from './x509/read';
import { needsParser, readFileText, readFileTextNow } from './x509/read/embedded';

/** What open documents hold at this moment. */
export interface DocumentReader {
	/** At once; of YAML and JSON the entries are known from the first `readDocument` on. */
	fileOf(document: TextDocument): LintFile;
	/** In slices, since a document may be megabytes of YAML. */
	readDocument(document: TextDocument): Promise<LintFile>;
}

const nothing: ReadResult = { isBinary: false, objects: [], problems: [] };

/**
 * Reads documents as they are at this moment, once per version. The index rests while somebody
 * types, and a lens or hover must not point behind the end of what is there now.
 */
export function createDocumentReader(
	files: WorkspaceFiles,
	isRead: (document: TextDocument) => boolean,
): DocumentReader {
	const known = new WeakMap<TextDocument, Known>();
	const knownOf = (document: TextDocument): Known => {
		let before = known.get(document);
		if (before?.version !== document.version) {
			before = { version: document.version, file: undefined, reading: undefined };
			known.set(document, before);
		}
		return before;
	};
	const named = (document: TextDocument) => ({
		path: files.pathOf(document.uri),
		text: document.getText(),
		language: document.languageId,
	});
	return {
		fileOf(document) {
			const { path, ...rest } = named(document);
			if (!isRead(document)) {
				return { path, content: nothing };
			}
			const now = knownOf(document);
			if (now.file !== undefined) {
				return now.file;
			}
			const file = { path, content: readFileTextNow({ path, ...rest }) };
			if (!needsParser({ path, ...rest })) {
				now.file = file;
			}
			return file;
		},
		async readDocument(document) {
			if (!isRead(document)) {
				return { path: files.pathOf(document.uri), content: nothing };
			}
			const now = knownOf(document);
			if (now.file !== undefined) {
				return now.file;
			}
			now.reading ??= readFileText(named(document), createSlices());
			const content = await now.reading;
			now.file ??= { path: files.pathOf(document.uri), content };
			return now.file;
		},
	};
}

/** What is known of a document's present version. */
interface Known {
	readonly version: number;
	file: LintFile | undefined;
	reading: Promise<ReadResult> | undefined;
}
