import { readSignatureAlgorithm, type SignatureAlgorithm } from './algorithm';
import type { DecodeProblem } from './certificate';
import { readCrlEntries, type CrlEntries, type CrlEntry } from './crlEntries';
import { sha256 } from './crypto';
import {
	contextTag,
	DerError,
	DerReader,
	readBitStringOctets,
	readIntegerHex,
	readSmallInteger,
	tags,
} from './der';
import {
	explicitExtensions,
	readExtensions,
	type DecodedExtensions,
	type Extension,
} from './extensions';
import {
	issuingDistributionPointOid,
	readIssuingDistributionPoint,
	type IssuingDistributionPoint,
} from './extensions/issuingDistributionPoint';
import { readName, type Name } from './name';
import { readTime } from './time';

export type { CrlEntry } from './crlEntries';

/** A decoded certificate revocation list (RFC 5280 5.1). */
export interface Crl {
	readonly der: Uint8Array;
	/** The bytes that the issuer signed. */
	readonly tbs: Uint8Array;
	/** 1 if the version is absent, otherwise the encoded value plus one. */
	readonly version: number;
	readonly issuer: Name;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date | undefined;
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
	readonly entries: readonly CrlEntry[];
	readonly extensions: readonly Extension[];
	/** Lower-case hex of the CRL number (RFC 5280 5.2.3). */
	readonly crlNumber: string | undefined;
	/** Key identifier of the issuer's key (RFC 5280 5.2.1), lower-case hex. */
	readonly authorityKeyIdentifier: string | undefined;
	/** RFC 5280 5.2.5; undefined if absent, or if it cannot be read, which is one of `problems`. */
	readonly issuingDistributionPoint: IssuingDistributionPoint | undefined;
	/** True if only changes to another CRL are listed (RFC 5280 5.2.4). */
	readonly isDelta: boolean;
	/** True if certificates of other issuers may be or are listed (RFC 5280 5.2.5, 5.3.3). */
	readonly isIndirect: boolean;
	/** OIDs of critical extensions of entries that are not read here (RFC 5280 5.3). */
	readonly unreadCriticalEntryExtensions: readonly string[];
	/** What could be read but is not as the standard says, with the offset in `der`. */
	readonly problems: readonly DecodeProblem[];
	/** Lower-case hex SHA-256 of the DER. */
	readonly fingerprintSha256: string;
}

const crlNumberOid = '2.5.29.20';
const deltaCrlIndicatorOid = '2.5.29.27';

/** Decodes a CRL; throws `DerError` where the structure is broken. */
export function parseCrl(der: Uint8Array): Crl {
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();
	const tbs = outer.next(tags.sequence).element();
	const fields = outer.inner();
	const version = fields.nextIf(tags.integer) ? readSmallInteger(fields) + 1 : 1;
	const tbsAlgorithm = readSignatureAlgorithm(fields);
	const issuer = readName(fields.next(tags.sequence));
	const thisUpdate = readTime(fields).date;
	const hasNextUpdate = fields.peekTag === tags.utcTime || fields.peekTag === tags.generalizedTime;
	const nextUpdate = hasNextUpdate ? readTime(fields).date : undefined;
	const list = fields.nextIf(tags.sequence) ? readCrlEntries(fields.inner(), issuer) : noEntries;
	const decoded = fields.nextIf(contextTag(0, true))
		? readExtensions(explicitExtensions(fields))
		: undefined;
	fields.expectEnd();
	const signatureAlgorithm = readSignatureAlgorithm(outer);
	const algorithmOffset = outer.start;
	const signature = readBitStringOctets(outer.next(tags.bitString));
	outer.expectEnd();
	const problems = [...list.problems, ...(decoded?.problems ?? [])];
	if (signatureAlgorithm.encoded !== tbsAlgorithm.encoded) {
		problems.push({ code: 'signature-algorithms-differ', offset: algorithmOffset });
	}
	const issuingDistributionPoint = readScope(decoded, problems);
	return {
		der,
		tbs,
		version,
		issuer,
		thisUpdate,
		nextUpdate,
		signatureAlgorithm,
		signature,
		entries: list.entries,
		extensions: decoded?.extensions ?? [],
		crlNumber: readCrlNumber(decoded),
		authorityKeyIdentifier: decoded?.standard.authorityKeyIdentifier?.keyIdentifier,
		issuingDistributionPoint,
		isDelta: decoded?.extensions.some(({ oid }) => oid === deltaCrlIndicatorOid) ?? false,
		isIndirect:
			issuingDistributionPoint?.indirectCRL === true ||
			list.entries.some(({ certificateIssuer }) => certificateIssuer !== undefined),
		unreadCriticalEntryExtensions: list.unreadCriticalExtensions,
		problems,
		fingerprintSha256: sha256(der),
	};
}

const noEntries: CrlEntries = { entries: [], unreadCriticalExtensions: [], problems: [] };

function readScope(
	decoded: DecodedExtensions | undefined,
	problems: DecodeProblem[],
): IssuingDistributionPoint | undefined {
	const extension = decoded?.extensions.find(({ oid }) => oid === issuingDistributionPointOid);
	if (extension === undefined) {
		return undefined;
	}
	try {
		return readIssuingDistributionPoint(new DerReader(extension.value));
	} catch (error) {
		if (error instanceof DerError) {
			problems.push({ code: `extension-${error.code}`, offset: extension.span.start });
			return undefined;
		}
		throw error;
	}
}

function readCrlNumber(decoded: DecodedExtensions | undefined): string | undefined {
	const extension = decoded?.extensions.find(({ oid }) => oid === crlNumberOid);
	if (extension === undefined) {
		return undefined;
	}
	try {
		return readIntegerHex(new DerReader(extension.value).next(tags.integer));
	} catch (error) {
		if (error instanceof DerError) {
			return undefined;
		}
		throw error;
	}
}
