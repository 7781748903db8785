import * as vscode from 'vscode';
import { parseClientNames, parseServerNames } from '../../issue/names';
import { changeDraft } from './changes';
import { authorityName } from './draft';
import type { Draft, SigningAuthority } from './draft';
import { questions, withAnswer } from './questions';
import type { QuestionId } from './questions';
import { replaceQuestion, reviewRows } from './review';
import type { CreateAction, ReviewRow, Surroundings } from './review';
import { askPick, askText } from './steps';

/** What a target folder holds, as far as the review must know. */
export type FolderContent = Pick<Surroundings, 'existing' | 'siblings' | 'authorityHere'>;

/** One run of the wizard: what it asks, from which defaults, and how it looks around. */
export interface WizardRequest {
	readonly title: string;
	/** The text steps in order; the review follows. */
	readonly steps: readonly QuestionId[];
	readonly draft: Draft;
	readonly authorities: readonly SigningAuthority[];
	/** Name offered for a new CA. */
	readonly newAuthorityName: string;
	readonly newAuthorityDays: number;
	readonly now: Date;
	look(folder: string): Promise<FolderContent>;
}

/** Asks step by step until a row that creates is chosen; Escape rejects with `CancellationError`. */
export async function runWizard(request: WizardRequest): Promise<CreateAction> {
	const { steps, title } = request;
	const totalSteps = steps.length + 1;
	let draft = request.draft;
	for (let index = 0; ;) {
		const frame = { title, step: index + 1, totalSteps, canGoBack: index > 0 };
		const id = steps[index];
		if (id !== undefined) {
			const outcome = await askText({ ...questions[id](draft), ...frame });
			draft = withAnswer(draft, id, outcome.value);
			index += outcome.kind === 'next' ? 1 : -1;
			continue;
		}
		const row = await askPick({
			...frame,
			placeholder: 'Enter creates; choose a row to change it',
			items: itemsOf(reviewRows(draft, await surroundings(draft, request))),
		});
		if (row === undefined) {
			index -= 1;
		} else if (row.row?.change !== undefined) {
			draft = await changeDraft(row.row.change, draft, request);
		} else if (row.row?.create !== undefined && (await mayReplace(row.row.create))) {
			return row.row.create;
		}
	}
}

interface ReviewItem extends vscode.QuickPickItem {
	readonly row?: ReviewRow;
}

function itemsOf(rows: readonly ReviewRow[]): ReviewItem[] {
	const item = (row: ReviewRow): ReviewItem => ({
		label: `$(${row.icon}) ${row.label}`,
		description: row.description,
		row,
	});
	const separator = { label: 'Change', kind: vscode.QuickPickItemKind.Separator };
	return [
		...rows.filter((row) => row.create !== undefined).map(item),
		separator,
		...rows.filter((row) => row.change !== undefined).map(item),
	];
}

async function surroundings(draft: Draft, request: WizardRequest): Promise<Surroundings> {
	const { clients } = parseClientNames(draft.clientNames ?? '', { caName: authorityName(draft) });
	const { subjectAltName } = parseServerNames(draft.serverNames ?? '');
	return {
		...(await request.look(draft.folder)),
		clientFileNames: clients.map(({ fileName }) => fileName),
		serverNames: subjectAltName.map(({ value }) => value),
		clientNames: clients.map(({ commonName }) => commonName),
	};
}

async function mayReplace(action: CreateAction): Promise<boolean> {
	if (action.replaces.length === 0) {
		return true;
	}
	const button = 'Replace';
	const pressed = await vscode.window.showWarningMessage(
		replaceQuestion(action),
		{ modal: true },
		button,
	);
	return pressed === button;
}
