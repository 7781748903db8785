import { BerReader, octetsOf, type Octets } from '../ber';
import type { DecodeProblem } from '../certificate';
import { contextTag, DerError, tags } from '../der';
import { mostContents, type Contained, type Container } from './contained';
import { Obstacle, Passphrase } from './passphrase';
import { readOid, readPasswordEncryption, type PasswordEncryption } from './passwordEncryption';
import { contentTypeName, readSignedData } from './pkcs7';
import { readBags, type Bag } from './pkcs12Bags';
import { fits, readMac, type Mac } from './pkcs12Mac';

/** A PKCS #12 file (RFC 7292): what can be seen without the passphrase, and all of it with. */
export interface Pkcs12 extends Container {
	/** Undefined where nothing protects the file, and where a signature does. */
	readonly mac: Mac | undefined;
	readonly isSigned: boolean;
	readonly safes: readonly Safe[];
	/** True while something in it is encrypted and was not opened. */
	readonly isLocked: boolean;
	/** What came of the passphrase: `fits` if the MAC or, without one, the contents say so. */
	readonly passphrase: 'not-given' | 'fits' | 'wrong';
	/** What a passphrase that fits could not open, and why. */
	readonly obstacles: readonly Obstacle[];
}

/** One of the parts of the file, each encrypted or not (RFC 7292 4.1). */
export interface Safe {
	/** `passphrase`, for somebody's key (`certificate`), or not at all. */
	readonly protection: 'passphrase' | 'certificate' | 'none';
	readonly encryption: PasswordEncryption | undefined;
	/** Undefined while it is locked. */
	readonly bags: readonly Bag[] | undefined;
}

/** Parts of one file; programs write two or three. */
const mostSafes = 1000;

/** Reads a PFX in BER; throws `DerError` where it breaks outside of what is encrypted. */
export function parsePkcs12(bytes: Uint8Array, passphrase?: string): Pkcs12 {
	const file = new BerReader(octetsOf(bytes));
	const pfx = file.next(tags.sequence).inner();
	pfx.next(tags.integer);
	const { isSigned, content, signers, signerProblems } = readAuthenticatedSafe(
		pfx.next(tags.sequence),
	);
	const mac = pfx.nextIf(tags.sequence) ? readMac(pfx) : undefined;
	const opening = new Opening(passphrase);
	opening.contents.push(...signers);
	opening.problems.push(...signerProblems);
	opening.checkMac(mac, content);
	const safes = opening.readSafes(content);
	const { contents, problems, obstacles } = opening;
	return {
		mac,
		isSigned,
		safes,
		isLocked: opening.isLocked,
		passphrase: opening.verdict,
		obstacles,
		contents,
		problems,
	};
}

function readAuthenticatedSafe(element: BerReader): {
	isSigned: boolean;
	content: Octets;
	signers: readonly Contained[];
	signerProblems: readonly DecodeProblem[];
} {
	const info = element.inner();
	const type = contentTypeName(readOid(info.next(tags.objectIdentifier)));
	const inner = info.next(contextTag(0, true)).inner();
	if (type === 'signedData') {
		const signed = readSignedData(inner.next(tags.sequence));
		if (signed.signedContent === undefined) {
			throw element.error('pkcs12-without-contents');
		}
		return {
			isSigned: true,
			content: signed.signedContent,
			signers: signed.contents,
			signerProblems: signed.problems,
		};
	}
	if (type !== 'data') {
		throw element.error('pkcs12-without-contents');
	}
	return { isSigned: false, content: inner.next().string(), signers: [], signerProblems: [] };
}

/** A file that is being opened: the passphrase, what it has opened, and what is left shut. */
class Opening {
	readonly contents: Contained[] = [];
	readonly problems: DecodeProblem[] = [];
	readonly obstacles: Obstacle[] = [];
	verdict: Pkcs12['passphrase'] = 'not-given';
	isLocked = false;
	#passphrase: Passphrase | undefined;

	constructor(passphrase: string | undefined) {
		this.#passphrase = passphrase === undefined ? undefined : new Passphrase(passphrase);
	}

	/** A passphrase that the MAC refuses is not tried on anything else. */
	checkMac(mac: Mac | undefined, content: Octets): void {
		if (this.#passphrase === undefined || mac === undefined) {
			return;
		}
		try {
			this.verdict = fits(mac, this.#passphrase, content.bytes) ? 'fits' : 'wrong';
		} catch (error) {
			this.#note(error);
		}
		if (this.verdict === 'wrong') {
			this.#passphrase = undefined;
		}
	}

	readSafes(content: Octets): Safe[] {
		const safes: Safe[] = [];
		const list = new BerReader(content).next(tags.sequence).inner();
		while (list.hasMore && safes.length < mostSafes && this.contents.length < mostContents) {
			safes.push(this.#readSafe(list.next(tags.sequence)));
		}
		return safes;
	}

	#readSafe(element: BerReader): Safe {
		const info = element.inner();
		const type = contentTypeName(readOid(info.next(tags.objectIdentifier)));
		const inner = info.next(contextTag(0, true)).inner();
		if (type === 'data') {
			const bags = this.#bagsOf(inner.next().string());
			return { protection: 'none', encryption: undefined, bags };
		}
		if (type !== 'encryptedData') {
			this.isLocked = true;
			return { protection: 'certificate', encryption: undefined, bags: undefined };
		}
		// EncryptedData (RFC 5652 8): version, then type, algorithm and the octets.
		const data = inner.next(tags.sequence).inner();
		data.next(tags.integer);
		const encrypted = data.next(tags.sequence).inner();
		encrypted.next(tags.objectIdentifier);
		const encryption = readPasswordEncryption(encrypted.next(tags.sequence));
		const safe = { protection: 'passphrase', encryption } as const;
		if (!encrypted.hasMore) {
			return { ...safe, bags: [] };
		}
		const ciphertext = encrypted.next().string();
		const plain = this.decrypt(encryption, ciphertext);
		if (plain === undefined) {
			return { ...safe, bags: undefined };
		}
		try {
			return { ...safe, bags: this.#bagsOf(plain, encryption) };
		} finally {
			// It may have held keys; what was taken out of it is copied.
			plain.bytes.fill(0);
		}
	}

	/** Bags that break off are told as far as they go. */
	#bagsOf(octets: Octets, encryption?: PasswordEncryption): Bag[] {
		const bags: Bag[] = [];
		try {
			readBags(octets, { encryption, bags, opening: this });
		} catch (error) {
			if (!(error instanceof DerError)) {
				throw error;
			}
			this.problems.push({ code: error.code, offset: error.offset });
		}
		return bags;
	}

	/** The plain octets, each at the place of its ciphertext; undefined if it stays shut. */
	decrypt(encryption: PasswordEncryption, ciphertext: Octets): Octets | undefined {
		if (this.#passphrase === undefined) {
			this.isLocked = true;
			return undefined;
		}
		try {
			const bytes = this.#passphrase.decrypt(encryption, ciphertext.bytes);
			if (bytes[0] !== tags.sequence) {
				throw new Obstacle('wrong-passphrase', 'not a sequence');
			}
			this.verdict = 'fits';
			// In CBC mode octet n of the text is in the block of octet n of the ciphertext.
			return { bytes, placeOf: ciphertext.placeOf };
		} catch (error) {
			this.#note(error);
			this.isLocked = true;
			return undefined;
		}
	}

	#note(error: unknown): void {
		if (!(error instanceof Obstacle)) {
			throw error;
		}
		if (error.code === 'wrong-passphrase') {
			// Where the MAC has said that it fits, this part has a passphrase of its own.
			this.verdict = this.verdict === 'fits' ? 'fits' : 'wrong';
		}
		this.obstacles.push(error);
	}
}
