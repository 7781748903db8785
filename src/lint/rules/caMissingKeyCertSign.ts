import { certificateRule, extensionSpan } from '../certificateRule';
import { refusalsOf } from '../refusals';
import { missingKeyCertSignSentence } from '../sentences';

/** A key usage that forbids a CA what it is for. */
export const caMissingKeyCertSign = certificateRule({
	id: 'ca-missing-key-cert-sign',
	title: 'Key usage of a CA lacks keyCertSign',
	shortTitle: 'no keyCertSign',
	severity: 'error',
	reference: 'RFC 5280, 4.2.1.3',
	yieldsTo: ['ca-missing-basic-constraints'],
	roles: ['ca'],
	check: (certificate) =>
		certificate.keyUsage?.includes('keyCertSign') === false
			? {
					message: missingKeyCertSignSentence(certificate),
					span: extensionSpan(certificate, 'keyUsage'),
					refusedBy: refusalsOf('ca-without-key-cert-sign'),
				}
			: undefined,
});
