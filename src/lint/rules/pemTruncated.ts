import { refusalsOf } from '../refusals';
import type { ProblemRule } from '../rule';

/** A block that was cut off, as half a paste or half a download leaves it. */
export const pemTruncated: ProblemRule = {
	id: 'pem-truncated',
	title: 'PEM block has no END line',
	shortTitle: 'block cut off',
	severity: 'error',
	reference: 'RFC 7468, 3',
	yieldsTo: [],
	checkProblem: ({ code, message }, { path }) =>
		code === 'pem-truncated'
			? {
					message,
					refusedBy: refusalsOf(isKeyFile(path) ? 'truncated-key' : 'truncated-block'),
				}
			: undefined,
};

/** Stacks word it by what they came to read; of a block without END only the file's name is sure. */
function isKeyFile(path: string): boolean {
	return /key[^/]*$/i.test(path);
}
