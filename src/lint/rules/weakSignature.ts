import { isSelfSigned } from '../../path/signature';
import { weakDigest } from '../../path/strength';
import { certificateRule } from '../certificateRule';
import { nameText } from '../certificateName';
import { refusalsByRole } from '../refusals';
import { weakSignatureSentence } from '../sentences';

/** A signature whose digest can be forged; that of a root on itself is never checked by anyone. */
export const weakSignature = certificateRule({
	id: 'weak-signature',
	title: 'Signature uses a broken digest',
	shortTitle: 'weak signature',
	severity: 'error',
	reference: 'RFC 6194; RFC 6151',
	yieldsTo: [],
	check: (certificate, { role }) => {
		const digest = weakDigest(certificate.signatureAlgorithm);
		if (digest === undefined || isSelfSigned(certificate)) {
			return undefined;
		}
		return {
			message: weakSignatureSentence(digest, nameText(certificate.issuer)),
			span: certificate.spans.signatureAlgorithm,
			refusedBy: refusalsByRole(role, {
				server: 'server-weak-signature',
				client: 'client-weak-signature',
				ca: 'ca-weak-signature',
			}),
		};
	},
});
