import type { Certificate } from '../../x509/certificate';
import { certificateRule } from '../certificateRule';
import { nameText } from '../certificateName';
import { refusalsByRole } from '../refusals';
import type { IssuerCandidate, LintWorkspace } from '../rule';
import { signatureMismatchSentence } from '../sentences';

/** The CA here has the issuer's name but another key: it was made again, or is another one. */
export const issuerSignatureMismatch = certificateRule({
	id: 'issuer-signature-mismatch',
	title: 'Issuer of that name did not sign this',
	shortTitle: 'other issuer key',
	severity: 'error',
	reference: 'RFC 5280, 6.1.3',
	yieldsTo: [],
	check: (certificate, { role, workspace }) => {
		const candidate = wrongIssuer(certificate, workspace);
		if (candidate === undefined || workspace.isIssuedByPublicRoot(certificate)) {
			return undefined;
		}
		const { path } = candidate.file;
		return {
			message: signatureMismatchSentence(nameText(certificate.issuer), `in ${path}`),
			span: certificate.spans.signatureValue,
			refusedBy: refusalsByRole(role, {
				server: 'issuer-key-differs',
				client: 'client-issuer-key-differs',
				ca: 'issuer-key-differs',
			}),
			related: [
				{
					path,
					offset: candidate.object.start,
					line: candidate.object.line,
					message: `This ${nameText(certificate.issuer)} has another key.`,
				},
			],
		};
	},
});

function wrongIssuer(
	certificate: Certificate,
	workspace: LintWorkspace,
): IssuerCandidate | undefined {
	const candidates = workspace.issuerCandidates(certificate);
	if (candidates.some(({ signature }) => signature !== 'mismatch')) {
		return undefined;
	}
	// A certificate of the CA's own name is a candidate for itself; any other says more.
	const others = candidates.filter(
		({ object }) => object.certificate.fingerprintSha256 !== certificate.fingerprintSha256,
	);
	return others[0] ?? candidates[0];
}
