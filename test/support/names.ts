import { objectIdentifier, sequence, set, string, type stringTags } from './der';

/** Attribute, value and, where it matters, the string type. */
export type AttributeInput =
	| readonly [keyof typeof attributes, string]
	| readonly [keyof typeof attributes, string, keyof typeof stringTags];

/**
 * A distinguished name: a string is one common name, a list has one attribute for each RDN in
 * encoded order, bytes are the whole Name as it shall stand. `[]` is the empty name.
 */
export type NameInput = string | readonly AttributeInput[] | Uint8Array;

/** DER of a Name. */
export function encodeName(input: NameInput): Buffer {
	if (input instanceof Uint8Array) {
		return Buffer.from(input);
	}
	const list: readonly AttributeInput[] = typeof input === 'string' ? [['CN', input]] : input;
	return sequence(
		...list.map(([attribute, value, type]) =>
			set(
				sequence(
					objectIdentifier(attributes[attribute]),
					string(value, type ?? defaultTypes[attribute] ?? 'utf8'),
				),
			),
		),
	);
}

const attributes = {
	CN: '2.5.4.3',
	serialNumber: '2.5.4.5',
	C: '2.5.4.6',
	L: '2.5.4.7',
	ST: '2.5.4.8',
	O: '2.5.4.10',
	OU: '2.5.4.11',
	DC: '0.9.2342.19200300.100.1.25',
	emailAddress: '1.2.840.113549.1.9.1',
} as const;

/** RFC 5280 appendix A fixes the string type of these. */
const defaultTypes: Partial<Record<keyof typeof attributes, keyof typeof stringTags>> = {
	C: 'printable',
	serialNumber: 'printable',
	DC: 'ia5',
	emailAddress: 'ia5',
};
