import { isSelfIssued, type Certificate } from '../x509/certificate';
import { issuerFaults } from './certificateFaults';
import type { PathRequest } from './request';
import { isSelfSigned, signatureBy } from './signature';

/** A way up from the leaf, as far as real signatures carry. */
export interface Chain {
	/** Leaf first. */
	readonly certificates: readonly Certificate[];
	readonly end: ChainEnd;
}

/** Why a chain ends where it ends. */
export type ChainEnd =
	| { readonly kind: 'anchor' }
	| { readonly kind: 'self-signed' }
	| { readonly kind: 'no-issuer' }
	/** Certificates have the issuer's name, but not the key that signed. */
	| { readonly kind: 'mismatch'; readonly candidate: Certificate }
	/** Every issuer already stands in the chain. */
	| { readonly kind: 'loop' };

/** What a search may cost, whatever it is given. */
export interface SearchBudget {
	steps: number;
	signatures: number;
}

/**
 * Limits that no real PKI comes near: a signature costs up to 0.1 ms, so that even an attack ends
 * within a second. Go stops at 100 signatures, OpenSSL at a depth of 100.
 */
export function createSearchBudget(): SearchBudget {
	return { steps: 4000, signatures: 4000 };
}

const longestChain = 32;

/**
 * Walks every chain from the leaf upwards, likeliest issuers first (RFC 4158), and stops when the
 * budget is used up. With `isPruned`, issuers with faults of their own are passed over, so that a
 * valid path is found among many that are not.
 */
export function* searchChains(
	request: PathRequest,
	budget: SearchBudget,
	isPruned: boolean,
): Generator<Chain> {
	const pool = createPool(request);
	yield* extend([request.leaf], 0);

	function* extend(chain: readonly Certificate[], intermediates: number): Generator<Chain> {
		const top = chain[chain.length - 1];
		if (top === undefined || --budget.steps < 0) {
			return;
		}
		if (pool.isAnchor(top)) {
			yield { certificates: chain, end: { kind: 'anchor' } };
			if (isSelfIssued(top)) {
				return;
			}
		}
		const candidates = pool.candidatesFor(top);
		let mismatch: Certificate | undefined;
		let hasIssuer = false;
		let isLooping = false;
		if (isSelfSigned(top)) {
			yield { certificates: chain, end: { kind: 'self-signed' } };
			return;
		}
		for (const candidate of candidates) {
			if (--budget.signatures < 0) {
				return;
			}
			if (signatureBy(top, candidate.publicKey) === 'mismatch') {
				mismatch ??= candidate;
				continue;
			}
			if (chain.length >= longestChain || chain.some((other) => isSameEntity(other, candidate))) {
				isLooping = true;
				continue;
			}
			hasIssuer = true;
			const place = { isAnchor: pool.isAnchor(candidate), intermediatesBelow: intermediates };
			if (isPruned && issuerFaults(candidate, request, place).length > 0) {
				continue;
			}
			const counted = intermediates + (isSelfIssued(candidate) ? 0 : 1);
			yield* extend([...chain, candidate], counted);
		}
		if (!hasIssuer && !isPruned && !pool.isAnchor(top)) {
			yield { certificates: chain, end: endOf(isLooping, mismatch) };
		}
	}
}

function endOf(isLooping: boolean, mismatch: Certificate | undefined): ChainEnd {
	if (isLooping) {
		return { kind: 'loop' };
	}
	return mismatch === undefined ? { kind: 'no-issuer' } : { kind: 'mismatch', candidate: mismatch };
}

/** RFC 4158 5.2: a loop is the same name with the same key, whatever certificate says it. */
function isSameEntity(a: Certificate, b: Certificate): boolean {
	return (
		a.subject.comparisonKey === b.subject.comparisonKey &&
		a.publicKey.spkiSha256 === b.publicKey.spkiSha256
	);
}

interface Pool {
	isAnchor(certificate: Certificate): boolean;
	/** Certificates with the name of its issuer, anchors first. */
	candidatesFor(certificate: Certificate): readonly Certificate[];
}

function createPool({ trustAnchors, intermediates, at }: PathRequest): Pool {
	const anchors = new Set(trustAnchors.map(({ fingerprintSha256 }) => fingerprintSha256));
	const bySubject = new Map<string, Certificate[]>();
	const seen = new Set<string>();
	for (const certificate of [...trustAnchors, ...intermediates]) {
		if (seen.has(certificate.fingerprintSha256)) {
			continue;
		}
		seen.add(certificate.fingerprintSha256);
		const { comparisonKey } = certificate.subject;
		const others = bySubject.get(comparisonKey);
		if (others === undefined) {
			bySubject.set(comparisonKey, [certificate]);
		} else {
			others.push(certificate);
		}
	}
	const isAnchor = (certificate: Certificate): boolean =>
		anchors.has(certificate.fingerprintSha256);
	const rank = (candidate: Certificate, keyIdentifier: string | undefined): number => {
		const hasOtherKey =
			keyIdentifier !== undefined &&
			candidate.subjectKeyIdentifier !== undefined &&
			candidate.subjectKeyIdentifier !== keyIdentifier;
		const isOutOfTime = candidate.notAfter < at || candidate.notBefore > at;
		return (hasOtherKey ? 4 : 0) + (isAnchor(candidate) ? 0 : 2) + (isOutOfTime ? 1 : 0);
	};
	return {
		isAnchor,
		candidatesFor: (certificate) => {
			const candidates = bySubject.get(certificate.issuer.comparisonKey) ?? [];
			const keyIdentifier = certificate.authorityKeyIdentifier?.keyIdentifier;
			return candidates.length < 2
				? candidates
				: candidates.toSorted((a, b) => rank(a, keyIdentifier) - rank(b, keyIdentifier));
		},
	};
}
