import { refusalsOf } from '../refusals';
import type { ProblemRule } from '../rule';

/** A block that was copied out of a JSON string or an environment variable with its `\n`. */
export const escapedNewlines: ProblemRule = {
	id: 'escaped-newlines',
	title: 'Line breaks are written as \\n',
	shortTitle: 'escaped line breaks',
	severity: 'error',
	reference: 'RFC 7468, 3',
	yieldsTo: [],
	checkProblem: ({ code, message, label }) =>
		code === 'pem-escaped-newlines'
			? { message, refusedBy: label === 'CERTIFICATE' ? refusalsOf('escaped-newlines') : [] }
			: undefined,
};
