import { readSignatureAlgorithm, type SignatureAlgorithm } from './algorithm';
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
import { readName, type Name } from './name';
import { readTime } from './time';

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
	/** Lower-case hex SHA-256 of the DER. */
	readonly fingerprintSha256: string;
}

/** One revoked certificate. */
export interface CrlEntry {
	/** Lower-case hex without a leading sign 00, as on the certificate. */
	readonly serialNumber: string;
	readonly revocationDate: Date;
	/** RFC 5280 5.3.1 name such as `keyCompromise`; undefined if absent. */
	readonly reason: string | undefined;
}

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

const crlNumberOid = '2.5.29.20';
const reasonCodeOid = '2.5.29.21';

/** Decodes a CRL; throws `DerError` where the structure is broken. */
export function parseCrl(der: Uint8Array): Crl {
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();
	const tbs = outer.next(tags.sequence).element();
	const fields = outer.inner();
	const version = fields.nextIf(tags.integer) ? readSmallInteger(fields) + 1 : 1;
	readSignatureAlgorithm(fields);
	const issuer = readName(fields.next(tags.sequence));
	const thisUpdate = readTime(fields).date;
	const hasNextUpdate = fields.peekTag === tags.utcTime || fields.peekTag === tags.generalizedTime;
	const nextUpdate = hasNextUpdate ? readTime(fields).date : undefined;
	const entries = fields.nextIf(tags.sequence) ? readEntries(fields.inner()) : [];
	const decoded = fields.nextIf(contextTag(0, true))
		? readExtensions(explicitExtensions(fields))
		: undefined;
	fields.expectEnd();
	const signatureAlgorithm = readSignatureAlgorithm(outer);
	const signature = readBitStringOctets(outer.next(tags.bitString));
	outer.expectEnd();
	return {
		der,
		tbs,
		version,
		issuer,
		thisUpdate,
		nextUpdate,
		signatureAlgorithm,
		signature,
		entries,
		extensions: decoded?.extensions ?? [],
		crlNumber: readCrlNumber(decoded),
		authorityKeyIdentifier: decoded?.standard.authorityKeyIdentifier?.keyIdentifier,
		fingerprintSha256: sha256(der),
	};
}

function readEntries(list: DerReader): CrlEntry[] {
	const entries: CrlEntry[] = [];
	while (list.hasMore) {
		const entry = list.next(tags.sequence).inner();
		const serialNumber = readIntegerHex(entry.next(tags.integer));
		const revocationDate = readTime(entry).date;
		const reason = entry.nextIf(tags.sequence) ? readReason(entry.inner()) : undefined;
		entry.expectEnd();
		entries.push({ serialNumber, revocationDate, reason });
	}
	return entries;
}

function readReason(extensions: DerReader): string | undefined {
	const extension = readExtensions(extensions).extensions.find(({ oid }) => oid === reasonCodeOid);
	if (extension === undefined) {
		return undefined;
	}
	const code = new DerReader(extension.value).next(tags.enumerated).content();
	return reasons[code[0] ?? -1];
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
