import * as vscode from 'vscode';
import { copyAsCurl, copyAsOpenssl } from '../../mtls/copyAs';
import type { CopyTarget } from '../../mtls/copyAs';
import type { Services } from '../../services';
import type { KeyedCertificate } from '../../workspace/identities';
import { UserError } from '../../util/userError';
import type { Lab } from './lab';
import type { LabServer } from './labServer';
import { serverIdOfArgument } from './rows';
import { anchorOf, clientsOf } from './serverChoice';

/** Where a copied command line connects to, and with which files of the workspace. */
export interface CopySource {
	readonly host: string;
	readonly port: number;
	/** File of the CA that vouches for the server. */
	readonly authorityPath: string | undefined;
	readonly client: KeyedCertificate | undefined;
}

/** Copies the curl command line that gets into a running test server. */
export async function copyCurlCommand(lab: Lab, calledOn: unknown): Promise<void> {
	const server = lab.get(serverIdOfArgument(calledOn) ?? lab.all[0]?.id ?? 0);
	if (server === undefined) {
		throw new UserError('no-test-server', 'No test server is running.', {
			actions: [{ title: 'Start Test Server', command: 'mtls.startTestServer' }],
		});
	}
	await copyCurl(lab.services, sourceOf(lab.services, server));
}

/** Copies a curl command line. */
export async function copyCurl(services: Services, source: CopySource): Promise<void> {
	await copy(copyAsCurl(targetOf(services, source)), 'curl');
}

/** Lets choose the tool, then copies its command line. */
export async function copyAs(services: Services, source: CopySource): Promise<void> {
	const target = targetOf(services, source);
	const items = [
		{ label: 'curl', detail: copyAsCurl(target) },
		{ label: 'openssl s_client', detail: copyAsOpenssl(target) },
	];
	const chosen = await vscode.window.showQuickPick(items, {
		title: 'Copy As',
		placeHolder: 'Command line for a POSIX shell',
	});
	if (chosen !== undefined) {
		await copy(chosen.detail, chosen.label);
	}
}

function sourceOf({ index }: Services, server: LabServer): CopySource {
	const { workspace } = index;
	return {
		host: server.host,
		port: server.port,
		authorityPath: (anchorOf(workspace, server.identity.place) ?? server.identity.place).file.path,
		client: clientsOf(workspace, server.clientAuthorities)[0],
	};
}

function targetOf(services: Services, source: CopySource): CopyTarget {
	const { host, port, authorityPath, client } = source;
	const path = (name: string): string => commandPath(services, name);
	return {
		host,
		port,
		caPath: authorityPath === undefined ? undefined : path(authorityPath),
		certificatePath: client === undefined ? undefined : path(client.place.file.path),
		keyPath: client === undefined ? undefined : path(client.key.file.path),
	};
}

/** Terminals open in the workspace folder; with several folders only the whole path is right. */
function commandPath({ files }: Services, path: string): string {
	return vscode.workspace.workspaceFolders?.length === 1 ? path : files.uriOf(path).fsPath;
}

/** How long the status bar confirms a copy. */
const shownMs = 3000;

async function copy(text: string, tool: string): Promise<void> {
	await vscode.env.clipboard.writeText(text);
	vscode.window.setStatusBarMessage(`Copied the ${tool} command.`, shownMs);
}
