import { ByteCache } from './byteCache';

/** A half-open byte range. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Bytes that break the distinguished encoding rules (X.690), with the place where they do. */
export class DerError extends Error {
	constructor(
		/** Stable id such as `der-length-past-end`. */
		readonly code: string,
		/** Offset in the bytes that were being read. */
		readonly offset: number,
	) {
		super(`${code} at ${offset}`);
	}
}

/** Identifier octets of the universal types used in certificates (X.690 8.1.2). */
export const tags = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	null: 0x05,
	objectIdentifier: 0x06,
	enumerated: 0x0a,
	utf8String: 0x0c,
	numericString: 0x12,
	printableString: 0x13,
	teletexString: 0x14,
	ia5String: 0x16,
	utcTime: 0x17,
	generalizedTime: 0x18,
	visibleString: 0x1a,
	universalString: 0x1c,
	bmpString: 0x1e,
	sequence: 0x30,
	set: 0x31,
} as const;

/** Identifier octet of a context-specific tag, as in `[0] EXPLICIT`. */
export function contextTag(number: number, isConstructed: boolean): number {
	return 0x80 | (isConstructed ? 0x20 : 0) | number;
}

/**
 * Walks the elements of one DER content. `next()` moves to the following element and fills in
 * `tag`, `start`, `contentStart` and `end`; a reader for the content comes from `inner()`.
 * Lengths must be definite and minimal (X.690 10.1), and never reach past the surrounding element.
 */
export class DerReader {
	tag = 0;
	start = 0;
	contentStart = 0;
	end: number;
	readonly #limit: number;

	constructor(
		readonly bytes: Uint8Array,
		from = 0,
		limit = bytes.length,
	) {
		this.end = from;
		this.#limit = limit;
	}

	/** True while there is another element. */
	get hasMore(): boolean {
		return this.end < this.#limit;
	}

	/** The identifier octet of the following element without moving; -1 at the end. */
	get peekTag(): number {
		return this.end < this.#limit ? (this.bytes[this.end] ?? -1) : -1;
	}

	/** Moves to the following element, which must have the tag `expected` if one is given. */
	next(expected?: number): this {
		const { bytes } = this;
		const limit = this.#limit;
		let position = this.end;
		this.start = position;
		if (position + 2 > limit) {
			throw new DerError('der-unexpected-end', position);
		}
		const tag = bytes[position++] ?? 0;
		if ((tag & 0x1f) === 0x1f) {
			throw new DerError('der-high-tag-number', this.start);
		}
		if (expected !== undefined && tag !== expected) {
			throw new DerError('der-unexpected-tag', this.start);
		}
		let length = bytes[position++] ?? 0;
		if (length >= 0x80) {
			const count = length & 0x7f;
			if (count === 0) {
				throw new DerError('der-indefinite-length', position - 1);
			}
			// Four length octets address 4 GiB, more than any file read here.
			if (count > 4 || position + count > limit) {
				throw new DerError('der-length-past-end', position - 1);
			}
			const isPadded = bytes[position] === 0;
			length = 0;
			for (let index = 0; index < count; index++) {
				length = length * 256 + (bytes[position++] ?? 0);
			}
			if (length < 0x80 || isPadded) {
				throw new DerError('der-length-not-minimal', this.start + 1);
			}
		}
		if (length > limit - position) {
			throw new DerError('der-length-past-end', this.start);
		}
		this.tag = tag;
		this.contentStart = position;
		this.end = position + length;
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
	inner(): DerReader {
		return new DerReader(this.bytes, this.contentStart, this.end);
	}

	/** The content octets of the current element, sharing memory. */
	content(): Uint8Array {
		return this.bytes.subarray(this.contentStart, this.end);
	}

	/** The whole current element with its header, sharing memory. */
	element(): Uint8Array {
		return this.bytes.subarray(this.start, this.end);
	}

	/** Where the current element stands. */
	span(): Span {
		return { start: this.start, end: this.end };
	}

	/** Refuses anything behind the last element that was expected. */
	expectEnd(): void {
		if (this.end !== this.#limit) {
			throw new DerError('der-trailing-data', this.end);
		}
	}
}

/**
 * A reader over nothing. Being always there, it also keeps V8 from dropping all code that it has
 * optimised for readers whenever the garbage collector runs while no certificate is being read.
 */
export const emptyReader = new DerReader(new Uint8Array());

const objectIdentifiers = new ByteCache<string>(2048);

/**
 * Octets of the longest OBJECT IDENTIFIER that is read. Those in use have at most 30; decoding takes
 * time with the square of the length, so a file could hold everything up with one of a megabyte.
 */
const longestObjectIdentifier = 128;

/** Dotted text of the current OBJECT IDENTIFIER; remembered, since certificates share a few dozen. */
export function readObjectIdentifier(reader: DerReader): string {
	if (reader.end - reader.contentStart > longestObjectIdentifier) {
		throw new DerError('der-object-identifier-too-long', reader.start);
	}
	return objectIdentifiers.read(reader, decodeObjectIdentifier);
}

function decodeObjectIdentifier({ bytes, contentStart: start, end }: DerReader): string {
	if (start === end || ((bytes[end - 1] ?? 0) & 0x80) !== 0) {
		throw new DerError('der-malformed-object-identifier', start);
	}
	const parts: string[] = [];
	let value = 0n;
	let isFirstOctet = true;
	for (let index = start; index < end; index++) {
		const octet = bytes[index] ?? 0;
		if (isFirstOctet && octet === 0x80) {
			throw new DerError('der-malformed-object-identifier', index);
		}
		value = (value << 7n) | BigInt(octet & 0x7f);
		isFirstOctet = (octet & 0x80) === 0;
		if (isFirstOctet) {
			if (parts.length === 0) {
				const first = value < 40n ? 0n : value < 80n ? 1n : 2n;
				parts.push(first.toString(), (value - first * 40n).toString());
			} else {
				parts.push(value.toString());
			}
			value = 0n;
		}
	}
	return parts.join('.');
}

/** Content of the current INTEGER as hex without a leading sign 00; even length. */
export function readIntegerHex(reader: DerReader): string {
	const { bytes, end } = reader;
	let { contentStart } = reader;
	if (contentStart === end) {
		throw new DerError('der-empty-integer', reader.start);
	}
	if (end - contentStart > 1) {
		const first = bytes[contentStart] ?? 0;
		const second = bytes[contentStart + 1] ?? 0;
		if ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)) {
			throw new DerError('der-integer-not-minimal', contentStart);
		}
		if (first === 0) {
			contentStart++;
		}
	}
	return toHex(bytes, contentStart, end);
}

/** The current INTEGER as a number; more than 32 bits or a negative value is an error. */
export function readSmallInteger(reader: DerReader): number {
	const { bytes, contentStart, end } = reader;
	const hex = readIntegerHex(reader);
	if (((bytes[contentStart] ?? 0) & 0x80) !== 0 || hex.length > 8 || end === contentStart) {
		throw new DerError('der-integer-out-of-range', contentStart);
	}
	return Number.parseInt(hex, 16);
}

/** The current BOOLEAN; X.690 11.1 allows 00 and FF only. */
export function readBoolean(reader: DerReader): boolean {
	const value = reader.bytes[reader.contentStart];
	if (reader.end - reader.contentStart !== 1 || (value !== 0 && value !== 0xff)) {
		throw new DerError('der-malformed-boolean', reader.contentStart);
	}
	return value === 0xff;
}

/** Content of the current BIT STRING, which must be whole octets. */
export function readBitStringOctets(reader: DerReader): Uint8Array {
	if (reader.bytes[reader.contentStart] !== 0 || reader.end === reader.contentStart) {
		throw new DerError('der-malformed-bit-string', reader.contentStart);
	}
	return reader.bytes.subarray(reader.contentStart + 1, reader.end);
}

/** Octets of named bits that are looked at; no standard extension names more than nine bits. */
const namedBitOctets = 8;

/** Positions of the bits set in the current BIT STRING, bit 0 first (X.690 8.6.2); bits beyond the 64th have no names. */
export function readNamedBits(reader: DerReader): number[] {
	const { bytes, contentStart, end } = reader;
	const unused = bytes[contentStart] ?? 8;
	if (end === contentStart || unused > 7 || (end - contentStart === 1 && unused !== 0)) {
		throw new DerError('der-malformed-bit-string', contentStart);
	}
	const bits: number[] = [];
	const count = Math.min((end - contentStart - 1) * 8 - unused, namedBitOctets * 8);
	for (let bit = 0; bit < count; bit++) {
		if (((bytes[contentStart + 1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) {
			bits.push(bit);
		}
	}
	return bits;
}

/** Lower-case hex of a byte range. */
export function toHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
	return asBuffer(bytes).toString('hex', start, end);
}

/** The same bytes as a Buffer, whose conversions to text are native. */
export function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes)
		? bytes
		: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
