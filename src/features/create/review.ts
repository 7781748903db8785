import { filesOf, freeFolder, freeSuffix, joinNames, planFiles } from './draft';
import type { Draft, FilePlan, SigningAuthority } from './draft';
import { counted } from '../../util/duration';
import { keyTypeLabel } from './keyTypes';
import { describeValidity } from './validity';

/** What the review knows about the disk and the workspace. */
export interface Surroundings {
	/** Names in the target folder. */
	readonly existing: ReadonlySet<string>;
	/** Names beside the target folder. */
	readonly siblings: ReadonlySet<string>;
	/** The CA with a usable key that the target folder's `ca.crt` holds. */
	readonly authorityHere: SigningAuthority | undefined;
	/** Base names for the typed clients, without suffix. */
	readonly clientFileNames: readonly string[];
	/** The server's names, sorted out. */
	readonly serverNames: readonly string[];
	/** The clients' names, sorted out. */
	readonly clientNames: readonly string[];
}

/** What Enter on one of the first rows does. */
export interface CreateAction {
	readonly draft: Draft;
	readonly plan: FilePlan;
	/** Files that are there and will be kept with the ending .bak. */
	readonly replaces: readonly string[];
}

/** The values that a row of the review changes. */
export type ChangeId =
	'folder' | 'authority' | 'server' | 'client' | 'keyType' | 'passphrase' | 'gitignore';

/** One row of the review; exactly one of `create` and `change` says what it does. */
export interface ReviewRow {
	readonly icon: string;
	readonly label: string;
	readonly description: string;
	readonly create?: CreateAction;
	readonly change?: ChangeId;
}

/** The rows of the last step: how to create, then every default with its value. */
export function reviewRows(draft: Draft, around: Surroundings): ReviewRow[] {
	return [...createRows(draft, around), ...changeRows(draft, around)];
}

/** The question before files are replaced. */
export function replaceQuestion(action: CreateAction): string {
	const [first = '', second, ...rest] = action.replaces;
	const files =
		rest.length > 0
			? `${first}, ${second ?? ''} and ${rest.length} more`
			: joinNames(action.replaces);
	const isOne = action.replaces.length === 1;
	const kept = isOne
		? 'The old file is kept with the ending .bak.'
		: 'The old files are kept with the ending .bak.';
	const consequence = action.replaces.some((file) => file.startsWith('ca.'))
		? ' Certificates issued by the old CA will no longer verify.'
		: '';
	return `Replace ${files}? ${kept}${consequence}`;
}

/** The message after the files are written: "Created orders CA, localhost and client in certs." */
export function createdMessage(names: readonly string[], folder: string): string {
	return `Created ${joinNames(names)} in ${folderLabel(folder)}.`;
}

function createRows(draft: Draft, around: Surroundings): ReviewRow[] {
	const plain = actionOf(draft, around);
	if (plain.replaces.length === 0) {
		const count = filesOf(plain.plan).length;
		return [
			{
				icon: 'check',
				label: 'Create',
				description: `${count} files in ${folderLabel(draft.folder)}`,
				create: plain,
			},
		];
	}
	const folder = freeFolder(draft.folder, around.siblings);
	const inNewFolder: ReviewRow = {
		icon: 'new-folder',
		label: `Create in ${folder}`,
		description: `${folderLabel(draft.folder)} holds such files already`,
		create: actionOf({ ...draft, folder }, { ...around, existing: new Set() }),
	};
	const replace: ReviewRow = {
		icon: 'replace',
		label: 'Replace, keep backups as .bak',
		description: counted(plain.replaces.length, 'file'),
		create: plain,
	};
	const besides = besidesRow(draft, around);
	if (besides === undefined) {
		return [inNewFolder, replace];
	}
	// With a CA that is here already, staying in its folder is the likelier wish.
	return draft.authority.kind === 'existing'
		? [besides, inNewFolder, replace]
		: [inNewFolder, besides, replace];
}

/** Leaves of the CA that is here, under free names beside the taken ones. */
function besidesRow(draft: Draft, around: Surroundings): ReviewRow | undefined {
	const authority =
		draft.authority.kind === 'existing' ? draft.authority.authority : around.authorityHere;
	const hasLeaves = draft.serverNames !== undefined || draft.clientNames !== undefined;
	if (authority === undefined || !hasLeaves) {
		return undefined;
	}
	const signed: Draft = { ...draft, authority: { kind: 'existing', authority } };
	const suffix = freeSuffix(signed, around.clientFileNames, around.existing);
	const plan = planFiles(signed, around.clientFileNames, suffix);
	const plainNames = joinNames([
		...(plan.server === undefined ? [] : ['server']),
		...around.clientFileNames.slice(0, plan.clients.length),
	]);
	const names = [...(plan.server === undefined ? [] : [plan.server]), ...plan.clients].join(', ');
	return {
		icon: 'verified',
		label: `Use ${authority.label}, add ${plainNames} as ${names}`,
		description: '',
		create: { draft: signed, plan, replaces: [] },
	};
}

function actionOf(draft: Draft, around: Surroundings): CreateAction {
	const plan = planFiles(draft, around.clientFileNames);
	return { draft, plan, replaces: filesOf(plan).filter((file) => around.existing.has(file)) };
}

function changeRows(draft: Draft, around: Surroundings): ReviewRow[] {
	const rows: ReviewRow[] = [
		{ icon: 'folder', label: 'Folder', description: folderLabel(draft.folder), change: 'folder' },
		{ icon: 'verified', label: 'CA', description: authorityText(draft), change: 'authority' },
	];
	if (draft.serverNames !== undefined) {
		const names = around.serverNames.join(', ');
		rows.push({
			icon: 'server',
			label: 'Server',
			description: `${names}, ${describeValidity(draft.serverValidity)}`,
			change: 'server',
		});
	}
	if (draft.clientNames !== undefined) {
		const names = around.clientNames.join(', ');
		rows.push({
			icon: 'account',
			label: around.clientNames.length > 1 ? 'Clients' : 'Client',
			description: `${names}, ${describeValidity(draft.clientValidity)}`,
			change: 'client',
		});
	}
	rows.push(
		{
			icon: 'key',
			label: 'Key type',
			description: keyTypeLabel(draft.keyType),
			change: 'keyType',
		},
		{
			icon: 'lock',
			label: 'Key passphrase',
			description: draft.passphrase === undefined ? 'none' : 'set, for every new key',
			change: 'passphrase',
		},
	);
	if (draft.gitignoreLines !== undefined) {
		rows.push({
			icon: 'source-control',
			label: 'Git',
			description: draft.addsToGitignore
				? `adds ${joinNames(draft.gitignoreLines)} to .gitignore`
				: 'leaves .gitignore as it is',
			change: 'gitignore',
		});
	}
	return rows;
}

function authorityText(draft: Draft): string {
	if (draft.authority.kind === 'new') {
		return `new: ${draft.authority.name}, ${describeValidity(draft.authority.validity)}`;
	}
	return `${draft.authority.authority.label}, ${draft.authority.authority.certificatePath}`;
}

function folderLabel(folder: string): string {
	return folder === '.' ? 'the workspace folder' : folder;
}
