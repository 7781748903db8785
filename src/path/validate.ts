import { isSelfIssued, type Certificate } from '../x509/certificate';
import { issuerFaults, leafFaults } from './certificateFaults';
import {
	createComparisonBudget,
	findNameViolation,
	type ComparisonBudget,
} from './nameConstraints';
import { findPolicyViolation } from './policies';
import type { PathFault, PathRequest, PathResult } from './request';
import { findRevocation, unreadCriticalExtension } from './revocation';
import { createSearchBudget, searchChains, type Chain } from './search';
import { signatureBy } from './signature';

/**
 * Judges a certificate by RFC 5280 section 6: finds the best path to a trust anchor among all that
 * real signatures allow, and names every fault of it. Never throws, and its cost is bounded.
 */
export function validatePath(request: PathRequest): PathResult {
	const comparisons = createComparisonBudget();
	for (const chain of searchChains(request, createSearchBudget(), true)) {
		if (chain.end.kind === 'anchor') {
			const faults = chainFaults(chain, request, comparisons);
			if (faults.length === 0) {
				return { valid: true, path: chain.certificates, faults };
			}
		}
	}
	return bestFaultyPath(request);
}

/** Chains that are judged to find the one whose faults are told; the likeliest come first. */
const judgedChains = 50;

function bestFaultyPath(request: PathRequest): PathResult {
	const missing = missingIntermediate(request);
	const comparisons = createComparisonBudget();
	let best: { chain: Chain; faults: PathFault[]; score: number } | undefined;
	let count = 0;
	for (const chain of searchChains(request, createSearchBudget(), false)) {
		const isAnchored = chain.end.kind === 'anchor';
		const breaks = isAnchored ? [] : [missing ?? endFault(chain, request)];
		const faults = [...breaks, ...chainFaults(chain, request, comparisons)];
		const score = scoreOf(chain, faults);
		if (best === undefined || score < best.score) {
			best = { chain, faults, score };
		}
		if (++count >= judgedChains) {
			break;
		}
	}
	if (best === undefined) {
		// The budget went before a single chain came to an end.
		const fault = { code: 'path-too-complex', certificate: request.leaf, detail: {} } as const;
		return { valid: false, path: [request.leaf], faults: [fault] };
	}
	// The search for a valid path may have been cut short where this one was not.
	const isValid = best.faults.length === 0;
	const faults = best.faults.map((fault) => withRole(fault, request));
	return { valid: isValid, path: best.chain.certificates, faults };
}

/** Tells the sentence what the certificate is in this path. */
function withRole(fault: PathFault, { leaf, purpose }: PathRequest): PathFault {
	const leafRole = purpose === 'any' ? 'unknown' : purpose;
	const role = fault.certificate === leaf ? leafRole : 'ca';
	return { ...fault, detail: { ...fault.detail, role } };
}

/** Lower is better: a path to an anchor before a longer one that ends nowhere, then fewer faults. */
function scoreOf({ certificates, end }: Chain, faults: readonly PathFault[]): number {
	return end.kind === 'anchor' ? faults.length : 10_000 - 100 * certificates.length + faults.length;
}

function chainFaults(
	chain: Chain,
	request: PathRequest,
	comparisons: ComparisonBudget,
): PathFault[] {
	const { certificates, end } = chain;
	const isAnchored = end.kind === 'anchor';
	const faults: PathFault[] = [];
	let intermediatesBelow = 0;
	for (const [index, certificate] of certificates.entries()) {
		const issuer = certificates[index + 1];
		if (index === 0) {
			faults.push(...leafFaults(certificate, request));
		} else {
			const isAnchor = isAnchored && issuer === undefined;
			faults.push(...issuerFaults(certificate, request, { isAnchor, intermediatesBelow }));
			intermediatesBelow += isSelfIssued(certificate) ? 0 : 1;
		}
		if (issuer !== undefined && signatureBy(certificate, issuer.publicKey) !== 'verified') {
			const algorithm = certificate.signatureAlgorithm.name;
			faults.push({ code: 'signature-not-checked', certificate, detail: { algorithm } });
		}
		for (const constrained of certificates.slice(index + 1)) {
			const { nameConstraints } = constrained;
			// RFC 5280 6.1.3 (b): key rollover certificates of the CA itself are not constrained.
			if (nameConstraints === undefined || (index > 0 && isSelfIssued(certificate))) {
				continue;
			}
			const violation = findNameViolation(nameConstraints, certificate, comparisons);
			if (violation !== undefined) {
				const detail = { ...violation, constrainedBy: constrained.subject.text };
				faults.push({ code: 'name-constraints-violated', certificate, detail });
			}
		}
		if (issuer !== undefined && request.crls !== undefined && request.crls.length > 0) {
			faults.push(...revocationFaults(certificate, certificates.slice(index + 1), request));
		}
	}
	return [...faults, ...wholePathFaults(chain, request)];
}

function revocationFaults(
	certificate: Certificate,
	issuers: readonly Certificate[],
	{ leaf, crls = [], at }: PathRequest,
): PathFault[] {
	const revocation = findRevocation(certificate, issuers, crls, at);
	if (revocation === undefined) {
		return [];
	}
	if (revocation.kind === 'no-crl') {
		// As `openssl verify -crl_check` asks: of the leaf somebody has to speak, of CAs nobody need.
		const detail = { issuer: certificate.issuer.text, reason: 'no-crl' };
		return certificate === leaf ? [{ code: 'revocation-not-checked', certificate, detail }] : [];
	}
	if (revocation.kind === 'revoked') {
		const { revocationDate, reason } = revocation.entry;
		const detail = {
			revokedAt: revocationDate.toISOString(),
			...(reason === undefined ? {} : { reason }),
		};
		return [{ code: 'revoked', certificate, detail }];
	}
	const { crl, obstacle } = revocation;
	const extension = unreadCriticalExtension(crl);
	const detail = {
		issuer: crl.issuer.text,
		reason: obstacle,
		thisUpdate: crl.thisUpdate.toISOString(),
		nextUpdate: crl.nextUpdate?.toISOString() ?? '',
		...(extension === undefined ? {} : { extension }),
	};
	return [{ code: 'revocation-not-checked', certificate, detail }];
}

function wholePathFaults({ certificates, end }: Chain, request: PathRequest): PathFault[] {
	const faults: PathFault[] = [];
	const [leaf] = certificates;
	if (leaf === undefined || end.kind !== 'anchor') {
		return faults;
	}
	const intermediates = Math.max(0, certificates.length - 2);
	const { maximumIntermediates } = request;
	if (maximumIntermediates !== undefined && intermediates > maximumIntermediates) {
		const detail = {
			intermediates: intermediates.toString(),
			maximum: maximumIntermediates.toString(),
		};
		faults.push({ code: 'too-many-intermediates', certificate: leaf, detail });
	}
	const violating = findPolicyViolation(certificates);
	if (violating !== undefined) {
		faults.push({ code: 'policy-violation', certificate: violating, detail: {} });
	}
	return faults;
}

/** Says why a chain does not reach an anchor, on the certificate where it ends. */
function endFault({ certificates, end }: Chain, request: PathRequest): PathFault {
	const top = certificates[certificates.length - 1] ?? request.leaf;
	const issuer = top.issuer.text;
	switch (end.kind) {
		case 'mismatch': {
			const detail = { issuer, fingerprintSha256: end.candidate.fingerprintSha256 };
			return { code: 'issuer-signature-mismatch', certificate: top, detail };
		}
		case 'self-signed':
			return certificates.length === 1
				? { code: 'self-signed-leaf', certificate: top, detail: {} }
				: { code: 'issuer-not-trusted', certificate: top, detail: { issuer } };
		case 'loop':
		case 'anchor':
			return { code: 'issuer-not-trusted', certificate: top, detail: { issuer } };
		case 'no-issuer':
			return { code: 'issuer-not-found', certificate: top, detail: { issuer } };
	}
}

/** The first certificate that was not sent of a path that what is known here would complete. */
function missingIntermediate(request: PathRequest): PathFault | undefined {
	const { known = [], ...rest } = request;
	if (known.length === 0) {
		return undefined;
	}
	const whole = { ...rest, intermediates: [...request.intermediates, ...known] };
	const given = new Set(
		[...request.intermediates, ...request.trustAnchors].map(
			({ fingerprintSha256 }) => fingerprintSha256,
		),
	);
	for (const { certificates, end } of searchChains(whole, createSearchBudget(), true)) {
		const index = certificates.findIndex(
			({ fingerprintSha256 }, position) => position > 0 && !given.has(fingerprintSha256),
		);
		const below = certificates[index - 1];
		const intermediate = certificates[index];
		if (end.kind === 'anchor' && below !== undefined && intermediate !== undefined) {
			const detail = {
				issuer: intermediate.subject.text,
				fingerprintSha256: intermediate.fingerprintSha256,
			};
			return { code: 'missing-intermediate', certificate: below, detail };
		}
	}
	return undefined;
}
