import type { Certificate } from '../x509/certificate';
import type { Crl, CrlEntry } from '../x509/crl';
import { isNamedAsCrlIssuer, scopeOf, type CrlScope } from './crlScope';
import { signatureBy } from './signature';
import { weakDigest } from './strength';

/** What the CRLs at hand say about a certificate; `undetermined` means that nobody can say it is still good. */
export type Revocation =
	| { readonly kind: 'revoked'; readonly entry: CrlEntry; readonly crl: Crl }
	| { readonly kind: 'undetermined'; readonly obstacle: Obstacle; readonly crl: Crl }
	| { readonly kind: 'no-crl' };

/** Why a CRL does not tell that a certificate is good; the later ones leave it closer to doing so. */
const obstacles = [
	'signature-mismatch',
	'signature-not-checked',
	'issuer-missing-crl-sign',
	'not-yet-valid',
	'other-scope',
	// What is listed in spite of those below is revoked.
	'malformed',
	'unknown-critical-extension',
	'weak-signature',
	'other-key-identifier',
	'indirect',
	'delta',
	'some-reasons',
	'outdated',
] as const;

/** Names of the reasons for which a CRL is no proof. */
export type Obstacle = (typeof obstacles)[number];

/**
 * Looks a certificate up in the CRLs of its issuer (RFC 5280 6.3.3). `issuers` are the certificates
 * above it in its path, the nearest first. Undefined if a whole and current CRL does not list it.
 *
 * Delta CRLs, indirect ones and those of some reasons are never put together to the whole that
 * 6.3.3 makes of them: they revoke, and prove nothing else.
 */
export function findRevocation(
	certificate: Certificate,
	issuers: readonly Certificate[],
	crls: readonly Crl[],
	at: Date,
): Revocation | undefined {
	const judged = crls
		.filter((crl) => isAbout(crl, certificate))
		.map((crl) => ({ crl, obstacle: obstacleOf(crl, certificate, issuers, at) }));
	if (judged.length === 0) {
		return { kind: 'no-crl' };
	}
	const proofs = judged.filter(({ obstacle }) => obstacle === undefined);
	for (const { crl, obstacle } of judged) {
		if (obstacle !== undefined && rank(obstacle) <= rank('other-scope')) {
			continue;
		}
		// An entry of an outdated CRL still counts: what was revoked does not come back, but for a hold.
		const isLater = proofs.some((proof) => proof.crl.thisUpdate > crl.thisUpdate);
		const entry = entriesOf(crl, certificate).find(
			({ reason }) => reason !== 'removeFromCRL' && (reason !== 'certificateHold' || !isLater),
		);
		if (entry !== undefined) {
			return { kind: 'revoked', entry, crl };
		}
	}
	const [closest] = judged.toSorted((a, b) => rank(b.obstacle) - rank(a.obstacle));
	return closest?.obstacle === undefined
		? undefined
		: { kind: 'undetermined', obstacle: closest.obstacle, crl: closest.crl };
}

function rank(obstacle: Obstacle | undefined): number {
	return obstacle === undefined ? obstacles.length : obstacles.indexOf(obstacle);
}

function isAbout(crl: Crl, certificate: Certificate): boolean {
	return (
		crl.issuer.comparisonKey === certificate.issuer.comparisonKey ||
		(crl.isIndirect &&
			(entriesOf(crl, certificate).length > 0 || isNamedAsCrlIssuer(crl, certificate)))
	);
}

function obstacleOf(
	crl: Crl,
	certificate: Certificate,
	issuers: readonly Certificate[],
	at: Date,
): Obstacle | undefined {
	// Those of the path with the CRL's name: after a change of keys the new one may sign for the old.
	const named = issuers.filter(({ subject }) => subject.comparisonKey === crl.issuer.comparisonKey);
	const verdictOf = ({ publicKey }: Certificate) => signatureBy(crl, publicKey);
	const signers = named.filter((issuer) => verdictOf(issuer) === 'verified');
	if (signers.length === 0) {
		const isUnsupported = named.some((issuer) => verdictOf(issuer) === 'unsupported');
		return isUnsupported ? 'signature-not-checked' : 'signature-mismatch';
	}
	// RFC 5280 6.3.3 (f).
	const allowed = signers.filter(({ keyUsage }) => keyUsage?.includes('cRLSign') ?? true);
	if (allowed.length === 0) {
		return 'issuer-missing-crl-sign';
	}
	if (crl.thisUpdate > at) {
		return 'not-yet-valid';
	}
	const scope = scopeOf(crl, certificate);
	if (scope === 'none') {
		return 'other-scope';
	}
	return contentObstacle(crl, allowed) ?? partObstacle(crl, scope) ?? ageObstacle(crl, at);
}

function contentObstacle(crl: Crl, signers: readonly Certificate[]): Obstacle | undefined {
	if (crl.version > 2 || crl.problems.length > 0) {
		return 'malformed';
	}
	if (unreadCriticalExtension(crl) !== undefined) {
		return 'unknown-critical-extension';
	}
	if (weakDigest(crl.signatureAlgorithm) !== undefined) {
		return 'weak-signature';
	}
	const identifier = crl.authorityKeyIdentifier;
	const isIdentified = signers.some(
		({ subjectKeyIdentifier }) =>
			identifier === undefined || (subjectKeyIdentifier ?? identifier) === identifier,
	);
	return isIdentified ? undefined : 'other-key-identifier';
}

function partObstacle(crl: Crl, scope: CrlScope): Obstacle | undefined {
	if (crl.isIndirect) {
		return 'indirect';
	}
	if (crl.isDelta) {
		return 'delta';
	}
	return scope === 'some-reasons' ? 'some-reasons' : undefined;
}

/** RFC 5280 5.1.2.5 leaves open what a CRL without nextUpdate means; to OpenSSL it never grows old. */
function ageObstacle({ nextUpdate }: Crl, at: Date): Obstacle | undefined {
	return nextUpdate !== undefined && nextUpdate < at ? 'outdated' : undefined;
}

/**
 * OID of a critical extension of the CRL or of any of its entries that says something which nothing
 * here acts on, so that the CRL proves nothing (RFC 5280 5.2, 5.3).
 */
export function unreadCriticalExtension(crl: Crl): string | undefined {
	const unread = crl.extensions.find(({ oid, critical }) => critical && !processed.has(oid));
	return unread?.oid ?? crl.unreadCriticalEntryExtensions[0];
}

/** Issuing distribution point, delta CRL indicator, authority key identifier. */
const processed = new Set(['2.5.29.28', '2.5.29.27', '2.5.29.35']);

const entries = new WeakMap<Crl, ReadonlyMap<string, readonly CrlEntry[]>>();

/** What a CRL says of a certificate, whoever signed it; large CRLs are asked many times, so by number. */
function entriesOf(crl: Crl, { serialNumber, issuer }: Certificate): readonly CrlEntry[] {
	let bySerialNumber = entries.get(crl);
	if (bySerialNumber === undefined) {
		bySerialNumber = groupBySerialNumber(crl.entries);
		entries.set(crl, bySerialNumber);
	}
	return (bySerialNumber.get(serialNumber) ?? []).filter(({ certificateIssuer = [crl.issuer] }) =>
		certificateIssuer.some(({ comparisonKey }) => comparisonKey === issuer.comparisonKey),
	);
}

function groupBySerialNumber(list: readonly CrlEntry[]): Map<string, CrlEntry[]> {
	const groups = new Map<string, CrlEntry[]>();
	for (const entry of list) {
		const group = groups.get(entry.serialNumber);
		if (group === undefined) {
			groups.set(entry.serialNumber, [entry]);
		} else {
			group.push(entry);
		}
	}
	return groups;
}
