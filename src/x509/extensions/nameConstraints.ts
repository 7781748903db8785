import { contextTag, DerError, tags, type DerReader } from '../der';
import { describeGeneralName, readGeneralName, type GeneralName } from './generalName';
import type { ExtensionType } from './type';

/** RFC 5280 4.2.1.10; an IP subtree's value is `address/prefix or mask`. */
export interface NameConstraints {
	readonly permitted: readonly GeneralName[];
	readonly excluded: readonly GeneralName[];
}

/** RFC 5280 4.2.1.10. */
export const nameConstraints: ExtensionType<NameConstraints> = {
	oid: '2.5.29.30',
	title: 'Name constraints',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const permitted = sequence.nextIf(contextTag(0, true)) ? readSubtrees(sequence.inner()) : [];
		const excluded = sequence.nextIf(contextTag(1, true)) ? readSubtrees(sequence.inner()) : [];
		sequence.expectEnd();
		if (permitted.length + excluded.length === 0) {
			throw new DerError('name-constraints-empty', reader.start);
		}
		return { permitted, excluded };
	},
	describe: ({ permitted, excluded }) => [
		...permitted.map((subtree) => `Permitted ${describeGeneralName(subtree)}`),
		...excluded.map((subtree) => `Excluded ${describeGeneralName(subtree)}`),
	],
};

function readSubtrees(reader: DerReader): GeneralName[] {
	const subtrees: GeneralName[] = [];
	while (reader.hasMore) {
		const subtree = reader.next(tags.sequence).inner();
		subtrees.push(readGeneralName(subtree));
		// RFC 5280 4.2.1.10: minimum is always 0 and maximum always absent.
		subtree.expectEnd();
	}
	return subtrees;
}
