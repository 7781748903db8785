import type { Certificate } from '../x509/certificate';
import { verifySignature, type SignatureVerdict } from '../x509/crypto';
import type { PublicKey } from '../x509/publicKey';

/** A certificate or a CRL. */
export type Signed = Pick<Certificate, 'signatureAlgorithm' | 'tbs' | 'signature'>;

// Kept as long as what is signed itself is; a chain is asked for again with every change nearby.
const verdicts = new WeakMap<Signed, Map<string, SignatureVerdict>>();

/** Whether `key` made the signature on `signed`; each pair is computed once. */
export function signatureBy(signed: Signed, key: PublicKey): SignatureVerdict {
	let known = verdicts.get(signed);
	if (known === undefined) {
		known = new Map();
		verdicts.set(signed, known);
	}
	let verdict = known.get(key.spkiSha256);
	if (verdict === undefined) {
		const { signatureAlgorithm, tbs, signature } = signed;
		verdict = verifySignature(signatureAlgorithm, key.spki, tbs, signature);
		known.set(key.spkiSha256, verdict);
	}
	return verdict;
}

/** True if the certificate's own key made its signature; a name alone proves nothing. */
export function isSelfSigned(certificate: Certificate): boolean {
	return (
		certificate.subject.comparisonKey === certificate.issuer.comparisonKey &&
		signatureBy(certificate, certificate.publicKey) === 'verified'
	);
}
