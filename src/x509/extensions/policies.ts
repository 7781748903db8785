import { contextTag, readObjectIdentifier, readSmallInteger, tags } from '../der';
import { readLatin1 } from '../strings';
import type { ExtensionType } from './type';

/** One policy of RFC 5280 4.2.1.4 with the addresses of its practice statements. */
export interface CertificatePolicy {
	readonly oid: string;
	readonly practiceStatements: readonly string[];
}

const policyNames: Readonly<Record<string, string>> = {
	'2.5.29.32.0': 'anyPolicy',
	'2.23.140.1.1': 'CA/Browser Forum extended validation',
	'2.23.140.1.2.1': 'CA/Browser Forum domain validated',
	'2.23.140.1.2.2': 'CA/Browser Forum organization validated',
	'2.23.140.1.2.3': 'CA/Browser Forum individual validated',
};

/** RFC 5280 4.2.1.4. */
export const certificatePolicies: ExtensionType<readonly CertificatePolicy[]> = {
	oid: '2.5.29.32',
	title: 'Certificate policies',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const policies: CertificatePolicy[] = [];
		while (sequence.hasMore) {
			const policy = sequence.next(tags.sequence).inner();
			const oid = readObjectIdentifier(policy.next(tags.objectIdentifier));
			const practiceStatements: string[] = [];
			if (policy.nextIf(tags.sequence)) {
				const qualifiers = policy.inner();
				while (qualifiers.hasMore) {
					const qualifier = qualifiers.next(tags.sequence).inner();
					const kind = readObjectIdentifier(qualifier.next(tags.objectIdentifier));
					if (kind === '1.3.6.1.5.5.7.2.1' && qualifier.nextIf(tags.ia5String)) {
						practiceStatements.push(
							readLatin1(qualifier.bytes, qualifier.contentStart, qualifier.end),
						);
					}
				}
			}
			policies.push({ oid, practiceStatements });
		}
		return policies;
	},
	describe: (policies) =>
		policies.flatMap(({ oid, practiceStatements }) => [
			policyText(oid),
			...practiceStatements.map((address) => `Practice statement ${address}`),
		]),
};

/** RFC 5280 4.2.1.5: pairs of issuer and subject domain policy. */
export const policyMappings: ExtensionType<
	readonly (readonly [issuer: string, subject: string])[]
> = {
	oid: '2.5.29.33',
	title: 'Policy mappings',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const mappings: [string, string][] = [];
		while (sequence.hasMore) {
			const pair = sequence.next(tags.sequence).inner();
			const issuer = readObjectIdentifier(pair.next(tags.objectIdentifier));
			const subject = readObjectIdentifier(pair.next(tags.objectIdentifier));
			mappings.push([issuer, subject]);
		}
		return mappings;
	},
	describe: (mappings) =>
		mappings.map(([issuer, subject]) => `${policyText(issuer)} means ${policyText(subject)}`),
};

/** RFC 5280 4.2.1.11; counts of certificates that may follow. */
export interface PolicyConstraints {
	readonly requireExplicitPolicy: number | undefined;
	readonly inhibitPolicyMapping: number | undefined;
}

/** RFC 5280 4.2.1.11. */
export const policyConstraints: ExtensionType<PolicyConstraints> = {
	oid: '2.5.29.36',
	title: 'Policy constraints',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const requireExplicitPolicy = sequence.nextIf(contextTag(0, false))
			? readSmallInteger(sequence)
			: undefined;
		const inhibitPolicyMapping = sequence.nextIf(contextTag(1, false))
			? readSmallInteger(sequence)
			: undefined;
		sequence.expectEnd();
		return { requireExplicitPolicy, inhibitPolicyMapping };
	},
	describe: ({ requireExplicitPolicy, inhibitPolicyMapping }) => [
		...(requireExplicitPolicy === undefined
			? []
			: [`Explicit policy required after ${certificates(requireExplicitPolicy)}`]),
		...(inhibitPolicyMapping === undefined
			? []
			: [`Policy mapping inhibited after ${certificates(inhibitPolicyMapping)}`]),
	],
};

/** RFC 5280 4.2.1.14; the count of certificates that may follow. */
export const inhibitAnyPolicy: ExtensionType<number> = {
	oid: '2.5.29.54',
	title: 'Inhibit any-policy',
	decode(reader) {
		const count = readSmallInteger(reader.next(tags.integer));
		reader.expectEnd();
		return count;
	},
	describe: (count) => [`anyPolicy counts for ${certificates(count, 'more ')}`],
};

function certificates(count: number, kind = ''): string {
	return `${count} ${kind}${count === 1 ? 'certificate' : 'certificates'}`;
}

function policyText(oid: string): string {
	const name = policyNames[oid];
	return name === undefined ? oid : `${name} (${oid})`;
}
