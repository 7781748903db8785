import { nameText } from '../certificateName';
import type { ObjectRule } from '../rule';

/** A CRL that no CA of that name signed with the key it has here: verifiers that ask for it refuse everybody. */
export const crlSignature: ObjectRule = {
	id: 'crl-signature',
	title: 'CRL is not signed by its CA',
	shortTitle: 'wrong signature',
	severity: 'error',
	reference: 'RFC 5280, 6.3.3',
	yieldsTo: [],
	appliesTo: ({ object }) => object.kind === 'crl',
	check: ({ object, workspace }) => {
		if (object.kind !== 'crl') {
			return undefined;
		}
		const candidates = workspace.issuerCandidates(object.crl);
		const [nearest] = candidates;
		if (nearest === undefined || candidates.some(({ signature }) => signature !== 'mismatch')) {
			return undefined;
		}
		const issuer = nameText(object.crl.issuer);
		const { path } = nearest.file;
		return {
			message: `The CRL names ${issuer} as its issuer, but the key in ${path} did not sign it.`,
			refusedBy: [],
			related: [
				{
					path,
					offset: nearest.object.start,
					line: nearest.object.line,
					message: `This ${issuer} has another key, or the CRL was changed.`,
				},
			],
		};
	},
};
