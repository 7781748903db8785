import { contextTag, readIntegerHex, tags, toHex } from '../der';
import { describeGeneralName, readGeneralNames, type GeneralName } from './generalName';
import type { ExtensionType } from './type';

/** RFC 5280 4.2.1.2; lower-case hex. */
export const subjectKeyIdentifier: ExtensionType<string> = {
	oid: '2.5.29.14',
	title: 'Subject key identifier',
	decode(reader) {
		const octets = reader.next(tags.octetString).content();
		reader.expectEnd();
		return toHex(octets);
	},
	describe: (identifier) => [identifier],
};

/** RFC 5280 4.2.1.1; identifiers as lower-case hex. */
export interface AuthorityKeyIdentifier {
	readonly keyIdentifier: string | undefined;
	readonly issuer: readonly GeneralName[];
	readonly serialNumber: string | undefined;
}

/** RFC 5280 4.2.1.1. */
export const authorityKeyIdentifier: ExtensionType<AuthorityKeyIdentifier> = {
	oid: '2.5.29.35',
	title: 'Authority key identifier',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const keyIdentifier = sequence.nextIf(contextTag(0, false))
			? toHex(sequence.content())
			: undefined;
		const issuer = sequence.nextIf(contextTag(1, true)) ? readGeneralNames(sequence.inner()) : [];
		const serialNumber = sequence.nextIf(contextTag(2, false))
			? readIntegerHex(sequence)
			: undefined;
		sequence.expectEnd();
		return { keyIdentifier, issuer, serialNumber };
	},
	describe: ({ keyIdentifier, issuer, serialNumber }) => [
		...(keyIdentifier === undefined ? [] : [`Key identifier ${keyIdentifier}`]),
		...issuer.map((name) => `Issuer ${describeGeneralName(name)}`),
		...(serialNumber === undefined ? [] : [`Serial number ${serialNumber}`]),
	],
};
