import { isSelfIssued, type Certificate } from '../x509/certificate';
import type { LocatedObject, ReadResult } from '../x509/read';

/** How the certificates of one file stand to each other, worked out once for all of them. */
export interface FileFacts {
	/** The first that no other names as issuer; undefined if a block before it cannot be read. */
	readonly leading: Certificate | undefined;
	/** Names of those that others name as issuer. */
	readonly issuers: ReadonlySet<string>;
}

/** The facts of every entry of a file by the start of its value; undefined stands for what is in no entry. */
export function factsByEntry({
	objects,
	problems,
}: ReadResult): Map<number | undefined, FileFacts> {
	const byEntry = new Map<number | undefined, LocatedObject[]>();
	for (const object of objects) {
		const start = object.entry?.valueRange.start;
		const held = byEntry.get(start) ?? [];
		held.push(object);
		byEntry.set(start, held);
	}
	const facts = new Map<number | undefined, FileFacts>();
	for (const [start, held] of byEntry) {
		// What could not be read of another entry says nothing about this one.
		facts.set(start, readFacts({ objects: held, problems: start === undefined ? problems : [] }));
	}
	return facts;
}

/** Works out the facts of a file, or of one entry of a document. */
function readFacts({ objects, problems }: Pick<ReadResult, 'objects' | 'problems'>): FileFacts {
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
