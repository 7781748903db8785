import type { Obstacle } from '../path/revocation';
import { dayText, minuteText } from '../util/duration';
import { visibleText } from '../util/visibleText';

/** Why the CRLs at hand do not prove that the certificate `name` is not revoked. */
export function revocationNotCheckedSentence(
	detail: Readonly<Record<string, string>>,
	name: string,
	crlIssuer: string,
): string {
	if (detail['reason'] === 'no-crl') {
		return `No CRL of ${crlIssuer} is here, so nobody can say whether ${name} is revoked.`;
	}
	const why = reasonOf(detail, crlIssuer);
	return `The CRL of ${crlIssuer} ${why}, so nobody can say whether ${name} is revoked.`;
}

function reasonOf(detail: Readonly<Record<string, string>>, crlIssuer: string): string {
	const date = (key: string): Date => new Date(detail[key] ?? '');
	const obstacle = detail['reason'] as Obstacle;
	switch (obstacle) {
		case 'signature-mismatch':
			return 'has a signature that no CA of this chain made';
		case 'signature-not-checked':
			return 'has a signature that cannot be checked here';
		case 'issuer-missing-crl-sign':
			return 'is signed by a CA that may not sign CRLs (key usage lacks cRLSign)';
		case 'not-yet-valid':
			return `begins on ${minuteText(date('thisUpdate'))}`;
		case 'other-scope':
			return 'is about other certificates only (issuing distribution point)';
		case 'malformed':
			return 'departs from the standard';
		case 'unknown-critical-extension':
			return `has the critical extension ${visibleText(detail['extension'] ?? '')}, which cannot be processed here`;
		case 'weak-signature':
			return 'is signed with a digest that can be forged';
		case 'other-key-identifier':
			return `names another key than that of ${crlIssuer}`;
		case 'indirect':
			return 'is an indirect one, which is not followed here';
		case 'delta':
			return 'lists changes only (delta CRL)';
		case 'some-reasons':
			return 'is about some reasons of revocation only';
		case 'outdated':
			return `was due for renewal on ${dayText(date('nextUpdate'))}`;
	}
}
