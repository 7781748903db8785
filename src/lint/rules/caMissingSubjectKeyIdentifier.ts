import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsOf } from '../refusals';

/** Without it, its certificates cannot say which key of the CA signed them. */
export const caMissingSubjectKeyIdentifier = certificateRule({
	id: 'ca-missing-subject-key-identifier',
	title: 'CA certificate does not identify its key',
	shortTitle: 'no key identifier',
	severity: 'warning',
	reference: 'RFC 5280, 4.2.1.2',
	yieldsTo: ['version-not-3', 'ca-missing-basic-constraints'],
	roles: ['ca'],
	check: (certificate, { role }) =>
		certificate.extensions.some(({ name }) => name === 'subjectKeyIdentifier')
			? undefined
			: {
					message: `${certificateSubject(role, certificate)} does not identify its key (subject key identifier).`,
					span: certificate.spans.extensions,
					refusedBy: refusalsOf('ca-without-subject-key-identifier'),
				},
});
