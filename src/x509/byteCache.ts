/** The part of a reader that names its current element. */
interface Element {
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
}

interface Entry<T> {
	readonly bytes: Uint8Array;
	readonly value: T;
}

/** Longer elements are not remembered, so that what a cache holds is bounded in bytes as well. */
const longestElement = 1024;

/**
 * Remembers what elements were decoded to, by their bytes: certificates share issuers, algorithms
 * and OIDs. An element has one slot, where it stays from its second appearance on until another one
 * appears twice there: what is unique, such as the subject of a leaf, is not worth keeping. What is
 * found has been compared octet by octet.
 */
export class ByteCache<T> {
	readonly #entries: (Entry<T> | undefined)[];
	/** The hash of what was looked for last in each slot. */
	readonly #hashes: Int32Array;

	/** The number of slots has to be a power of two. */
	constructor(slots: number) {
		this.#entries = new Array<Entry<T> | undefined>(slots).fill(undefined);
		this.#hashes = new Int32Array(slots);
	}

	/**
	 * The remembered value of the element, or what `decode` makes of it: something that does not share
	 * memory with the element, or it would keep a whole file alive.
	 */
	read<E extends Element>(element: E, decode: (element: E) => T): T {
		const { bytes, start, end } = element;
		const elementHash = hash(bytes, start, end);
		const slot = elementHash & (this.#entries.length - 1);
		const entry = this.#entries[slot];
		if (entry !== undefined && equalsRange(entry.bytes, bytes, start, end)) {
			return entry.value;
		}
		const value = decode(element);
		if (this.#hashes[slot] === elementHash && end - start <= longestElement) {
			this.#entries[slot] = { bytes: copyRange(bytes, start, end), value };
		}
		this.#hashes[slot] = elementHash;
		return value;
	}
}

/** A copy of its own memory, also of a Buffer, whose own `slice` shares. */
export function copyRange(bytes: Uint8Array, start: number, end: number): Uint8Array {
	return Uint8Array.prototype.slice.call(bytes, start, end);
}

/** FNV-1a with 32 bits, its high bits folded into the low ones that choose the slot. */
function hash(bytes: Uint8Array, start: number, end: number): number {
	let value = 0x811c9dc5;
	for (let index = start; index < end; index++) {
		value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193);
	}
	return value ^ (value >>> 15);
}

/** True if `whole` holds the same octets as the range of `bytes`. */
export function equalsRange(
	whole: Uint8Array,
	bytes: Uint8Array,
	start: number,
	end: number,
): boolean {
	if (whole.length !== end - start) {
		return false;
	}
	for (let index = 0; index < whole.length; index++) {
		if (whole[index] !== bytes[start + index]) {
			return false;
		}
	}
	return true;
}
