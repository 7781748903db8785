import { refusalsOf } from '../refusals';
import type { ProblemRule } from '../rule';
import { isAsideOfReading } from './malformedCertificate';

/** Bytes that are not what they claim to be, so that nothing can be said of what they hold. */
export const unreadable: ProblemRule = {
	id: 'unreadable',
	title: 'Object cannot be read',
	shortTitle: 'cannot be read',
	severity: 'error',
	reference: 'RFC 7468, 3; X.690, 10',
	yieldsTo: [],
	checkProblem: ({ code, message }) =>
		code === 'pem-truncated' || isAsideOfReading(code)
			? undefined
			: {
					message,
					refusedBy: code.startsWith('base64-') ? refusalsOf('broken-base64') : [],
				},
};
