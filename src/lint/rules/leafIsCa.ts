import { certificateRule, extensionSpan, leafRoles } from '../certificateRule';
import { certificateSubject } from '../certificateName';

/** A CA certificate used as a peer's own: whoever has its key can issue more. */
export const leafIsCa = certificateRule({
	id: 'leaf-is-ca',
	title: 'CA certificate is used as a leaf',
	shortTitle: 'CA as leaf',
	severity: 'warning',
	reference: 'RFC 5280, 4.2.1.9',
	yieldsTo: ['self-signed-leaf'],
	roles: leafRoles,
	check: (certificate, { role }) =>
		certificate.basicConstraints?.isCa === true
			? {
					message: `${certificateSubject(role, certificate)} is a CA certificate: whoever has its key can issue others.`,
					span: extensionSpan(certificate, 'basicConstraints'),
					// Every stack that was run accepts it; Firefox and rustls are reported to refuse it, see the page.
					refusedBy: [],
				}
			: undefined,
});
