import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsByRole } from '../refusals';
import { expiredSentence } from '../sentences';

/** Beyond not after; the last second still counts. */
export const expired = certificateRule({
	id: 'expired',
	title: 'Certificate has expired',
	shortTitle: 'expired',
	severity: 'error',
	reference: 'RFC 5280, 4.1.2.5',
	yieldsTo: [],
	check: (certificate, { role, options: { now } }) =>
		now.getTime() < certificate.notAfter.getTime() + 1000
			? undefined
			: {
					message: expiredSentence(
						certificateSubject(role, certificate),
						certificate.notAfter,
						now,
					),
					span: certificate.spans.notAfter,
					refusedBy: refusalsByRole(role, {
						server: 'server-expired',
						client: 'client-expired',
						ca: 'ca-expired',
					}),
				},
});
