import { readSignatureAlgorithm, type SignatureAlgorithm } from './algorithm';
import type { DecodeProblem } from './certificate';
import { sha256 } from './crypto';
import {
	contextTag,
	DerReader,
	readBitStringOctets,
	readObjectIdentifier,
	readSmallInteger,
	tags,
} from './der';
import {
	emptyExtensions,
	readExtensions,
	type DecodedExtensions,
	type Extension,
	type StandardExtensions,
} from './extensions';
import { readName, type Name } from './name';
import { readPublicKey, type PublicKey } from './publicKey';

/** A decoded PKCS #10 certificate request (RFC 2986) with the extensions it asks for. */
export interface CertificateRequest extends StandardExtensions {
	readonly der: Uint8Array;
	/** The bytes that the requester signed. */
	readonly signed: Uint8Array;
	/** As encoded plus one, so 1 for every request seen so far. */
	readonly version: number;
	readonly subject: Name;
	readonly publicKey: PublicKey;
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
	readonly extensions: readonly Extension[];
	/** What is asked for in a way that cannot be read, with the offset in `der`. */
	readonly problems: readonly DecodeProblem[];
	/** Lower-case hex SHA-256 of the DER. */
	readonly fingerprintSha256: string;
}

/** `extensionRequest` of RFC 2985 5.4.2, and the OID that Microsoft's tools use for the same. */
const extensionRequestOids = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);

/** Decodes a certificate request; throws `DerError` where the structure is broken. */
export function parseRequest(der: Uint8Array): CertificateRequest {
	const file = new DerReader(der);
	const outer = file.next(tags.sequence).inner();
	file.expectEnd();
	const signed = outer.next(tags.sequence).element();
	const fields = outer.inner();
	const version = readSmallInteger(fields.next(tags.integer)) + 1;
	const subject = readName(fields.next(tags.sequence));
	const publicKey = readPublicKey(fields);
	const requested = fields.nextIf(contextTag(0, true))
		? readRequestedExtensions(fields.inner())
		: undefined;
	const signatureAlgorithm = readSignatureAlgorithm(outer);
	const signature = readBitStringOctets(outer.next(tags.bitString));
	outer.expectEnd();
	return {
		der,
		signed,
		version,
		subject,
		publicKey,
		signatureAlgorithm,
		signature,
		extensions: requested?.extensions ?? [],
		problems: requested?.problems ?? [],
		fingerprintSha256: sha256(der),
		...(requested?.standard ?? emptyExtensions()),
	};
}

function readRequestedExtensions(attributes: DerReader): DecodedExtensions | undefined {
	while (attributes.hasMore) {
		const attribute = attributes.next(tags.sequence).inner();
		const oid = readObjectIdentifier(attribute.next(tags.objectIdentifier));
		const values = attribute.next(tags.set).inner();
		if (extensionRequestOids.has(oid) && values.hasMore) {
			return readExtensions(values.next(tags.sequence).inner());
		}
	}
	return undefined;
}
