import type * as vscode from 'vscode';

/** Id of the language that the manifest gives to certificate files. */
export const pemLanguage = 'pem';

/** Certificate files in editors, from whatever file system: also old versions and unsaved ones. */
export const pemDocuments: vscode.DocumentFilter = { language: pemLanguage, scheme: '*' };

/** True for a document that `pemDocuments` selects. */
export function isPemDocument({ languageId }: vscode.TextDocument): boolean {
	return languageId === pemLanguage;
}
