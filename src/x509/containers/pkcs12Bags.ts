import { BerReader, type Octets } from '../ber';
import { parseCertificate, type DecodeProblem } from '../certificate';
import { parseCrl } from '../crl';
import { contextTag, tags, toHex } from '../der';
import { parseEncryptedPrivateKey, parsePrivateKey, type PrivateKey } from '../privateKey';
import { readString } from '../strings';
import type { DecodedObject } from '../read/object';
import { strictly } from '../ber';
import { decodeInside, mostContents, type Contained } from './contained';
import { readOid, readPasswordEncryption, type PasswordEncryption } from './passwordEncryption';

/** One thing in a PKCS #12 file (RFC 7292 4.2). */
export interface Bag {
	/** `certificate`, `key`, `encrypted key`, `CRL`, `secret`, `bags`; the OID if unknown. */
	readonly kind: string;
	readonly friendlyName: string | undefined;
	/** Lower-case hex. */
	readonly localKeyId: string | undefined;
	/** True if a Java program takes it for a trusted certificate. */
	readonly isTrusted: boolean;
	/** Of a key that is encrypted by itself. */
	readonly encryption: PasswordEncryption | undefined;
}

/** Where bags are put, and who opens what is encrypted. */
export interface BagContext {
	/** Of the safe that the bags were in, if it was encrypted. */
	readonly encryption: PasswordEncryption | undefined;
	readonly bags: Bag[];
	readonly opening: {
		readonly contents: Contained[];
		readonly problems: DecodeProblem[];
		decrypt(encryption: PasswordEncryption, ciphertext: Octets): Octets | undefined;
	};
}

const bagKinds: Readonly<Record<string, string>> = {
	'1.2.840.113549.1.12.10.1.1': 'key',
	'1.2.840.113549.1.12.10.1.2': 'encrypted key',
	'1.2.840.113549.1.12.10.1.3': 'certificate',
	'1.2.840.113549.1.12.10.1.4': 'CRL',
	'1.2.840.113549.1.12.10.1.5': 'secret',
	'1.2.840.113549.1.12.10.1.6': 'bags',
};

/** Reads SafeContents: a list of bags, which may hold lists again. */
export function readBags(octets: Octets, context: BagContext): void {
	readList(new BerReader(octets).next(tags.sequence), context);
}

function readList(element: BerReader, context: BagContext): void {
	const list = element.inner();
	while (list.hasMore && context.bags.length < mostContents) {
		readBag(list.next(tags.sequence).inner(), context);
	}
}

function readBag(reader: BerReader, context: BagContext): void {
	const oid = readOid(reader.next(tags.objectIdentifier));
	const kind = bagKinds[oid] ?? oid;
	const value = reader.next(contextTag(0, true)).inner();
	const attributes = reader.nextIf(tags.set) ? readAttributes(reader.inner()) : noAttributes;
	value.next();
	const { encryption, ...place } = readValue(kind, value, context) ?? { encryption: undefined };
	context.bags.push({ kind, ...attributes, encryption });
	if ('object' in place) {
		const { friendlyName: entryName, localKeyId } = attributes;
		context.opening.contents.push({ ...place, entryName, localKeyId });
	} else if (kind === 'bags') {
		readList(value, context);
	}
}

/** A decoded bag with its place; undefined for what has no value to tell. */
type BagValue = Pick<Contained, 'object' | 'start' | 'end'> & {
	readonly encryption: PasswordEncryption | undefined;
};

function readValue(kind: string, value: BerReader, context: BagContext): BagValue | undefined {
	switch (kind) {
		case 'key':
			return readKey(value, context);
		case 'encrypted key':
			return readEncryptedKey(value, context);
		case 'certificate':
			return readOctets(value, 'certificate', context);
		case 'CRL':
			return readOctets(value, 'crl', context);
		default:
			return undefined;
	}
}

/** The types of CertBag and CRLBag that are X.509; the others nobody writes. */
const x509Types: ReadonlySet<string> = new Set([
	'1.2.840.113549.1.9.22.1',
	'1.2.840.113549.1.9.23.1',
]);

function readOctets(
	value: BerReader,
	kind: 'certificate' | 'crl',
	{ opening }: BagContext,
): BagValue {
	const bag = value.inner();
	const type = readOid(bag.next(tags.objectIdentifier));
	const octets = bag.next(contextTag(0, true)).inner().next().string();
	// A copy: what was decrypted is wiped when all of it is read.
	const der = Uint8Array.from(octets.bytes);
	const object = decodeInside(
		(): DecodedObject =>
			!x509Types.has(type)
				? { kind: 'unknown' }
				: kind === 'crl'
					? { kind, crl: parseCrl(der) }
					: { kind, certificate: parseCertificate(der) },
		octets.placeOf,
		opening.problems,
	);
	return { object, ...spanOf(octets), encryption: undefined };
}

function spanOf({ bytes, placeOf }: Octets): { start: number; end: number } {
	return { start: placeOf(0), end: placeOf(Math.max(0, bytes.length - 1)) + 1 };
}

/** A key in the clear, or one that only the safe around it encrypts. */
function readKey(value: BerReader, { encryption, opening }: BagContext): BagValue {
	const object = decodeInside(
		() => keyObject(parsePrivateKey(value.element(), 'pkcs8'), encryption),
		(offset) => value.octets.placeOf(value.start + offset),
		opening.problems,
	);
	return { object, ...value.span(), encryption: undefined };
}

function readEncryptedKey(value: BerReader, { opening }: BagContext): BagValue {
	const span = value.span();
	const info = value.inner();
	const encryption = readPasswordEncryption(info.next(tags.sequence));
	const ciphertext = info.next(tags.octetString).string();
	const plain = opening.decrypt(encryption, ciphertext);
	const object = decodeInside(
		() =>
			plain === undefined
				? {
						kind: 'encryptedPrivateKey',
						privateKey: parseEncryptedPrivateKey(value.element()),
					}
				: keyObject(parsePrivateKey(plain.bytes, 'pkcs8'), encryption),
		(offset) => (plain === undefined ? span.start : plain.placeOf(offset)),
		opening.problems,
	);
	plain?.bytes.fill(0);
	return { object, ...span, encryption };
}

/** A key that was opened here is still encrypted in the file; only its public half is kept. */
function keyObject(
	privateKey: PrivateKey,
	encryption: PasswordEncryption | undefined,
): DecodedObject {
	return encryption === undefined
		? { kind: 'privateKey', privateKey }
		: {
				kind: 'encryptedPrivateKey',
				privateKey: { ...privateKey, isEncrypted: true, encryption: encryption.name },
			};
}

interface Attributes {
	readonly friendlyName: string | undefined;
	readonly localKeyId: string | undefined;
	readonly isTrusted: boolean;
}

const noAttributes: Attributes = {
	friendlyName: undefined,
	localKeyId: undefined,
	isTrusted: false,
};

const friendlyNameOid = '1.2.840.113549.1.9.20';
const localKeyIdOid = '1.2.840.113549.1.9.21';
/** `ORACLE_TrustedKeyUsage`: without it keytool does not show a certificate that has no key. */
const trustedKeyUsageOid = '2.16.840.1.113894.746875.1.1';

function readAttributes(reader: BerReader): Attributes {
	let attributes = noAttributes;
	while (reader.hasMore) {
		const attribute = reader.next(tags.sequence).inner();
		const oid = readOid(attribute.next(tags.objectIdentifier));
		const values = attribute.next(tags.set).inner();
		if (!values.hasMore) {
			continue;
		}
		values.next();
		if (oid === friendlyNameOid) {
			attributes = { ...attributes, friendlyName: strictly(values, readString) };
		} else if (oid === localKeyIdOid) {
			attributes = { ...attributes, localKeyId: toHex(values.string().bytes) };
		} else if (oid === trustedKeyUsageOid) {
			attributes = { ...attributes, isTrusted: true };
		}
	}
	return attributes;
}
