import type { Draft } from './draft';
import { authorityName } from './draft';
import { authorityNameFeedback, clientNamesFeedback, serverNamesFeedback } from './feedback';
import type { Feedback } from './feedback';

/** The questions that are answered by typing a name. */
export type QuestionId = 'authorityName' | 'server' | 'client';

/** A text box: what stands in it and what is said about it. */
export interface Question {
	readonly value: string;
	readonly prompt: string;
	readonly placeholder: string;
	readonly isPassword?: boolean;
	readonly check: (value: string) => Feedback | undefined;
}

/** The questions with the answers that the draft has so far. */
export const questions: Readonly<Record<QuestionId, (draft: Draft) => Question>> = {
	authorityName: (draft) => ({
		value: authorityName(draft),
		prompt: 'Name of the CA',
		placeholder: 'orders CA',
		check: authorityNameFeedback,
	}),
	server: (draft) => ({
		value: draft.serverNames ?? '',
		prompt: 'Names and addresses of the server',
		placeholder: 'localhost, api.example.test, 192.168.1.10',
		check: serverNamesFeedback,
	}),
	client: (draft) => ({
		value: draft.clientNames ?? '',
		prompt: 'Name of the client; several separated by commas make several certificates',
		placeholder: 'client, alice@example.test, spiffe://orders/billing',
		check: (value) => clientNamesFeedback(value, authorityName(draft)),
	}),
};

/** The draft with one question answered anew. */
export function withAnswer(draft: Draft, id: QuestionId, value: string): Draft {
	switch (id) {
		case 'server':
			return { ...draft, serverNames: value };
		case 'client':
			return { ...draft, clientNames: value };
		case 'authorityName':
			return draft.authority.kind === 'new'
				? { ...draft, authority: { ...draft.authority, name: value.trim() } }
				: draft;
	}
}
