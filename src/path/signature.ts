import type { Certificate } from '../x509/certificate';
import { verifySignature, type SignatureVerdict } from '../x509/crypto';
import type { PublicKey } from '../x509/publicKey';

// Kept as long as the certificate itself is; a chain is asked for again with every change nearby.
const verdicts = new WeakMap<Certificate, Map<string, SignatureVerdict>>();

/** Whether `key` made the signature on `certificate`; each pair is computed once. */
export function signatureBy(certificate: Certificate, key: PublicKey): SignatureVerdict {
	let known = verdicts.get(certificate);
	if (known === undefined) {
		known = new Map();
		verdicts.set(certificate, known);
	}
	let verdict = known.get(key.spkiSha256);
	if (verdict === undefined) {
		const { signatureAlgorithm, tbs, signature } = certificate;
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
