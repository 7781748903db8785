import { refusalsOf } from '../refusals';
import type { ProblemRule } from '../rule';

/** PEM that can be read here although its lines are not those of RFC 7468, which most programs insist on. */
export const malformedPem: ProblemRule = {
	id: 'malformed-pem',
	title: 'PEM has lost its line breaks',
	shortTitle: 'no line breaks',
	severity: 'error',
	reference: 'RFC 7468, 3',
	yieldsTo: [],
	checkProblem: ({ code, message, label }) =>
		code === 'pem-no-line-breaks'
			? { message, refusedBy: label === 'CERTIFICATE' ? refusalsOf('no-line-breaks') : [] }
			: undefined,
};
