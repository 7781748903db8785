import { isSelfSigned } from '../../path/signature';
import { certificateRule, leafRoles } from '../certificateRule';
import { refusalsByRole } from '../refusals';
import { selfSignedSentence } from '../sentences';

/** A leaf that vouches for itself. */
export const selfSignedLeaf = certificateRule({
	id: 'self-signed-leaf',
	title: 'Leaf certificate is self-signed',
	shortTitle: 'self-signed',
	severity: 'warning',
	reference: 'RFC 5280, 6.1',
	yieldsTo: [],
	roles: leafRoles,
	check: (certificate, { role }) =>
		isSelfSigned(certificate)
			? {
					message: selfSignedSentence(role, certificate),
					span: certificate.spans.issuer,
					refusedBy: refusalsByRole(role, {
						server: 'server-self-signed',
						client: 'client-self-signed',
					}),
				}
			: undefined,
});
