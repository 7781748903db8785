import { readSignatureAlgorithm, type SignatureAlgorithm } from '../algorithm';
import { parseCertificate, type DecodeProblem } from '../certificate';
import {
	contextTag,
	DerError,
	DerReader,
	readBitStringOctets,
	readIntegerHex,
	readObjectIdentifier,
	readSmallInteger,
	tags,
	toHex,
} from '../der';
import { reasonName } from '../crlEntries';
import { readName, type Name } from '../name';
import { readTime } from '../time';
import { decodeInside, mostContents, type Contained, type Container } from './contained';

/** An OCSP response (RFC 6960 4.2.1): which certificates are asked about and what the responder says. */
export interface OcspResponse extends Container {
	/** `successful`, or why there is no answer. */
	readonly status: string;
	/** Undefined without an answer, and where the answer is of a type other than basic. */
	readonly basic: BasicResponse | undefined;
}

/** A BasicOCSPResponse (RFC 6960 4.2.1). */
export interface BasicResponse {
	readonly responderName: Name | undefined;
	/** Lower-case hex SHA-1 of the responder's key. */
	readonly responderKeyHash: string | undefined;
	readonly producedAt: Date;
	readonly answers: readonly OcspAnswer[];
	readonly signatureAlgorithm: SignatureAlgorithm;
	/** What the responder signed, and its signature. */
	readonly tbs: Uint8Array;
	readonly signature: Uint8Array;
}

/** What is said about one certificate. */
export interface OcspAnswer {
	/** `sha1`, `sha256`; the OID if unknown. */
	readonly hash: string;
	/** Lower-case hex. */
	readonly issuerNameHash: string;
	readonly issuerKeyHash: string;
	readonly serialNumber: string;
	readonly status: 'good' | 'revoked' | 'unknown';
	readonly revocationTime: Date | undefined;
	/** The name of RFC 5280 5.3.1. */
	readonly revocationReason: string | undefined;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date | undefined;
}

/** OCSPResponseStatus (RFC 6960 4.2.1). */
const statuses: Readonly<Record<number, string>> = {
	0: 'successful',
	1: 'malformedRequest',
	2: 'internalError',
	3: 'tryLater',
	5: 'sigRequired',
	6: 'unauthorized',
};

const basicResponseOid = '1.3.6.1.5.5.7.48.1.1';

/** Decodes a response; throws `DerError` where the structure is broken. */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();
	const code = outer.next(tags.enumerated).content()[0] ?? -1;
	const status = statuses[code] ?? `status ${code}`;
	const nothing = { status, basic: undefined, contents: [], problems: [] };
	if (!outer.nextIf(contextTag(0, true))) {
		return nothing;
	}
	const body = outer.inner().next(tags.sequence).inner();
	if (readObjectIdentifier(body.next(tags.objectIdentifier)) !== basicResponseOid) {
		return nothing;
	}
	const basic = body.next(tags.octetString).inner().next(tags.sequence).inner();
	const tbs = basic.next(tags.sequence).element();
	const data = readResponseData(basic.inner());
	const signatureAlgorithm = readSignatureAlgorithm(basic);
	const signature = readBitStringOctets(basic.next(tags.bitString));
	const contents: Contained[] = [];
	const problems: DecodeProblem[] = [];
	if (basic.nextIf(contextTag(0, true))) {
		const certificates = basic.inner().next(tags.sequence).inner();
		while (certificates.hasMore && contents.length < mostContents) {
			contents.push(readCertificate(certificates, problems));
		}
	}
	return { status, basic: { ...data, signatureAlgorithm, tbs, signature }, contents, problems };
}

function readCertificate(reader: DerReader, problems: DecodeProblem[]): Contained {
	const { start, end } = reader.next().span();
	const der = reader.element();
	const object = decodeInside(
		() => ({ kind: 'certificate', certificate: parseCertificate(der) }),
		(offset) => start + offset,
		problems,
	);
	return { object, start, end };
}

function readResponseData(
	reader: DerReader,
): Omit<BasicResponse, 'signatureAlgorithm' | 'tbs' | 'signature'> {
	reader.nextIf(contextTag(0, true));
	const byName = reader.nextIf(contextTag(1, true));
	const responderName = byName ? readName(reader.inner().next(tags.sequence)) : undefined;
	const responderKeyHash = byName
		? undefined
		: toHex(reader.next(contextTag(2, true)).inner().next(tags.octetString).content());
	const producedAt = readTime(reader).date;
	const answers: OcspAnswer[] = [];
	const list = reader.next(tags.sequence).inner();
	while (list.hasMore && answers.length < mostContents) {
		answers.push(readAnswer(list.next(tags.sequence).inner()));
	}
	return { responderName, responderKeyHash, producedAt, answers };
}

const hashNames: Readonly<Record<string, string>> = {
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
};

/** CertStatus (RFC 6960 4.2.1) by its context tag. */
const certificateStatuses = ['good', 'revoked', 'unknown'] as const;

function readAnswer(reader: DerReader): OcspAnswer {
	const id = reader.next(tags.sequence).inner();
	const hashOid = readObjectIdentifier(id.next(tags.sequence).inner().next(tags.objectIdentifier));
	const issuerNameHash = toHex(id.next(tags.octetString).content());
	const issuerKeyHash = toHex(id.next(tags.octetString).content());
	const serialNumber = readIntegerHex(id.next(tags.integer));
	reader.next();
	const status = (reader.tag & 0xc0) === 0x80 ? certificateStatuses[reader.tag & 0x1f] : undefined;
	if (status === undefined) {
		throw new DerError('der-unexpected-tag', reader.start);
	}
	const revoked = status === 'revoked' ? reader.inner() : undefined;
	const revocationTime = revoked && readTime(revoked).date;
	const reason = revoked?.nextIf(contextTag(0, true))
		? readSmallInteger(revoked.inner().next(tags.enumerated))
		: undefined;
	const thisUpdate = readTime(reader).date;
	const nextUpdate = reader.nextIf(contextTag(0, true)) ? readTime(reader.inner()).date : undefined;
	return {
		hash: hashNames[hashOid] ?? hashOid,
		issuerNameHash,
		issuerKeyHash,
		serialNumber,
		status,
		revocationTime,
		revocationReason: reason === undefined ? undefined : reasonName(reason),
		thisUpdate,
		nextUpdate,
	};
}
