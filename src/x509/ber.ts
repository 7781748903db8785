import { DerError, DerReader, tags } from './der';

/**
 * Octets with the way back to the file that they were taken from: contents of a string that stands
 * there in pieces, or what was decrypted out of it.
 */
export interface Octets {
	readonly bytes: Uint8Array;
	/** Offset in the file of the octet at `offset`, or of the one that it was decrypted from. */
	readonly placeOf: (offset: number) => number;
}

/** A whole file as octets of itself. */
export function octetsOf(bytes: Uint8Array): Octets {
	return { bytes, placeOf: (offset) => offset };
}

/** Levels of elements that are opened; PKCS #12 files have about fifteen. */
const deepestLevel = 64;

/**
 * Walks the elements of content in the basic encoding rules (X.690 8), which PKCS #7 and PKCS #12
 * files use: lengths may be indefinite or longer than needed, and strings may come in pieces.
 * Certificates inside are taken out as they stand and read by the strict `DerReader`.
 */
export class BerReader {
	tag = 0;
	start = 0;
	contentStart = 0;
	contentEnd = 0;
	end: number;
	readonly #limit: number;
	readonly #level: number;

	constructor(
		readonly octets: Octets,
		from = 0,
		limit = octets.bytes.length,
		level = 0,
	) {
		this.end = from;
		this.#limit = limit;
		this.#level = level;
		if (level > deepestLevel) {
			throw new DerError('der-nested-too-deep', octets.placeOf(from));
		}
	}

	/** True while there is another element. */
	get hasMore(): boolean {
		return this.end < this.#limit;
	}

	/** The identifier octet of the following element without moving; -1 at the end. */
	get peekTag(): number {
		return this.hasMore ? (this.octets.bytes[this.end] ?? -1) : -1;
	}

	/** Moves to the following element, which must have the tag `expected` if one is given. */
	next(expected?: number): this {
		this.start = this.end;
		const header = this.#header(this.start);
		if (expected !== undefined && header.tag !== expected) {
			throw this.error('der-unexpected-tag');
		}
		this.tag = header.tag;
		this.contentStart = header.contentStart;
		if (header.length !== undefined) {
			this.contentEnd = header.contentStart + header.length;
			this.end = this.contentEnd;
		} else {
			this.contentEnd = this.#endOfContents(header.contentStart);
			this.end = this.contentEnd + 2;
		}
		return this;
	}

	/** Moves on only if the following element has this tag. */
	nextIf(tag: number): boolean {
		if (this.peekTag !== tag) {
			return false;
		}
		this.next();
		return true;
	}

	/** A reader over the content of the current element. */
	inner(): BerReader {
		return new BerReader(this.octets, this.contentStart, this.contentEnd, this.#level + 1);
	}

	/** The whole current element with its header, sharing memory. */
	element(): Uint8Array {
		return this.octets.bytes.subarray(this.start, this.end);
	}

	/** The content octets of the current element, sharing memory. */
	content(): Uint8Array {
		return this.octets.bytes.subarray(this.contentStart, this.contentEnd);
	}

	/** Where the current element stands in the file. */
	span(): { start: number; end: number } {
		return {
			start: this.octets.placeOf(this.start),
			end:
				this.end === this.start
					? this.octets.placeOf(this.end)
					: this.octets.placeOf(this.end - 1) + 1,
		};
	}

	/** The octets of the current OCTET STRING, put together if it comes in pieces (X.690 8.7.3). */
	string(): Octets {
		const { octets, contentStart } = this;
		if ((this.tag & 0x20) === 0) {
			return { bytes: this.content(), placeOf: (offset) => octets.placeOf(contentStart + offset) };
		}
		const pieces: { readonly from: number; readonly octets: Octets }[] = [];
		let length = 0;
		for (const reader = this.inner(); reader.hasMore;) {
			reader.next();
			if ((reader.tag & ~0x20) !== tags.octetString) {
				throw reader.error('der-unexpected-tag');
			}
			const piece = reader.string();
			pieces.push({ from: length, octets: piece });
			length += piece.bytes.length;
		}
		return {
			bytes: Buffer.concat(pieces.map((piece) => piece.octets.bytes)),
			placeOf: (offset) => {
				const piece = pieces.findLast(({ from }) => from <= offset);
				return piece === undefined
					? octets.placeOf(contentStart)
					: piece.octets.placeOf(offset - piece.from);
			},
		};
	}

	/** An error at the current element, by its place in the file. */
	error(code: string): DerError {
		return new DerError(code, this.octets.placeOf(this.start));
	}

	#header(from: number): { tag: number; contentStart: number; length: number | undefined } {
		const { bytes } = this.octets;
		const fault = (code: string): DerError => new DerError(code, this.octets.placeOf(from));
		if (from + 2 > this.#limit) {
			throw fault('der-unexpected-end');
		}
		const tag = bytes[from] ?? 0;
		if ((tag & 0x1f) === 0x1f) {
			throw fault('der-high-tag-number');
		}
		let position = from + 2;
		let length = bytes[from + 1] ?? 0;
		if (length === 0x80) {
			// X.690 8.1.3.2: only what is constructed can have its end marked.
			if ((tag & 0x20) === 0) {
				throw fault('der-indefinite-length');
			}
			return { tag, contentStart: position, length: undefined };
		}
		if (length > 0x80) {
			const count = length & 0x7f;
			// Eight octets may begin with zeros; more than 2^53 cannot be meant.
			if (count > 8 || position + count > this.#limit) {
				throw fault('der-length-past-end');
			}
			length = 0;
			for (let index = 0; index < count; index++) {
				length = length * 256 + (bytes[position++] ?? 0);
			}
		}
		if (length > this.#limit - position) {
			throw fault('der-length-past-end');
		}
		return { tag, contentStart: position, length };
	}

	/** Offset of the two zero octets that end contents of indefinite length (X.690 8.1.5). */
	#endOfContents(from: number): number {
		const { bytes } = this.octets;
		let open = 1;
		let position = from;
		for (;;) {
			if (bytes[position] === 0 && bytes[position + 1] === 0 && position + 2 <= this.#limit) {
				open--;
				if (open === 0) {
					return position;
				}
				position += 2;
				continue;
			}
			const { contentStart, length } = this.#header(position);
			position = contentStart + (length ?? 0);
			if (length === undefined && ++open > deepestLevel) {
				throw new DerError('der-nested-too-deep', this.octets.placeOf(position));
			}
		}
	}
}

/** Reads the current element by the strict rules, for what has one form in both; faults keep their place in the file. */
export function strictly<T>(reader: BerReader, read: (strict: DerReader) => T): T {
	const { octets, start, end } = reader;
	try {
		return read(new DerReader(octets.bytes, start, end).next());
	} catch (error) {
		throw error instanceof DerError
			? new DerError(error.code, octets.placeOf(error.offset))
			: error;
	}
}
