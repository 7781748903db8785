import type { TextDocument } from 'vscode';
import type { WorkspaceFiles } from './editor/workspaceFiles';
import type { LintFile } from './lint/rule';
import { readText } from './x509/read';

/**
 * Reads documents as they are at this moment, once per version. The index rests while somebody
 * types, and a lens or hover must not point behind the end of what is there now.
 */
export function createDocumentReader(files: WorkspaceFiles): (document: TextDocument) => LintFile {
	const known = new WeakMap<TextDocument, { readonly version: number; readonly file: LintFile }>();
	return (document) => {
		const before = known.get(document);
		if (before?.version === document.version) {
			return before.file;
		}
		const path = files.pathOf(document.uri);
		const file = { path, content: readText(document.getText()) };
		known.set(document, { version: document.version, file });
		return file;
	};
}
