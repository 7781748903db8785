import { refusalsOf } from '../refusals';
import type { ReadProblem } from '../../x509/read';
import type { LintFile, ProblemRule } from '../rule';
import type { StackRefusal } from '../stacks';
import { isAsideOfReading } from './malformedCertificate';

/** Bytes that are not what they claim to be, so that nothing can be said of what they hold. */
export const unreadable: ProblemRule = {
	id: 'unreadable',
	title: 'Object cannot be read',
	shortTitle: 'cannot be read',
	severity: 'error',
	reference: 'RFC 7468, 3; X.690, 10',
	yieldsTo: [],
	checkProblem(problem, file) {
		const { code, message } = problem;
		return code === 'pem-truncated' || isAsideOfReading(code)
			? undefined
			: { message, refusedBy: refusalsOfProblem(problem, file) };
	},
};

/** Measured for certificates only: keys are refused in words that depend on the program's loader. */
function refusalsOfProblem(
	{ code, label, blockStart = 0 }: ReadProblem,
	{ content }: LintFile,
): readonly StackRefusal[] {
	if (code === 'not-utf8') {
		return refusalsOf('utf-16-text');
	}
	if (!code.startsWith('base64-') || label !== 'CERTIFICATE') {
		return [];
	}
	const isBehindGood = content.objects.some(
		({ kind, start }) => kind === 'certificate' && start < blockStart,
	);
	return refusalsOf(isBehindGood ? 'broken-base64-behind-certificate' : 'broken-base64');
}
