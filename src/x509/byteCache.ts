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
 * and OIDs. Each element has one slot, and the latest one in it stays. Nothing needs a text for a key,
 * and what is found has been compared octet by octet.
 */
export class ByteCache<T> {
	readonly #entries: (Entry<T> | undefined)[];

	/** The number of slots has to be a power of two. */
	constructor(slots: number) {
		this.#entries = new Array<Entry<T> | undefined>(slots).fill(undefined);
	}

	/** The remembered value of the element, or what `decode` makes of it and of a copy of its bytes. */
	read<E extends Element>(element: E, decode: (element: E, copy: Uint8Array) => T): T {
		const { bytes, start, end } = element;
		const slot = hash(bytes, start, end) & (this.#entries.length - 1);
		const entry = this.#entries[slot];
		if (entry !== undefined && equalsRange(entry.bytes, bytes, start, end)) {
			return entry.value;
		}
		// A copy, so that a remembered element does not keep a whole file alive.
		const copy = Uint8Array.prototype.slice.call(bytes, start, end);
		const value = decode(element, copy);
		if (copy.length <= longestElement) {
			this.#entries[slot] = { bytes: copy, value };
		}
		return value;
	}
}

/** FNV-1a with 32 bits, its high bits folded into the low ones that choose the slot. */
function hash(bytes: Uint8Array, start: number, end: number): number {
	let value = 0x811c9dc5;
	for (let index = start; index < end; index++) {
		value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193);
	}
	return value ^ (value >>> 15);
}

function equalsRange(whole: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
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
