import type { ProblemRule } from '../rule';

/** A certificate that can be read although it is not as the standard asks; verifiers differ on these. */
export const malformedCertificate: ProblemRule = {
	id: 'malformed-certificate',
	title: 'Certificate departs from the standard',
	shortTitle: 'not as the standard',
	severity: 'warning',
	reference: 'RFC 5280, 4',
	yieldsTo: [],
	checkProblem: ({ code, message }) => (isDeparture(code) ? { message, refusedBy: [] } : undefined),
};

/** True for problems that leave the object readable, or that say why a file was not read at all. */
export function isAsideOfReading(code: string): boolean {
	return isDeparture(code) || othersCodes.has(code) || code.startsWith('file-');
}

/** Codes of problems that a rule of its own tells. */
const othersCodes = new Set(['byte-order-mark', 'pem-no-line-breaks', 'pem-escaped-newlines']);

function isDeparture(code: string): boolean {
	return departures.has(code) || code.startsWith('extension-');
}

/** Codes of `DecodeProblem` beside those of extensions. */
const departures = new Set(['signature-algorithms-differ', 'time-not-strict']);
