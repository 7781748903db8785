import { readBoolean, readSmallInteger, tags } from '../der';
import type { ExtensionType } from './type';

/** RFC 5280 4.2.1.9. */
export interface BasicConstraints {
	readonly isCa: boolean;
	/** Undefined means no limit. */
	readonly pathLength: number | undefined;
}

/** RFC 5280 4.2.1.9. */
export const basicConstraints: ExtensionType<BasicConstraints> = {
	oid: '2.5.29.19',
	title: 'Basic constraints',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const isCa = sequence.nextIf(tags.boolean) && readBoolean(sequence);
		const pathLength = sequence.nextIf(tags.integer) ? readSmallInteger(sequence) : undefined;
		sequence.expectEnd();
		return { isCa, pathLength };
	},
	describe: ({ isCa, pathLength }) => [
		isCa ? 'CA certificate' : 'Not a CA certificate',
		...(pathLength === undefined ? [] : [`Path length ${pathLength}`]),
	],
};
