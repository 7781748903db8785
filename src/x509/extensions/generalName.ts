import { DerError, type DerReader, readObjectIdentifier, tags, toHex } from '../der';
import { readName, type Name } from '../name';
import { isString, readString, readUtf8 } from '../strings';

/** Forms of RFC 5280 4.2.1.6 GeneralName by the names the command line prints. */
export type GeneralNameType =
	| 'dns'
	| 'ip'
	| 'email'
	| 'uri'
	| 'dirName'
	| 'otherName'
	| 'registeredId'
	| 'x400Address'
	| 'ediPartyName';

/** A GeneralName: its form and its value as text. */
export interface GeneralName {
	readonly type: GeneralNameType;
	/** Text of the value: RFC 5952 for IPv6, RFC 4514 for directory names, `OID:text or hex` for other names. */
	readonly value: string;
	/** The encoded content octets, for exact comparisons. */
	readonly content: Uint8Array;
	/** The decoded name of a `dirName`. */
	readonly name?: Name;
}

/** Labels of the forms as OpenSSL prints them, which is what people search for. */
export const generalNameLabels: Readonly<Record<GeneralNameType, string>> = {
	dns: 'DNS',
	ip: 'IP',
	email: 'email',
	uri: 'URI',
	dirName: 'directory name',
	otherName: 'other name',
	registeredId: 'registered ID',
	x400Address: 'X.400 address',
	ediPartyName: 'EDI party name',
};

/** The forms by identifier octet (RFC 5280 4.2.1.6): strings are primitive, what has parts is constructed. */
const forms: Readonly<Record<number, GeneralNameType>> = {
	0xa0: 'otherName',
	0x81: 'email',
	0x82: 'dns',
	0xa3: 'x400Address',
	0xa4: 'dirName',
	0xa5: 'ediPartyName',
	0x86: 'uri',
	0x87: 'ip',
	0x88: 'registeredId',
};

/** Decodes every GeneralName of the content that `reader` walks. */
export function readGeneralNames(reader: DerReader): GeneralName[] {
	const names: GeneralName[] = [];
	while (reader.hasMore) {
		names.push(readGeneralName(reader));
	}
	return names;
}

/** Decodes the GeneralName that `reader` moves to. */
export function readGeneralName(reader: DerReader): GeneralName {
	reader.next();
	const { bytes, contentStart, end } = reader;
	const content = reader.content();
	const type = forms[reader.tag];
	switch (type) {
		case undefined:
			throw new DerError('der-unexpected-tag', reader.start);
		case 'dns':
		case 'email':
		case 'uri':
			return { type, value: readUtf8(bytes, contentStart, end), content };
		case 'ip':
			return { type, value: ipText(content), content };
		case 'dirName': {
			const name = readName(reader.inner().next(tags.sequence));
			return { type, value: name.text, content, name };
		}
		case 'registeredId':
			return { type, value: readObjectIdentifier(reader), content };
		case 'otherName':
			return { type, value: otherNameText(reader.inner()), content };
		default:
			return { type, value: `#${toHex(reader.element())}`, content };
	}
}

/** One name for people, such as `DNS: localhost`. */
export function describeGeneralName({ type, value }: GeneralName): string {
	return `${generalNameLabels[type]}: ${value}`;
}

/** Text of 4 or 16 address octets (RFC 5952), or of 8 or 32 with a mask as in name constraints; hex otherwise. */
export function ipText(octets: Uint8Array): string {
	const half = octets.length / 2;
	switch (octets.length) {
		case 4:
			return `${octets[0]}.${octets[1]}.${octets[2]}.${octets[3]}`;
		case 16:
			return ipv6Text(octets);
		case 8:
		case 32:
			return `${ipText(octets.subarray(0, half))}/${maskText(octets.subarray(half))}`;
		default:
			return `#${toHex(octets)}`;
	}
}

function maskText(mask: Uint8Array): string {
	const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('');
	return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length.toString() : ipText(mask);
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
function ipv6Text(octets: Uint8Array): string {
	const groups: string[] = [];
	for (let index = 0; index < 16; index += 2) {
		groups.push((((octets[index] ?? 0) << 8) | (octets[index + 1] ?? 0)).toString(16));
	}
	let bestStart = -1;
	let bestLength = 1;
	for (let start = 0; start < 8; start++) {
		let length = 0;
		while (start + length < 8 && groups[start + length] === '0') {
			length++;
		}
		if (length > bestLength) {
			bestStart = start;
			bestLength = length;
		}
	}
	if (bestStart < 0) {
		return groups.join(':');
	}
	return `${groups.slice(0, bestStart).join(':')}::${groups.slice(bestStart + bestLength).join(':')}`;
}

function otherNameText(reader: DerReader): string {
	const oid = readObjectIdentifier(reader.next(tags.objectIdentifier));
	const value = reader.next().inner().next();
	return `${oid}:${isString(value.tag) ? readString(value) : toHex(value.element())}`;
}
