import { delimiter } from 'node:path';
import { Uri } from 'vscode';
import type { Disposable } from '../../util/dispose';
import type { Services } from '../../services';

/**
 * Makes `mtls` a command of VS Code's terminals: the folder with its launcher goes before the path,
 * and the launcher runs the command line with the editor's own Node, so that none has to be installed.
 */
export function registerTerminal({ context }: Services): Disposable {
	const variables = context.environmentVariableCollection;
	const folder = Uri.joinPath(context.extensionUri, 'dist', 'bin').fsPath;
	variables.description = 'Adds the command `mtls` of mTLS Workbench';
	variables.prepend('PATH', folder + delimiter);
	variables.replace('MTLS_NODE', process.execPath);
	return { dispose: () => variables.clear() };
}
