import type { LintFile } from '../lint/rule';
import { isSelfIssued, type Certificate } from '../x509/certificate';

/** How the certificates of one file stand to each other, worked out once for all of them. */
export interface FileFacts {
	/** The first that no other names as issuer; undefined if a block before it cannot be read. */
	readonly leading: Certificate | undefined;
	/** Names of those that others name as issuer. */
	readonly issuers: ReadonlySet<string>;
}

/** Works out the facts of a file. */
export function readFacts({ content: { objects, problems } }: LintFile): FileFacts {
	const places = objects.flatMap((object) => (object.kind === 'certificate' ? [object] : []));
	const issuers = new Set(
		places
			.filter(({ certificate }) => !isSelfIssued(certificate))
			.map(({ certificate }) => certificate.issuer.comparisonKey),
	);
	const [first] = places;
	const isLeaderUnread = problems.some(
		({ blockStart }) => blockStart !== undefined && blockStart < (first?.start ?? 0),
	);
	const leading =
		places.find(({ certificate }) => !issuers.has(certificate.subject.comparisonKey)) ?? first;
	return { leading: isLeaderUnread ? undefined : leading?.certificate, issuers };
}
