import { isSelfIssued } from '../../x509/certificate';
import { certificateRule } from '../certificateRule';
import { nameText } from '../certificateName';

/** Nothing here has the issuer's name, so what the certificate claims cannot be checked. */
export const issuerNotFound = certificateRule({
	id: 'issuer-not-found',
	title: 'Issuer is not in the workspace',
	shortTitle: 'issuer not here',
	severity: 'information',
	reference: 'RFC 5280, 6.1',
	yieldsTo: [],
	check: (certificate, { workspace }) =>
		isSelfIssued(certificate) ||
		workspace.issuerCandidates(certificate).length > 0 ||
		workspace.isIssuedByPublicRoot(certificate)
			? undefined
			: {
					message: `Issuer ${nameText(certificate.issuer)} is not in this workspace, so the signature cannot be checked here.`,
					span: certificate.spans.issuer,
					refusedBy: [],
				},
});
