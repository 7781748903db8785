import { certificateRule, extensionSpan, leafRoles } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { purposesOf, reissueWithPurposes } from '../purposes';
import { refusalsByRole } from '../refusals';
import { wrongExtendedKeyUsageSentence } from '../sentences';

/** A purpose that does not fit the role, or none but "any", which OpenSSL takes for none. */
export const wrongExtendedKeyUsage = certificateRule({
	id: 'wrong-extended-key-usage',
	title: 'Extended key usage does not fit the role',
	shortTitle: 'wrong purpose',
	severity: 'error',
	reference: 'RFC 5280, 4.2.1.12',
	yieldsTo: [],
	roles: leafRoles,
	check: (certificate, { role }) => {
		const { extendedKeyUsage: has } = certificate;
		const needs = purposesOf(role);
		const missing = needs.filter((purpose) => has?.includes(purpose) === false);
		if (has === undefined || missing.length === 0) {
			return undefined;
		}
		const subject = certificateSubject(role, certificate);
		const isAny = has.includes('anyExtendedKeyUsage');
		return {
			message: wrongExtendedKeyUsageSentence(subject, role, has, needs),
			span: extensionSpan(certificate, 'extendedKeyUsage'),
			refusedBy: isAny
				? refusalsByRole(role, {
						server: 'server-any-extended-key-usage',
						client: 'client-any-extended-key-usage',
					})
				: refusalsByRole(role, {
						...(missing.includes('serverAuth')
							? { server: 'server-wrong-extended-key-usage' }
							: {}),
						...(missing.includes('clientAuth')
							? { client: 'client-wrong-extended-key-usage' }
							: {}),
					}),
			fix: reissueWithPurposes(needs),
		};
	},
});
