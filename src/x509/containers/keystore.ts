import { parseCertificate, type DecodeProblem } from '../certificate';
import { DerError } from '../der';
import { parseEncryptedPrivateKey } from '../privateKey';
import { readUtf8 } from '../strings';
import { decodeInside, mostContents, type Contained, type Container } from './contained';
import { endOfSerialized } from './javaSerialization';

/**
 * A Java keystore. Nobody has specified the format but its two programs, `sun.security.provider.JavaKeyStore`
 * and `com.sun.crypto.provider.JceKeyStore` of OpenJDK: big-endian, the magic number, the version, the
 * number of entries, the entries, and SHA-1 over the passphrase, "Mighty Aphrodite" and all before. Only
 * keys are encrypted, so everything else is seen without the passphrase.
 */
export interface Keystore extends Container {
	readonly format: 'JKS' | 'JCEKS';
	readonly version: number;
	/** As the file says; more than `entries` if the rest could not be read. */
	readonly entryCount: number;
	readonly entries: readonly KeystoreEntry[];
}

/** One alias of a keystore. */
export interface KeystoreEntry {
	readonly alias: string;
	readonly kind: 'privateKey' | 'trustedCertificate' | 'secretKey';
	readonly created: Date;
	/** Certificates in it: the chain of a private key, one that is trusted. */
	readonly certificateCount: number;
}

const jksMagic = 0xfeedfeed;
const jceksMagic = 0xcececece;

/** True for bytes that begin as a keystore does. */
export function isKeystore(bytes: Uint8Array): boolean {
	const magic = bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0);
	return magic === jksMagic || magic === jceksMagic;
}

/** Entry tags of both formats; secret keys are in JCEKS only. */
const entryKinds: Readonly<Record<number, KeystoreEntry['kind']>> = {
	1: 'privateKey',
	2: 'trustedCertificate',
	3: 'secretKey',
};

/** Certificates in one chain; the library that writes them checks that they are one. */
const longestChain = 100;

/** Reads a keystore as far as it goes; what breaks it off is told as a problem. */
export function parseKeystore(bytes: Uint8Array): Keystore {
	const reader = new BigEndianReader(bytes);
	const format = reader.number(4) === jksMagic ? 'JKS' : 'JCEKS';
	const version = reader.number(4);
	const entryCount = reader.number(4);
	const entries: KeystoreEntry[] = [];
	const contents: Contained[] = [];
	const problems: DecodeProblem[] = [];
	try {
		while (entries.length < entryCount && contents.length < mostContents) {
			entries.push(readEntry(reader, version, contents, problems));
		}
	} catch (error) {
		if (!(error instanceof DerError)) {
			throw error;
		}
		problems.push({ code: error.code, offset: error.offset });
	}
	return { format, version, entryCount, entries, contents, problems };
}

function readEntry(
	reader: BigEndianReader,
	version: number,
	contents: Contained[],
	problems: DecodeProblem[],
): KeystoreEntry {
	const start = reader.position;
	const kind = entryKinds[reader.number(4)];
	if (kind === undefined) {
		throw new DerError('keystore-unknown-entry', start);
	}
	const alias = reader.text();
	const created = reader.date();
	const entry = { alias, kind, created };
	if (kind === 'secretKey') {
		reader.position = endOfSerialized(reader.bytes, reader.position);
		return { ...entry, certificateCount: 0 };
	}
	if (kind === 'trustedCertificate') {
		contents.push(readCertificate(reader, version, alias, problems));
		return { ...entry, certificateCount: 1 };
	}
	const key = reader.block();
	const object = decodeInside(
		() => ({ kind: 'encryptedPrivateKey', privateKey: parseEncryptedPrivateKey(key.bytes) }),
		(offset) => key.start + offset,
		problems,
	);
	contents.push({ object, start: key.start, end: key.end, entryName: alias });
	const certificateCount = reader.number(4);
	if (certificateCount > longestChain) {
		throw new DerError('keystore-chain-too-long', reader.position - 4);
	}
	for (let index = 0; index < certificateCount; index++) {
		contents.push(readCertificate(reader, version, alias, problems));
	}
	return { ...entry, certificateCount };
}

function readCertificate(
	reader: BigEndianReader,
	version: number,
	alias: string,
	problems: DecodeProblem[],
): Contained {
	// Version 1 had certificates of one type only and did not name it.
	const type = version === 1 ? 'X.509' : reader.text();
	const { bytes, start, end } = reader.block();
	const object = decodeInside(
		() =>
			type.startsWith('X')
				? { kind: 'certificate', certificate: parseCertificate(bytes) }
				: { kind: 'unknown' },
		(offset) => start + offset,
		problems,
	);
	return { object, start, end, entryName: alias };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
	return new DataView(buffer, byteOffset, byteLength);
}

/** Reads as `java.io.DataInputStream` writes. */
class BigEndianReader {
	position = 0;
	readonly #view: DataView;

	constructor(readonly bytes: Uint8Array) {
		this.#view = viewOf(bytes);
	}

	/** An unsigned number of two or four octets. */
	number(length: 2 | 4): number {
		const at = this.#take(length);
		return length === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
	}

	/** A time in milliseconds since 1970. */
	date(): Date {
		const at = this.#take(8);
		const date = new Date(Number(this.#view.getBigInt64(at)));
		if (Number.isNaN(date.getTime())) {
			throw new DerError('time-malformed', at);
		}
		return date;
	}

	/** `writeUTF`: two octets of length; its own form of UTF-8 differs only in what aliases never hold. */
	text(): string {
		const length = this.number(2);
		const at = this.#take(length);
		return readUtf8(this.bytes, at, at + length);
	}

	/** Octets with four octets of length in front. */
	block(): { bytes: Uint8Array; start: number; end: number } {
		const length = this.number(4);
		const start = this.#take(length);
		const end = start + length;
		return { bytes: this.bytes.subarray(start, end), start, end };
	}

	#take(length: number): number {
		const at = this.position;
		if (length > this.bytes.length - at) {
			throw new DerError('keystore-truncated', at);
		}
		this.position += length;
		return at;
	}
}
