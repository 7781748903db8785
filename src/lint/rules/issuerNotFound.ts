import { isSelfIssued } from '../../x509/certificate';
import { nameText } from '../certificateName';
import type { Issued, ObjectRule, RuleContext } from '../rule';

/** Nothing here has the issuer's name, so what a certificate or CRL claims cannot be checked. */
export const issuerNotFound: ObjectRule = {
	id: 'issuer-not-found',
	title: 'Issuer is not in the workspace',
	shortTitle: 'issuer not here',
	severity: 'information',
	reference: 'RFC 5280, 6.1',
	yieldsTo: [],
	appliesTo: ({ object }) => object.kind === 'certificate' || object.kind === 'crl',
	check: (context) => {
		const { object } = context;
		switch (object.kind) {
			case 'certificate': {
				const { certificate } = object;
				const hit = hitFor(certificate, context, certificate.spans.issuer);
				const isKnown =
					isSelfIssued(certificate) ||
					(hit !== undefined && context.workspace.isIssuedByPublicRoot(certificate));
				return isKnown ? undefined : hit;
			}
			case 'crl':
				return hitFor(object.crl, context);
			default:
				return undefined;
		}
	},
};

function hitFor(
	issued: Issued,
	{ workspace }: RuleContext,
	span?: { readonly start: number; readonly end: number },
) {
	return workspace.issuerCandidates(issued).length > 0
		? undefined
		: {
				message: `Issuer ${nameText(issued.issuer)} is not here, so the signature cannot be checked.`,
				span,
				refusedBy: [],
			};
}
