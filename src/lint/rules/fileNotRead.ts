import type { ProblemRule } from '../rule';

/** A file that was passed over: too large, or not for this user. Nothing is said of what it holds. */
export const fileNotRead: ProblemRule = {
	id: 'file-not-read',
	title: 'File was not read',
	shortTitle: 'not read',
	severity: 'information',
	reference: 'setting mtls.files.maximumMegabytes',
	yieldsTo: [],
	checkProblem: ({ code, message }) =>
		code.startsWith('file-') ? { message, refusedBy: [] } : undefined,
};
