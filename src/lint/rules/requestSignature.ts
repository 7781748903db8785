import { verifySignature } from '../../x509/crypto';
import type { ObjectRule } from '../rule';

/** A request that its own key did not sign: it was changed or cut, and no CA will take it. */
export const requestSignature: ObjectRule = {
	id: 'request-signature',
	title: 'Request is not signed by its own key',
	shortTitle: 'wrong signature',
	severity: 'error',
	reference: 'RFC 2986, 4.2',
	yieldsTo: [],
	appliesTo: ({ object }) => object.kind === 'certificateRequest',
	check: ({ object }) => {
		if (object.kind !== 'certificateRequest') {
			return undefined;
		}
		const { signatureAlgorithm, publicKey, signed, signature } = object.request;
		const verdict = verifySignature(signatureAlgorithm, publicKey.spki, signed, signature);
		return verdict === 'mismatch'
			? {
					message:
						'The request is not signed by its own key: it was changed, or made for another key.',
					refusedBy: [],
				}
			: undefined;
	},
};
