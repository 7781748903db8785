/** Thrown inside this folder only, when a length points past the bytes that are there. */
export class TruncatedError extends Error {}

/** Reads the presentation language of RFC 8446 3: big-endian numbers and length-prefixed vectors. */
export class ByteReader {
	#position: number;
	readonly #end: number;

	constructor(
		readonly bytes: Uint8Array,
		start = 0,
		end = bytes.length,
	) {
		this.#position = start;
		this.#end = end;
	}

	/** Bytes not read yet. */
	get remaining(): number {
		return this.#end - this.#position;
	}

	/** An unsigned number of `size` octets. */
	number(size: 1 | 2 | 3 | 4): number {
		let value = 0;
		for (const octet of this.take(size)) {
			value = value * 256 + octet;
		}
		return value;
	}

	/** The next `count` octets, sharing memory. */
	take(count: number): Uint8Array {
		if (count > this.remaining) {
			throw new TruncatedError();
		}
		const start = this.#position;
		this.#position += count;
		return this.bytes.subarray(start, this.#position);
	}

	/** A vector with a length of `size` octets in front, as a reader of its own. */
	vector(size: 1 | 2 | 3): ByteReader {
		return new ByteReader(this.take(this.number(size)));
	}

	/** All that is left. */
	rest(): Uint8Array {
		return this.take(this.remaining);
	}

	/** Calls `read` until the bytes are used up. */
	list<T>(read: (reader: this) => T): T[] {
		const items: T[] = [];
		while (this.remaining > 0) {
			items.push(read(this));
		}
		return items;
	}
}
