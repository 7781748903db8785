import type { DecodeProblem } from './certificate';
import { DerError, DerReader, readIntegerHex, tags } from './der';
import { readExtensions } from './extensions';
import { readGeneralNames } from './extensions/generalName';
import type { Name } from './name';
import { readTime } from './time';

/** One revoked certificate. */
export interface CrlEntry {
	/** Lower-case hex without a leading sign 00, as on the certificate. */
	readonly serialNumber: string;
	readonly revocationDate: Date;
	/** RFC 5280 5.3.1 name such as `keyCompromise`; undefined if absent or not one of them. */
	readonly reason: string | undefined;
	/** Names of the certificate's issuer (RFC 5280 5.3.3); undefined if it is the CRL's own. */
	readonly certificateIssuer: readonly Name[] | undefined;
}

/** What `readCrlEntries` found. */
export interface CrlEntries {
	readonly entries: readonly CrlEntry[];
	/** OIDs of critical extensions of entries that are not read here. */
	readonly unreadCriticalExtensions: readonly string[];
	readonly problems: readonly DecodeProblem[];
}

/**
 * Decodes revokedCertificates of a CRL of `issuer`. An entry whose extensions cannot be read stays,
 * as one of the CRL's issuer and without a reason, which is the worst that it can mean.
 */
export function readCrlEntries(list: DerReader, issuer: Name): CrlEntries {
	const entries: CrlEntry[] = [];
	const unreadCriticalExtensions = new Set<string>();
	const problems: DecodeProblem[] = [];
	let extensions: EntryExtensions = noExtensions;
	while (list.hasMore) {
		const entry = list.next(tags.sequence).inner();
		const serialNumber = readIntegerHex(entry.next(tags.integer));
		const revocationDate = readTime(entry).date;
		// RFC 5280 5.3.3: an entry without the extension has the issuer of the one before it.
		const { certificateIssuer: issuerBefore } = extensions;
		extensions =
			issuerBefore === undefined
				? noExtensions
				: { ...noExtensions, certificateIssuer: issuerBefore };
		if (entry.nextIf(tags.sequence)) {
			try {
				extensions = readEntryExtensions(entry.inner(), issuer, extensions);
			} catch (error) {
				if (!(error instanceof DerError)) {
					throw error;
				}
				extensions = noExtensions;
				problems.push({ code: `extension-${error.code}`, offset: entry.start });
			}
		}
		entry.expectEnd();
		const { reason, certificateIssuer, unread } = extensions;
		unread.forEach((oid) => unreadCriticalExtensions.add(oid));
		entries.push({ serialNumber, revocationDate, reason, certificateIssuer });
	}
	return { entries, unreadCriticalExtensions: [...unreadCriticalExtensions], problems };
}

interface EntryExtensions extends Pick<CrlEntry, 'reason' | 'certificateIssuer'> {
	readonly unread: readonly string[];
}

const noExtensions: EntryExtensions = {
	reason: undefined,
	certificateIssuer: undefined,
	unread: [],
};

function readEntryExtensions(
	list: DerReader,
	issuer: Name,
	before: EntryExtensions,
): EntryExtensions {
	const { extensions, problems } = readExtensions(list);
	if (problems[0] !== undefined) {
		throw new DerError(problems[0].code, problems[0].offset);
	}
	let { reason, certificateIssuer } = before;
	const unread: string[] = [];
	for (const { oid, critical, value } of extensions) {
		if (oid === reasonCodeOid) {
			reason = readReasonCode(value);
		} else if (oid === certificateIssuerOid) {
			certificateIssuer = readCertificateIssuer(value, issuer);
		} else if (critical) {
			unread.push(oid);
		}
	}
	return { reason, certificateIssuer, unread };
}

const reasonCodeOid = '2.5.29.21';
const certificateIssuerOid = '2.5.29.29';

/** Reason codes of RFC 5280 5.3.1 by number; 7 is not used. */
const reasons: Readonly<Record<number, string>> = {
	0: 'unspecified',
	1: 'keyCompromise',
	2: 'cACompromise',
	3: 'affiliationChanged',
	4: 'superseded',
	5: 'cessationOfOperation',
	6: 'certificateHold',
	8: 'removeFromCRL',
	9: 'privilegeWithdrawn',
	10: 'aACompromise',
};

function readReasonCode(value: Uint8Array): string | undefined {
	const reader = new DerReader(value);
	const code = reader.next(tags.enumerated).content();
	reader.expectEnd();
	if (code.length !== 1) {
		// A longer number that begins with 8 must not pass for removeFromCRL.
		throw new DerError('der-integer-out-of-range', reader.start);
	}
	return reasonName(code[0] ?? -1);
}

function readCertificateIssuer(value: Uint8Array, issuer: Name): readonly Name[] | undefined {
	const reader = new DerReader(value).next(tags.sequence);
	reader.expectEnd();
	const names = readGeneralNames(reader.inner()).flatMap(({ name }) => name ?? []);
	if (names.length === 0) {
		throw new DerError('certificate-issuer-without-name', reader.start);
	}
	const isOther = names.some(({ comparisonKey }) => comparisonKey !== issuer.comparisonKey);
	return isOther ? names : undefined;
}

/** The name of a CRLReason (RFC 5280 5.3.1), which OCSP uses too; undefined if there is none. */
export function reasonName(code: number): string | undefined {
	return reasons[code];
}
