import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsByRole } from '../refusals';
import { notYetValidSentence } from '../sentences';

/** Before not before, which clocks and time zones bring about as often as plans do. */
export const notYetValid = certificateRule({
	id: 'not-yet-valid',
	title: 'Certificate is not yet valid',
	shortTitle: 'not yet valid',
	severity: 'error',
	reference: 'RFC 5280, 4.1.2.5',
	yieldsTo: [],
	check: (certificate, { role, options: { now } }) =>
		now >= certificate.notBefore
			? undefined
			: {
					message: notYetValidSentence(
						certificateSubject(role, certificate),
						certificate.notBefore,
						now,
					),
					span: certificate.spans.notBefore,
					refusedBy: refusalsByRole(role, {
						server: 'server-not-yet-valid',
						client: 'client-not-yet-valid',
						ca: 'ca-not-yet-valid',
					}),
				},
});
