import { certificateRule, leafRoles } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { purposesOf, reissueWithPurposes } from '../purposes';

/** Without the extension a certificate is good for everything; every stack accepts that, few people mean it. */
export const missingExtendedKeyUsage = certificateRule({
	id: 'missing-extended-key-usage',
	title: 'Certificate has no extended key usage',
	shortTitle: 'no purpose',
	severity: 'information',
	reference: 'RFC 5280, 4.2.1.12',
	yieldsTo: ['version-not-3', 'leaf-is-ca'],
	roles: leafRoles,
	check: (certificate, { role }) => {
		if (certificate.extensions.some(({ name }) => name === 'extendedKeyUsage')) {
			return undefined;
		}
		const purposes = purposesOf(role);
		return {
			message: `${certificateSubject(role, certificate)} has no extended key usage, so it is good for every purpose; a ${role} needs only ${purposes.join(' and ')}.`,
			span: certificate.spans.extensions,
			refusedBy: [],
			fix: reissueWithPurposes(purposes),
		};
	},
});
