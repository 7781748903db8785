import { visibleText } from '../../util/visibleText';
import { DerReader, readObjectIdentifier, tags, toHex } from '../der';
import type { GeneralName } from '../extensions/generalName';
import type { Name, NameAttribute } from '../name';
import { oidName } from '../oidNames';
import { isString, readString } from '../strings';

/** A name on one line in encoded order, as OpenSSL prints it: `C = DE, CN = "a, b"`. */
export function nameLine({ rdns }: Name): string {
	return rdns
		.filter((rdn) => rdn.length > 0)
		.map((rdn) => rdn.map(attributeText).join(' + '))
		.join(', ');
}

/** A general name as OpenSSL prints those of extensions: `DNS:localhost`, `IP Address:127.0.0.1`. */
export function generalNameText(general: GeneralName, directory: (name: Name) => string): string {
	const { type, value, content, name } = general;
	switch (type) {
		case 'dns':
			return `DNS:${plain(value)}`;
		case 'email':
			return `email:${plain(value)}`;
		case 'uri':
			return `URI:${plain(value)}`;
		case 'ip':
			return `IP Address:${addressText(content)}`;
		case 'dirName':
			return `DirName:${name === undefined ? '' : directory(name)}`;
		case 'registeredId':
			return `Registered ID:${oidName(value)?.longName ?? value}`;
		case 'otherName':
			return otherNameText(content);
		case 'x400Address':
			return 'X400Name:<unsupported>';
		default:
			return 'EdiPartyName:<unsupported>';
	}
}

/** The old form with slashes that OpenSSL uses for names inside alternative names. */
export function slashedName({ rdns }: Name): string {
	return rdns
		.flat()
		.map((attribute) => `/${shortName(attribute)}=${plain(attribute.value)}`)
		.join('');
}

/** Groups without zeros in front, never shortened: `0:0:0:0:0:0:0:1`. */
export function addressText(octets: Uint8Array): string {
	if (octets.length === 4) {
		return octets.join('.');
	}
	if (octets.length !== 16) {
		return '<invalid>';
	}
	const view = new DataView(octets.buffer, octets.byteOffset, 16);
	return Array.from({ length: 8 }, (_, index) =>
		view
			.getUint16(2 * index)
			.toString(16)
			.toUpperCase(),
	).join(':');
}

/** Text of any length in which nothing is hidden. */
export function plain(text: string): string {
	return visibleText(text, Infinity);
}

function attributeText(attribute: NameAttribute): string {
	const { tag, value, encoded } = attribute;
	return `${shortName(attribute)} = ${isString(tag) ? quoted(value) : `#${encoded.toUpperCase()}`}`;
}

function shortName({ oid }: NameAttribute): string {
	return oidName(oid)?.shortName ?? oid;
}

function quoted(value: string): string {
	const escaped = plain(value.replace(/["\\]/g, '\\$&'));
	return /[,+<>;]|^[ #]| $/.test(value) ? `"${escaped}"` : escaped;
}

/** Forms that OpenSSL prints by a name of their own. */
const otherNameTitles: Readonly<Record<string, string>> = {
	'1.3.6.1.4.1.311.20.2.3': 'UPN:',
	'1.3.6.1.5.5.7.8.9': 'SmtpUTF8Mailbox:',
	'1.3.6.1.5.5.7.8.5': 'XmppAddr:',
	'1.3.6.1.5.5.7.8.7': 'SRVName:',
	'1.3.6.1.5.5.7.8.8': 'NAIRealm:',
};

function otherNameText(content: Uint8Array): string {
	const reader = new DerReader(content);
	const oid = readObjectIdentifier(reader.next(tags.objectIdentifier));
	const value = reader.next().inner().next();
	const title = otherNameTitles[oid] ?? `${oidName(oid)?.longName ?? oid}:`;
	const text = isString(value.tag) ? plain(readString(value)) : toHex(value.element());
	return `othername: ${title}:${text}`;
}
