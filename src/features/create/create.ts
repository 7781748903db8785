import * as vscode from 'vscode';
import { parseCertificate } from '../../x509/certificate';
import { caName } from '../../issue/subject';
import type { Services } from '../../services';
import { listAuthorities } from './authorities';
import type { AuthorityChoice, Draft } from './draft';
import { makeFiles } from './makeFiles';
import type { MadeFiles } from './makeFiles';
import type { QuestionId } from './questions';
import { createdMessage } from './review';
import { findGitignore, lookAt } from './surroundings';
import { chooseTarget, folderOfFile, pathOfRow } from './target';
import { runWizard } from './wizard';

/** One of the create commands: its title, its questions, and what it makes. */
export interface CreateCommand {
	readonly title: string;
	readonly steps: readonly QuestionId[];
	/** True if leaves are signed by a CA that is here when there is one. */
	readonly prefersExistingAuthority: boolean;
}

/** Asks, makes, writes and tells; `calledOn` is a folder's URI, a row of the Certificates view, or nothing. */
export async function create(
	services: Services,
	command: CreateCommand,
	calledOn: unknown,
): Promise<void> {
	const target = await chooseTarget(services, command.title, calledOn);
	await services.index.whenReady();
	const { create: settings } = services.settings.for(target.workspaceFolder.uri);
	const gitignore = await findGitignore(target.workspaceFolder);
	const authorities = listAuthorities(services);
	const newAuthorityName = caName(target.workspaceFolder.name);
	const fromRow = authorities.find(
		({ certificatePath }) => certificatePath === pathOfRow(calledOn),
	);
	const existing = fromRow ?? (command.prefersExistingAuthority ? authorities[0] : undefined);
	const authority: AuthorityChoice =
		existing === undefined
			? {
					kind: 'new',
					name: newAuthorityName,
					validity: { kind: 'days', days: settings.caDays },
				}
			: { kind: 'existing', authority: existing };
	const leafValidity = { kind: 'days', days: settings.leafDays } as const;
	const draft: Draft = {
		folder:
			target.folder ??
			(existing === undefined
				? undefined
				: folderOfFile(services, target.workspaceFolder, existing.certificatePath)) ??
			settings.folder,
		authority,
		serverNames: command.steps.includes('server') ? settings.serverNames.join(', ') : undefined,
		clientNames: command.steps.includes('client') ? 'client' : undefined,
		serverValidity: leafValidity,
		clientValidity: leafValidity,
		keyType: settings.keyType,
		passphrase: undefined,
		gitignoreLines: gitignore?.missing,
		addsToGitignore: gitignore !== undefined,
	};
	const action = await runWizard({
		title: command.title,
		steps: command.steps,
		draft,
		authorities,
		newAuthorityName,
		newAuthorityDays: settings.caDays,
		// Not `services.now`: a date set for checking is no date to issue from.
		now: new Date(),
		look: (folder) => lookAt(services, target, folder),
	});
	const made = await makeFiles(services, target, action);
	void tell(services, made, action.plan.folder);
}

/** The message with its two ways on, and the view that shows the set once it is indexed. */
async function tell(services: Services, made: MadeFiles, folder: string): Promise<void> {
	const [first = ''] = made.paths;
	const indexed = services.index.whenReady();
	void indexed.then(() => vscode.commands.executeCommand('mtls.revealCertificate', first));
	if (made.limitedByIssuer.length > 0) {
		const { subject, notAfter } = parseCertificate(made.issuer.certificate);
		void vscode.window.showInformationMessage(
			`${subject.commonName ?? subject.text} ends on ${notAfter.toISOString().slice(0, 10)}, before the new certificate. It was limited to that date.`,
		);
	}
	const start = 'Start Test Server';
	const show = 'Show';
	const pressed = await vscode.window.showInformationMessage(
		createdMessage(made.names, folder),
		...(made.serverPath === undefined ? [show] : [start, show]),
	);
	if (pressed === undefined) {
		return;
	}
	await indexed;
	await (pressed === start
		? vscode.commands.executeCommand('mtls.startTestServer', made.serverPath)
		: vscode.commands.executeCommand('mtls.revealCertificate', first, { focus: true }));
}
