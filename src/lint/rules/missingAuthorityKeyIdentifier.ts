import { isSelfSigned } from '../../path/signature';
import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsByRole } from '../refusals';

/** The hint by which verifiers tell two CAs of one name apart; strict ones ask for it. */
export const missingAuthorityKeyIdentifier = certificateRule({
	id: 'missing-authority-key-identifier',
	title: "Certificate does not name its issuer's key",
	shortTitle: 'no issuer key id',
	severity: 'warning',
	reference: 'RFC 5280, 4.2.1.1',
	yieldsTo: ['version-not-3', 'self-signed-leaf'],
	check: (certificate, { role }) =>
		// A self-signed certificate may leave it out: it would name its own key.
		certificate.extensions.some(({ name }) => name === 'authorityKeyIdentifier') ||
		isSelfSigned(certificate)
			? undefined
			: {
					message: `${certificateSubject(role, certificate)} does not name its issuer's key (authority key identifier).`,
					span: certificate.spans.extensions,
					refusedBy: refusalsByRole(role, {
						server: 'no-authority-key-identifier',
						client: 'client-no-authority-key-identifier',
						ca: 'no-authority-key-identifier',
					}),
				},
});
