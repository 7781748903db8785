import type * as vscode from 'vscode';
import type { Validity } from '../../issue/validity';
import type { AuthorityChoice, Draft, SigningAuthority } from './draft';
import { folderFeedback, normalizeFolder, validityFeedback } from './feedback';
import { keyTypes } from './keyTypes';
import { questions, withAnswer } from './questions';
import type { Question } from './questions';
import type { ChangeId } from './review';
import { askPick, askText } from './steps';
import { describeValidity, parseValidity } from './validity';
import type { WizardRequest } from './wizard';

/** Lets one value of the review be changed; Back leaves it as it was. */
export async function changeDraft(
	id: ChangeId,
	draft: Draft,
	request: WizardRequest,
): Promise<Draft> {
	switch (id) {
		case 'folder':
			return changeFolder(draft, request);
		case 'authority':
			return changeAuthority(draft, request);
		case 'server':
			return changeServer(draft, request);
		case 'client':
			return changeClient(draft, request);
		case 'keyType':
			return changeKeyType(draft, request);
		case 'passphrase':
			return changePassphrase(draft, request);
		case 'gitignore':
			return { ...draft, addsToGitignore: !draft.addsToGitignore };
	}
}

async function changeFolder(draft: Draft, request: WizardRequest): Promise<Draft> {
	const text = await ask(request, {
		value: draft.folder,
		prompt: 'Folder for the certificates, relative to the workspace folder',
		placeholder: 'certs',
		check: folderFeedback,
	});
	return text === undefined ? draft : { ...draft, folder: normalizeFolder(text) };
}

interface AuthorityItem extends vscode.QuickPickItem {
	readonly authority?: SigningAuthority;
}

async function changeAuthority(draft: Draft, request: WizardRequest): Promise<Draft> {
	const newItem: AuthorityItem = { label: '$(add) New CA', description: request.newAuthorityName };
	const items: AuthorityItem[] = request.authorities.map((authority) => ({
		label: `${authority.isKeyEncrypted ? '$(lock)' : '$(verified)'} ${authority.label}`,
		description: authority.certificatePath,
		authority,
	}));
	const current =
		draft.authority.kind === 'existing' ? draft.authority.authority.fingerprintSha256 : undefined;
	const chosen = await askPick<AuthorityItem>({
		title: request.title,
		canGoBack: true,
		placeholder: 'CA that signs',
		items: [newItem, ...items],
		active: items.find(({ authority }) => authority?.fingerprintSha256 === current),
	});
	if (chosen === undefined) {
		return draft;
	}
	if (chosen.authority !== undefined) {
		return { ...draft, authority: { kind: 'existing', authority: chosen.authority } };
	}
	const authority: AuthorityChoice =
		draft.authority.kind === 'new'
			? draft.authority
			: {
					kind: 'new',
					name: request.newAuthorityName,
					validity: { kind: 'days', days: request.newAuthorityDays },
				};
	const renamed = { ...draft, authority };
	const name = await ask(request, questions.authorityName(renamed));
	if (name === undefined) {
		return draft;
	}
	const validity = await askValidity(request, authority.validity);
	return withAnswer({ ...draft, authority: { ...authority, validity } }, 'authorityName', name);
}

async function changeServer(draft: Draft, request: WizardRequest): Promise<Draft> {
	const names = await ask(request, questions.server(draft));
	if (names === undefined) {
		return draft;
	}
	const serverValidity = await askValidity(request, draft.serverValidity);
	return withAnswer({ ...draft, serverValidity }, 'server', names);
}

async function changeClient(draft: Draft, request: WizardRequest): Promise<Draft> {
	const names = await ask(request, questions.client(draft));
	if (names === undefined) {
		return draft;
	}
	const clientValidity = await askValidity(request, draft.clientValidity);
	return withAnswer({ ...draft, clientValidity }, 'client', names);
}

async function changeKeyType(draft: Draft, request: WizardRequest): Promise<Draft> {
	const items = keyTypes.map(({ type, label, description }) => ({ label, description, type }));
	const chosen = await askPick({
		title: request.title,
		canGoBack: true,
		placeholder: 'Key type of the new certificates',
		items,
		active: items.find(({ type }) => type === draft.keyType),
	});
	return chosen === undefined ? draft : { ...draft, keyType: chosen.type };
}

async function changePassphrase(draft: Draft, request: WizardRequest): Promise<Draft> {
	const passphrase = await ask(request, {
		value: '',
		prompt: 'Passphrase for the new keys; it is not stored. Empty leaves them unencrypted',
		placeholder: 'Passphrase',
		isPassword: true,
		check: () => undefined,
	});
	if (passphrase === undefined) {
		return draft;
	}
	if (passphrase === '') {
		return { ...draft, passphrase: undefined };
	}
	const again = await ask(request, {
		value: '',
		prompt: 'The same passphrase once more',
		placeholder: 'Passphrase',
		isPassword: true,
		check: (value) =>
			value === passphrase
				? undefined
				: { text: 'This is not the passphrase of the step before.', severity: 'error' },
	});
	return again === undefined ? draft : { ...draft, passphrase };
}

/** The validity as answered; as it was when Back was pressed. */
async function askValidity(request: WizardRequest, validity: Validity): Promise<Validity> {
	const text = await ask(request, {
		value: describeValidity(validity),
		prompt: 'Days of validity, or two dates',
		placeholder: '365, or 2026-01-01 to 2026-02-01',
		check: (value) => validityFeedback(value, request.now),
	});
	const result = text === undefined ? undefined : parseValidity(text, request.now);
	return result !== undefined && 'validity' in result ? result.validity : validity;
}

/** The answer; undefined when Back was pressed. */
async function ask(request: WizardRequest, question: Question): Promise<string | undefined> {
	const outcome = await askText({ ...question, title: request.title, canGoBack: true });
	return outcome.kind === 'next' ? outcome.value : undefined;
}
