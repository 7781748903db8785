import { readNamedBits, tags, type DerReader } from '../der';

/** The words of the bits that are set in the BIT STRING that comes next. */
export function bitWords(reader: DerReader, words: readonly string[]): string {
	const bits = readNamedBits(reader.next(tags.bitString));
	return bits.flatMap((bit) => words[bit] ?? []).join(', ');
}

/** Readers over the parts of each SEQUENCE in a SEQUENCE OF. */
export function elements(reader: DerReader): DerReader[] {
	const sequence = reader.next(tags.sequence).inner();
	const readers: DerReader[] = [];
	while (sequence.hasMore) {
		readers.push(sequence.next(tags.sequence).inner());
	}
	return readers;
}
