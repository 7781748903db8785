/** Where the characters of a decoded text stand in the document it was taken from. */
export interface SourceMap {
	/** Offset in the document of the character at `index`. */
	startOf(index: number): number;
	/** Offset in the document behind the character in front of `index`. */
	endOf(index: number): number;
}

/** A value as the program that reads the document sees it. */
export interface Decoded {
	readonly text: string;
	readonly map: SourceMap;
}

/** A stretch of the document as it stands. */
export function verbatim(text: string, start: number, end: number): Decoded {
	return {
		text: text.slice(start, end),
		map: { startOf: (index) => start + index, endOf: (index) => start + index },
	};
}

/** The map of a text that was decoded from a text that was decoded. */
export function compose(outer: SourceMap, inner: SourceMap): SourceMap {
	return {
		startOf: (index) => outer.startOf(inner.startOf(index)),
		endOf: (index) => outer.endOf(inner.endOf(index)),
	};
}

/**
 * A map of runs: within one, characters follow each other in both texts alike, or a single one of
 * them stands for `width` in the document, as `\n` does. What lies between runs was made up.
 */
export class RunMap implements SourceMap {
	readonly #starts: number[] = [];
	readonly #sources: number[] = [];
	readonly #lengths: number[] = [];
	readonly #widths: number[] = [];

	/** Runs are added in the order of the decoded text. */
	add(start: number, source: number, length: number, width = length): void {
		const last = this.#starts.length - 1;
		const isOneToOne = length === width && this.#lengths[last] === this.#widths[last];
		const end = (this.#starts[last] ?? 0) + (this.#lengths[last] ?? 0);
		const sourceEnd = (this.#sources[last] ?? 0) + (this.#lengths[last] ?? 0);
		if (last >= 0 && isOneToOne && end === start && sourceEnd === source) {
			this.#lengths[last] = (this.#lengths[last] ?? 0) + length;
			this.#widths[last] = this.#lengths[last];
			return;
		}
		this.#starts.push(start);
		this.#sources.push(source);
		this.#lengths.push(length);
		this.#widths.push(width);
	}

	startOf(index: number): number {
		const { run, offset, length, width } = this.#find(index);
		return length === width || offset === 0 ? run + offset : run + width;
	}

	endOf(index: number): number {
		if (index === 0) {
			return this.startOf(0);
		}
		const { run, offset, length, width } = this.#find(index - 1);
		return length === width ? run + Math.min(offset + 1, length) : run + width;
	}

	/** The last run that begins at or before `index`; `offset` stops at its end. */
	#find(index: number): { run: number; offset: number; length: number; width: number } {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= index) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		const length = this.#lengths[low] ?? 0;
		const offset = Math.max(0, Math.min(index - (this.#starts[low] ?? 0), length));
		return { run: this.#sources[low] ?? 0, offset, length, width: this.#widths[low] ?? 0 };
	}
}
