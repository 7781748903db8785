import { isSelfIssued, type Certificate } from '../x509/certificate';

/**
 * The certificate at which a path breaks the policy rules of RFC 5280 6.1, asked for any policy and
 * none in particular: only certificates that themselves require an explicit policy can break it.
 * `path` is leaf first and ends at its anchor, whose own policies do not count.
 */
export function findPolicyViolation(path: readonly Certificate[]): Certificate | undefined {
	const certificates = (path.length > 1 ? path.slice(0, -1) : path).toReversed();
	const count = certificates.length;
	let policies: PolicyLevel = new Map([[anyPolicy, new Set([anyPolicy])]]);
	let explicitPolicy = count + 1;
	let inhibitAnyPolicy = count + 1;
	let policyMapping = count + 1;
	for (const [index, certificate] of certificates.entries()) {
		const isLeaf = index === count - 1;
		const isAnyAllowed = inhibitAnyPolicy > 0 || (!isLeaf && isSelfIssued(certificate));
		policies = nextLevel(policies, certificate, isAnyAllowed);
		if (explicitPolicy === 0 && policies.size === 0) {
			return certificate;
		}
		if (isLeaf) {
			// 6.1.5: the leaf's own constraint counts only if it is zero.
			const isExplicit =
				explicitPolicy <= 1 || certificate.policyConstraints?.requireExplicitPolicy === 0;
			return isExplicit && policies.size === 0 ? certificate : undefined;
		}
		if (!applyMappings(policies, certificate, policyMapping > 0)) {
			return certificate;
		}
		const step = isSelfIssued(certificate) ? 0 : 1;
		const { policyConstraints } = certificate;
		explicitPolicy = limit(explicitPolicy - step, policyConstraints?.requireExplicitPolicy);
		policyMapping = limit(policyMapping - step, policyConstraints?.inhibitPolicyMapping);
		inhibitAnyPolicy = limit(inhibitAnyPolicy - step, certificate.inhibitAnyPolicy);
	}
	return undefined;
}

/**
 * Valid policies of one depth with what their children may be called. RFC 9618 shows that nodes of
 * the same policy may be one, which keeps this from growing without bound; and whether any leaf of
 * the tree is left can be told from its last level alone.
 */
type PolicyLevel = Map<string, Set<string>>;

const anyPolicy = '2.5.29.32.0';

/** 6.1.3 (d) and (e). */
function nextLevel(
	level: PolicyLevel,
	{ certificatePolicies }: Certificate,
	isAnyAllowed: boolean,
): PolicyLevel {
	const next: PolicyLevel = new Map();
	if (certificatePolicies === undefined) {
		return next;
	}
	const expected = new Set([...level.values()].flatMap((policies) => [...policies]));
	for (const { oid } of certificatePolicies) {
		if (oid !== anyPolicy && (expected.has(oid) || level.has(anyPolicy))) {
			next.set(oid, new Set([oid]));
		}
	}
	if (isAnyAllowed && certificatePolicies.some(({ oid }) => oid === anyPolicy)) {
		for (const oid of expected) {
			if (!next.has(oid)) {
				next.set(oid, new Set([oid]));
			}
		}
	}
	return next;
}

/** 6.1.4 (a) and (b); false if a mapping names anyPolicy. */
function applyMappings(
	level: PolicyLevel,
	{ policyMappings = [] }: Certificate,
	isMappingAllowed: boolean,
): boolean {
	if (policyMappings.some((pair) => pair.includes(anyPolicy))) {
		return false;
	}
	const targets = new Map<string, Set<string>>();
	for (const [issuer, subject] of policyMappings) {
		targets.set(issuer, (targets.get(issuer) ?? new Set()).add(subject));
	}
	for (const [policy, subjects] of targets) {
		if (!isMappingAllowed) {
			level.delete(policy);
		} else if (level.has(policy) || level.has(anyPolicy)) {
			level.set(policy, subjects);
		}
	}
	return true;
}

function limit(value: number, constraint: number | undefined): number {
	return Math.max(0, Math.min(value, constraint ?? value));
}
