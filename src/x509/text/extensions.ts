import { contextTag, DerReader, readIntegerHex, readObjectIdentifier, tags, toHex } from '../der';
import { colonHex } from '../describe';
import type { Extension } from '../extensions';
import { basicConstraints } from '../extensions/basicConstraints';
import { readGeneralName, readGeneralNames, type GeneralName } from '../extensions/generalName';
import { authorityKeyIdentifier } from '../extensions/keyIdentifiers';
import { netscapeComment, tlsFeature } from '../extensions/others';
import { oidName } from '../oidNames';
import { readUtf8 } from '../strings';
import { readTime } from '../time';
import { gmtText, hexLines, indent, linesOrNothing, numberText } from './lines';
import { addressText, generalNameText, nameLine, plain, slashedName } from './names';
import { distributionPoints, issuingDistributionPoint } from './distributionPoints';
import { bitWords, elements } from './parts';
import { policyLines } from './policies';
import { timestampLines } from './timestamps';

/** One extension: a line with its name, and its value below; octets where there are no words for it. */
export function extensionLines({ oid, critical, value }: Extension): string[] {
	const title = `${oidName(oid)?.longName ?? oid}: ${critical ? 'critical' : ''}`;
	const print = printers[oid];
	const lines = print && linesOrNothing(() => print(new DerReader(value)));
	// Two octets are a NULL or an empty SEQUENCE; of anything longer without words the octets are shown.
	const isTold = lines !== undefined && (lines.join('') !== '' || value.length <= 2);
	return [title.trimEnd(), ...indent(4, isTold ? lines : hexLines(value, 18))];
}

type Printer = (reader: DerReader) => readonly string[];

const keyUsageWords = [
	'Digital Signature',
	'Non Repudiation',
	'Key Encipherment',
	'Data Encipherment',
	'Key Agreement',
	'Certificate Sign',
	'CRL Sign',
	'Encipher Only',
	'Decipher Only',
];

const netscapeTypeWords = [
	'SSL Client',
	'SSL Server',
	'S/MIME',
	'Object Signing',
	'Unused',
	'SSL CA',
	'S/MIME CA',
	'Object Signing CA',
];

/** CRLReason by number (RFC 5280 5.3.1). */
const reasonCodeWords: Readonly<Record<number, string>> = {
	0: 'Unspecified',
	1: 'Key Compromise',
	2: 'CA Compromise',
	3: 'Affiliation Changed',
	4: 'Superseded',
	5: 'Cessation Of Operation',
	6: 'Certificate Hold',
	8: 'Remove From CRL',
	9: 'Privilege Withdrawn',
	10: 'AA Compromise',
};

const printers: Readonly<Record<string, Printer>> = {
	'2.5.29.14': (reader) => [colonHex(toHex(reader.next(tags.octetString).content()))],
	'2.5.29.15': (reader) => [bitWords(reader, keyUsageWords)],
	'2.5.29.16': privateKeyUsagePeriod,
	'2.5.29.17': alternativeNames,
	'2.5.29.18': alternativeNames,
	'2.5.29.19': (reader) => {
		const { isCa, pathLength } = basicConstraints.decode(reader);
		const length = pathLength === undefined ? '' : `, pathlen:${pathLength}`;
		return [`CA:${isCa ? 'TRUE' : 'FALSE'}${length}`];
	},
	'2.5.29.20': number,
	'2.5.29.21': (reader) => {
		const code = reader.next(tags.enumerated).content()[0] ?? 0;
		return [reasonCodeWords[code] ?? code.toString()];
	},
	'2.5.29.23': (reader) => [longName(reader.next(tags.objectIdentifier))],
	'2.5.29.24': (reader) => [gmtText(readTime(reader).date)],
	'2.5.29.27': number,
	'2.5.29.28': issuingDistributionPoint,
	'2.5.29.29': alternativeNames,
	'2.5.29.30': nameConstraints,
	'2.5.29.31': distributionPoints,
	'2.5.29.32': policyLines,
	'2.5.29.33': (reader) => [
		elements(reader)
			.map((pair) => `${longName(pair.next())}:${longName(pair.next())}`)
			.join(', '),
	],
	'2.5.29.35': keyIdentifier,
	'2.5.29.36': policyConstraints,
	'2.5.29.37': (reader) => [objectIdentifiers(reader).join(', ')],
	'2.5.29.46': distributionPoints,
	'2.5.29.54': number,
	'1.3.6.1.5.5.7.1.1': accessDescriptions,
	'1.3.6.1.5.5.7.1.11': accessDescriptions,
	'1.3.6.1.5.5.7.1.24': (reader) => [tlsFeature.decode(reader).map(featureText).join(', ')],
	'1.3.6.1.5.5.7.48.1.5': () => [],
	'1.3.6.1.5.5.7.1.14': proxyInformation,
	'1.3.6.1.4.1.11129.2.4.2': timestampLines,
	// RFC 6962 3.1: that it is there is all it says.
	'1.3.6.1.4.1.11129.2.4.3': poison,
	'2.16.840.1.113730.1.1': (reader) => [bitWords(reader, netscapeTypeWords)],
	...Object.fromEntries(
		[2, 3, 4, 7, 8, 12, 13].map((number): [string, Printer] => [
			`2.16.840.1.113730.1.${number}`,
			(reader) => plain(netscapeComment.decode(reader)).split('\n'),
		]),
	),
};

function number(reader: DerReader): string[] {
	return [numberText(readIntegerHex(reader.next(tags.integer)))];
}

function longName(reader: DerReader): string {
	const oid = readObjectIdentifier(reader);
	return oidName(oid)?.longName ?? oid;
}

function objectIdentifiers(reader: DerReader): string[] {
	const sequence = reader.next(tags.sequence).inner();
	const names: string[] = [];
	while (sequence.hasMore) {
		names.push(longName(sequence.next(tags.objectIdentifier)));
	}
	return names;
}

function alternativeNames(reader: DerReader): string[] {
	const names = readGeneralNames(reader.next(tags.sequence).inner());
	const texts = names.map((name) => generalNameText(name, slashedName));
	return [texts.length === 0 ? '<EMPTY>' : texts.join(', ')];
}

function privateKeyUsagePeriod(reader: DerReader): string[] {
	const fields = reader.next(tags.sequence).inner();
	const parts: string[] = [];
	for (const [number, title] of ['Not Before', 'Not After'].entries()) {
		if (fields.nextIf(contextTag(number, false))) {
			parts.push(`${title}: ${gmtText(implicitTime(fields.content()))}`);
		}
	}
	return [parts.join(', ')];
}

/** The tag hides that it is a GeneralizedTime. */
function implicitTime(content: Uint8Array): Date {
	const der = Uint8Array.of(tags.generalizedTime, content.length, ...content);
	return readTime(new DerReader(der)).date;
}

function keyIdentifier(reader: DerReader): string[] {
	const { keyIdentifier: key, issuer, serialNumber } = authorityKeyIdentifier.decode(reader);
	const isAlone = issuer.length === 0 && serialNumber === undefined;
	return [
		...(key === undefined ? [] : [`${isAlone ? '' : 'keyid:'}${colonHex(key)}`]),
		...issuer.map((name) => generalNameText(name, slashedName)),
		...(serialNumber === undefined ? [] : [`serial:${colonHex(serialNumber)}`]),
	];
}

function accessDescriptions(reader: DerReader): string[] {
	return elements(reader).map((description) => {
		const method = longName(description.next(tags.objectIdentifier));
		return `${method} - ${generalNameText(readGeneralName(description), slashedName)}`;
	});
}

function nameConstraints(reader: DerReader): string[] {
	const fields = reader.next(tags.sequence).inner();
	const lines: string[] = [];
	for (const [number, title] of ['Permitted:', 'Excluded:'].entries()) {
		if (fields.nextIf(contextTag(number, true))) {
			const subtrees = fields.inner();
			lines.push(...(subtrees.hasMore ? [title] : []));
			while (subtrees.hasMore) {
				const base = readGeneralName(subtrees.next(tags.sequence).inner());
				lines.push(...indent(2, [subtreeText(base)]));
			}
		}
	}
	return lines;
}

function subtreeText(base: GeneralName): string {
	const { type, content } = base;
	const half = content.length / 2;
	return type === 'ip' && (half === 4 || half === 16)
		? `IP:${addressText(content.subarray(0, half))}/${addressText(content.subarray(half))}`
		: generalNameText(base, nameLine);
}

function policyConstraints(reader: DerReader): string[] {
	const fields = reader.next(tags.sequence).inner();
	const parts: string[] = [];
	for (const [number, title] of ['Require Explicit Policy', 'Inhibit Policy Mapping'].entries()) {
		if (fields.nextIf(contextTag(number, false))) {
			parts.push(`${title}:${numberText(readIntegerHex(fields))}`);
		}
	}
	return [parts.join(', ')];
}

function poison(reader: DerReader): string[] {
	reader.next(tags.null).expectEnd();
	return ['NULL'];
}

/** ProxyCertInfo (RFC 3820 3.8). */
function proxyInformation(reader: DerReader): string[] {
	const fields = reader.next(tags.sequence).inner();
	const length = fields.nextIf(tags.integer) ? readIntegerHex(fields) : 'infinite';
	const policy = fields.next(tags.sequence).inner();
	const language = longName(policy.next(tags.objectIdentifier));
	const text = policy.nextIf(tags.octetString)
		? readUtf8(policy.bytes, policy.contentStart, policy.end)
		: undefined;
	return [
		`Path Length Constraint: ${length}`,
		`Policy Language: ${language}`,
		...(text === undefined ? [] : [`Policy Text: ${plain(text)}`]),
	];
}

/** RFC 6066 8 and RFC 6961. */
function featureText(feature: number): string {
	return { 5: 'status_request', 17: 'status_request_v2' }[feature] ?? feature.toString();
}
