import { refusalsOf } from '../refusals';
import type { ProblemRule } from '../rule';

/** Three invisible bytes that Windows editors put before a text. */
export const byteOrderMark: ProblemRule = {
	id: 'byte-order-mark',
	title: 'File begins with a byte order mark',
	shortTitle: 'byte order mark',
	severity: 'warning',
	reference: 'RFC 7468, 2',
	yieldsTo: [],
	checkProblem: ({ code, message }) =>
		code === 'byte-order-mark'
			? {
					message,
					refusedBy: refusalsOf('begins-with-byte-order-mark'),
				}
			: undefined,
};
