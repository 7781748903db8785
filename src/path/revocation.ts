import type { Certificate } from '../x509/certificate';
import type { Crl, CrlEntry } from '../x509/crl';
import { verifySignature } from '../x509/crypto';

/** What the CRLs at hand say about a certificate; `outdated` means that nobody can say it is still good. */
export type Revocation =
	| { readonly kind: 'revoked'; readonly entry: CrlEntry; readonly crl: Crl }
	| { readonly kind: 'outdated'; readonly crl: Crl };

/**
 * Looks a certificate up in the CRLs that its issuer signed (RFC 5280 6.3.3 without delta and
 * indirect CRLs). Undefined if a current one does not list it, or none of its issuer is here.
 */
export function findRevocation(
	certificate: Certificate,
	issuer: Certificate,
	crls: readonly Crl[],
	at: Date,
): Revocation | undefined {
	const ofIssuer = crls.filter(
		(crl) =>
			crl.issuer.comparisonKey === certificate.issuer.comparisonKey &&
			isSignedBy(crl, issuer) &&
			crl.thisUpdate <= at,
	);
	for (const crl of ofIssuer) {
		// An entry of an outdated CRL still counts: what was revoked does not come back.
		const entry = crl.entries.find(({ serialNumber }) => serialNumber === certificate.serialNumber);
		if (entry !== undefined && entry.reason !== 'removeFromCRL') {
			return { kind: 'revoked', entry, crl };
		}
	}
	const [outdated] = ofIssuer;
	const isCurrent = ofIssuer.some(({ nextUpdate }) => nextUpdate === undefined || nextUpdate >= at);
	return outdated === undefined || isCurrent ? undefined : { kind: 'outdated', crl: outdated };
}

const verdicts = new WeakMap<Crl, Map<string, boolean>>();

function isSignedBy(crl: Crl, { publicKey }: Certificate): boolean {
	let known = verdicts.get(crl);
	if (known === undefined) {
		known = new Map();
		verdicts.set(crl, known);
	}
	let isSigned = known.get(publicKey.spkiSha256);
	if (isSigned === undefined) {
		const { signatureAlgorithm, tbs, signature } = crl;
		isSigned = verifySignature(signatureAlgorithm, publicKey.spki, tbs, signature) === 'verified';
		known.set(publicKey.spkiSha256, isSigned);
	}
	return isSigned;
}
