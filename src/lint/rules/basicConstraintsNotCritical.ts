import { certificateRule, extensionSpan } from '../certificateRule';
import { certificateName } from '../certificateName';
import { refusalsOf } from '../refusals';

/** RFC 5280 lets old programs that do not know the extension pass a CA off as a leaf otherwise. */
export const basicConstraintsNotCritical = certificateRule({
	id: 'basic-constraints-not-critical',
	title: 'Basic constraints of a CA are not critical',
	shortTitle: 'not critical',
	severity: 'warning',
	reference: 'RFC 5280, 4.2.1.9',
	yieldsTo: [],
	roles: ['ca'],
	check: (certificate) => {
		const { basicConstraints, extensions } = certificate;
		const isCritical = extensions.some(
			({ name, critical }) => name === 'basicConstraints' && critical,
		);
		return basicConstraints?.isCa !== true || isCritical
			? undefined
			: {
					message: `Basic constraints of ${certificateName(certificate)} are not marked critical.`,
					span: extensionSpan(certificate, 'basicConstraints'),
					refusedBy: refusalsOf('ca-basic-constraints-not-critical'),
				};
	},
});
