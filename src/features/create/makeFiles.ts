import path from 'node:path';
import * as vscode from 'vscode';
import { askPassphrase } from '../../editor/passphraseBox';
import { loadKeyPair } from '../../issue/keys';
import type { Issuer } from '../../issue/request';
import type { IsSubjectTaken } from '../../issue/subject';
import { createSet } from '../../issue/set';
import type { CertificateSet } from '../../issue/set';
import type { Services } from '../../services';
import { UserError } from '../../util/userError';
import type { IndexedFiles } from '../../workspace/certificateIndex';
import { opensKey, readPrivateKeyPem } from '../../workspace/identityFiles';
import { writeFiles } from '../../workspace/writeFiles';
import { listAuthorities } from './authorities';
import { withKeyProgress } from './progress';
import type { CreateAction } from './review';
import { setOptionsOf } from './setOptions';
import { addToGitignore, folderUri } from './surroundings';
import type { Target } from './target';

/** What was made, for the message and for whoever goes on with it. */
export interface MadeFiles {
	readonly names: readonly string[];
	/** In the folder, as the index names them. */
	readonly paths: readonly string[];
	/** The server certificate, if one was made. */
	readonly serverPath: string | undefined;
	/** Names of the certificates that were limited to the end of their CA. */
	readonly limitedByIssuer: readonly string[];
	readonly issuer: Issuer;
}

/** Makes everything in memory, then writes all of it or nothing. */
export async function makeFiles(
	services: Services,
	target: Target,
	action: CreateAction,
): Promise<MadeFiles> {
	const { draft, plan } = action;
	const issuer = await openIssuer(services, action);
	const options = setOptionsOf(action, issuer, new Date(), isTakenIn(services.index.workspace));
	const made = await withKeyProgress(draft.keyType, (signal) => createSet({ ...options, signal }));
	const folder = folderUri(target.workspaceFolder, plan.folder);
	await writeSet(services, target, folder, made, action);
	if (draft.addsToGitignore) {
		await addToGitignore(target.workspaceFolder);
	}
	const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
	const pathOf = (name: string): string => services.files.pathOf(uriOf(name));
	services.files.announce(made.files.map(({ name }) => uriOf(name)));
	return {
		names: made.names,
		paths: made.files.map(({ name }) => pathOf(name)),
		serverPath: plan.server === undefined ? undefined : pathOf(`${plan.server}.crt`),
		limitedByIssuer: made.limitedByIssuer,
		issuer: made.issuer,
	};
}

async function writeSet(
	services: Services,
	{ workspaceFolder }: Target,
	folder: vscode.Uri,
	made: CertificateSet,
	action: CreateAction,
): Promise<void> {
	const files = made.files.map(({ name, content, isSecret }) => ({
		path: path.join(folder.fsPath, name),
		content,
		isSecret,
	}));
	const { keepBackups } = services.settings.for(workspaceFolder.uri).create;
	for (;;) {
		try {
			await writeFiles(files, { canReplace: action.replaces.length > 0, keepBackups });
			return;
		} catch (error) {
			if (!(error instanceof UserError) || error.code !== 'cannot-write') {
				throw error;
			}
			// Absolute paths are long and say nothing that the folder's name does not.
			const message = error.message.replaceAll(workspaceFolder.uri.fsPath + path.sep, '');
			const button = 'Try Again';
			const kept = `None of the ${files.length} files was kept.`;
			services.log.info(`create: ${error.code}`);
			if ((await vscode.window.showWarningMessage(`${message} ${kept}`, button)) !== button) {
				throw new vscode.CancellationError();
			}
		}
	}
}

/** The CA that is here, with its key opened; undefined when a new one is made. */
async function openIssuer(
	services: Services,
	{ draft: { authority } }: CreateAction,
): Promise<Issuer | undefined> {
	if (authority.kind === 'new') {
		return undefined;
	}
	const { fingerprintSha256, certificatePath } = authority.authority;
	const listed = listAuthorities(services).find(
		(candidate) => candidate.fingerprintSha256 === fingerprintSha256,
	);
	if (listed === undefined) {
		throw new UserError('changed-since-read', `${certificatePath} changed since it was read.`, {
			nextStep: 'Nothing was written.',
		});
	}
	const { certificate, key } = listed.keyed;
	const pem = await readPrivateKeyPem(services.files, key);
	const passphrase = listed.isKeyEncrypted
		? await askPassphrase(path.posix.basename(key.file.path), (typed) => opensKey(pem, typed))
		: undefined;
	return { certificate: certificate.der, keyPair: loadKeyPair(pem, passphrase) };
}

/** A CA made on the same day as another of its name gets the time in its name as well. */
function isTakenIn(workspace: IndexedFiles): IsSubjectTaken {
	const taken = new Set<string>();
	for (const { content } of workspace.files) {
		for (const object of content.objects) {
			if (object.kind === 'certificate') {
				taken.add(object.certificate.subject.text);
			}
		}
	}
	return (commonName, unit) => taken.has(`CN=${commonName},OU=${unit}`);
}
