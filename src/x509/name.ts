import { ByteCache, copyRange, equalsRange } from './byteCache';
import { DerError, DerReader, readObjectIdentifier, tags, toHex } from './der';
import { isString, readString } from './strings';

/** One attribute of a relative distinguished name. */
export interface NameAttribute {
	readonly oid: string;
	/** `CN`, `O`, ...; the OID where RFC 4514 and its registry know no short name. */
	readonly shortName: string;
	readonly value: string;
	/** The universal tag number of the string type: 12 UTF8String, 19 PrintableString, ... */
	readonly tag: number;
	/** The whole value in DER, as hex. */
	readonly encoded: string;
}

/** A distinguished name (RFC 5280 4.1.2.4). */
export interface Name {
	/** Relative distinguished names in encoded order; an empty one, which X.501 forbids, is kept as it is. */
	readonly rdns: readonly (readonly NameAttribute[])[];
	/** RFC 4514 text: last RDN first, `''` when empty. */
	readonly text: string;
	/** The first common name in encoded order; undefined if there is none. */
	readonly commonName: string | undefined;
	readonly der: Uint8Array;
	/** Key for comparing names by RFC 5280 7.1: case-folded, inner spaces collapsed, string type ignored. */
	readonly comparisonKey: string;
}

/** Short names of RFC 4514 3 and of the LDAP descriptor registry (RFC 4520) that stand in certificates. */
const attributeNames: Readonly<Record<string, string>> = {
	'2.5.4.3': 'CN',
	'2.5.4.4': 'sn',
	'2.5.4.5': 'serialNumber',
	'2.5.4.6': 'C',
	'2.5.4.7': 'L',
	'2.5.4.8': 'ST',
	'2.5.4.9': 'STREET',
	'2.5.4.10': 'O',
	'2.5.4.11': 'OU',
	'2.5.4.12': 'title',
	'2.5.4.13': 'description',
	'2.5.4.15': 'businessCategory',
	'2.5.4.17': 'postalCode',
	'2.5.4.41': 'name',
	'2.5.4.42': 'givenName',
	'2.5.4.43': 'initials',
	'2.5.4.44': 'generationQualifier',
	'2.5.4.45': 'x500UniqueIdentifier',
	'2.5.4.46': 'dnQualifier',
	'2.5.4.65': 'pseudonym',
	'2.5.4.97': 'organizationIdentifier',
	'0.9.2342.19200300.100.1.1': 'UID',
	'0.9.2342.19200300.100.1.25': 'DC',
	'1.2.840.113549.1.9.1': 'emailAddress',
};

// Many certificates share an issuer; a name is decoded once. Bounded, and content addressed.
const names = new ByteCache<Name>(2048);

/** Decodes the Name that `reader` stands on; `issuer`, where it is given, is often the same one. */
export function readName(reader: DerReader, issuer?: Name): Name {
	if (issuer !== undefined && equalsRange(issuer.der, reader.bytes, reader.start, reader.end)) {
		return issuer;
	}
	return names.read(reader, decodeName);
}

function decodeName({ bytes, start, end }: DerReader): Name {
	return parseName(copyRange(bytes, start, end), start);
}

/** Decodes a Name from its own DER; errors carry offsets moved by `base`. */
export function parseName(der: Uint8Array, base = 0): Name {
	try {
		const outer = new DerReader(der).next(tags.sequence);
		outer.expectEnd();
		const sequence = outer.inner();
		const rdns: (readonly NameAttribute[])[] = [];
		let text = '';
		let commonName: string | undefined;
		let comparisonKey: string | undefined;
		while (sequence.hasMore) {
			const rdn = knownRdns.read(sequence.next(tags.set), readRdn);
			rdns.push(rdn.attributes);
			commonName ??= rdn.commonName;
			text = text === '' || rdn.text === '' ? rdn.text + text : `${rdn.text},${text}`;
			comparisonKey = comparisonKey === undefined ? rdn.key : `${comparisonKey}\n${rdn.key}`;
		}
		return { rdns, text, commonName, der, comparisonKey: comparisonKey ?? '' };
	} catch (error) {
		throw error instanceof DerError ? new DerError(error.code, error.offset + base) : error;
	}
}

/** A relative distinguished name and what it adds to those of the whole name. */
interface Rdn {
	readonly attributes: readonly NameAttribute[];
	readonly text: string;
	readonly commonName: string | undefined;
	readonly key: string;
}

// The subjects of one organization differ in their last part only.
const knownRdns = new ByteCache<Rdn>(2048);

function readRdn(element: DerReader): Rdn {
	const set = element.inner();
	const attributes: NameAttribute[] = [];
	while (set.hasMore) {
		const pair = set.next(tags.sequence).inner();
		const oid = readObjectIdentifier(pair.next(tags.objectIdentifier));
		pair.next();
		const shortName = attributeNames[oid] ?? oid;
		attributes.push({
			oid,
			shortName,
			value: readString(pair),
			tag: pair.tag,
			encoded: toHex(pair.element()),
		});
		pair.expectEnd();
	}
	return {
		attributes,
		text: attributes.map(attributeText).join('+'),
		commonName: attributes.find(({ oid }) => oid === '2.5.4.3')?.value,
		key: attributes.map(attributeKey).toSorted().join('+'),
	};
}

/** An attribute without a short name, or one that is no string, is given in hex (RFC 4514 2.4). */
function attributeText({ shortName, oid, value, tag, encoded }: NameAttribute): string {
	return `${shortName}=${shortName === oid || !isString(tag) ? `#${encoded}` : escapeValue(value)}`;
}

/** RFC 4514 2.4: special characters, leading # or space, trailing space, and NUL. */
function escapeValue(value: string): string {
	if (!/[\\",+;<>\0]|^[# ]| $/.test(value)) {
		return value;
	}
	const isTrailingSpace = value.length > 1 && value.endsWith(' ');
	return (isTrailingSpace ? value.slice(0, -1) : value)
		.replace(/[\\",+;<>]/g, '\\$&')
		.replace(/^[# ]/, '\\$&')
		.replaceAll('\0', '\\00')
		.concat(isTrailingSpace ? '\\ ' : '');
}

function attributeKey({ oid, value, tag }: NameAttribute): string {
	return `${oid}=${isString(tag) ? foldValue(value) : value}`;
}

/** What joins attributes, and the # of a value in hex, are escaped: two names never get one key by their text. */
function foldValue(value: string): string {
	const folded = value.toLowerCase();
	// The usual value is words with one space between them and nothing to escape.
	return /^(?:[^\s\\+#]+ )*[^\s\\+#]+$/.test(folded)
		? folded
		: folded
				.trim()
				.replace(/\s+/g, ' ')
				.replace(/[\\+#]/g, '\\$&');
}
