import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsOf } from '../refusals';

/** A CA without the extension, as `openssl req -x509` makes it; strict verifiers ask for it. */
export const caMissingKeyUsage = certificateRule({
	id: 'ca-missing-key-usage',
	title: 'CA certificate has no key usage',
	shortTitle: 'no key usage',
	severity: 'warning',
	reference: 'RFC 5280, 4.2.1.3',
	yieldsTo: ['version-not-3', 'ca-missing-basic-constraints'],
	roles: ['ca'],
	check: (certificate, { role }) =>
		certificate.extensions.some(({ name }) => name === 'keyUsage')
			? undefined
			: {
					message: `${certificateSubject(role, certificate)} has no key usage; a CA needs keyCertSign.`,
					span: certificate.spans.extensions,
					refusedBy: refusalsOf('ca-without-key-usage'),
				},
});
