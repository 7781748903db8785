import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsByRole } from '../refusals';
import { versionSentence } from '../sentences';

/** A version without extensions, as a bare `openssl x509 -req` made them before OpenSSL 3.2. */
export const versionNot3 = certificateRule({
	id: 'version-not-3',
	title: 'Certificate is not of version 3',
	shortTitle: 'version 1',
	severity: 'warning',
	reference: 'RFC 5280, 4.1.2.1',
	yieldsTo: [],
	check: (certificate, { role }) =>
		certificate.version === 3
			? undefined
			: {
					message: versionSentence(certificateSubject(role, certificate), certificate.version),
					span: certificate.spans.version ?? certificate.spans.tbsCertificate,
					refusedBy: refusalsByRole(role, {
						server: 'no-subject-alternative-name',
						ca: 'ca-version-1',
					}),
				},
});
