import { certificateRule, extensionSpan } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsOf } from '../refusals';
import { missingBasicConstraintsSentence } from '../sentences';

/** A certificate in the place of a CA that does not say it is one. */
export const caMissingBasicConstraints = certificateRule({
	id: 'ca-missing-basic-constraints',
	title: 'CA certificate is not marked as a CA',
	shortTitle: 'not marked as CA',
	severity: 'error',
	reference: 'RFC 5280, 4.2.1.9',
	yieldsTo: ['version-not-3'],
	roles: ['ca'],
	check: (certificate, { role }) => {
		const { basicConstraints, keyUsage } = certificate;
		if (basicConstraints?.isCa === true) {
			return undefined;
		}
		const situation =
			basicConstraints !== undefined
				? 'ca-marked-as-leaf'
				: keyUsage?.includes('keyCertSign')
					? 'ca-without-basic-constraints-but-key-cert-sign'
					: 'ca-without-basic-constraints';
		return {
			message: missingBasicConstraintsSentence(
				certificateSubject(role, certificate),
				basicConstraints !== undefined,
			),
			span: extensionSpan(certificate, 'basicConstraints') ?? certificate.spans.extensions,
			refusedBy: refusalsOf(situation),
		};
	},
});
