import type { SignatureAlgorithm } from './algorithm';
import type { Certificate } from './certificate';
import type { Crl } from './crl';
import { contextTag, DerReader, readIntegerHex, readObjectIdentifier, tags } from './der';
import { colonHex } from './describe';
import { readExtensions, type Extension } from './extensions';
import { oidName } from './oidNames';
import type { PublicKey } from './publicKey';
import type { CertificateRequest } from './request';
import { isString, readString } from './strings';
import { extensionLines } from './text/extensions';
import {
	keyAlgorithmName,
	publicKeyLines,
	signatureAlgorithmLines,
	signatureValueLines,
} from './text/keys';
import { gmtText, hexLines, indent, linesOrNothing } from './text/lines';
import { nameLine, plain } from './text/names';
import { readTime } from './time';

/** A certificate with the content and in the layout of `openssl x509 -text` (3.0). */
export function certificateText(certificate: Certificate): string {
	const { version, extensions, notBefore, notAfter } = certificate;
	const data = [
		`Version: ${versionText(version, 3)}`,
		...serialNumberLines(certificate),
		...signatureAlgorithmLines(certificate.signatureAlgorithm),
		`Issuer: ${nameLine(certificate.issuer)}`,
		'Validity',
		`    Not Before: ${gmtText(notBefore)}`,
		`    Not After : ${gmtText(notAfter)}`,
		`Subject: ${nameLine(certificate.subject)}`,
		...subjectPublicKeyLines(certificate.publicKey),
		...uniqueIdentifierLines(certificate),
		...section('X509v3 extensions:', extensions.flatMap(extensionLines)),
	];
	return lines('Certificate:', data, certificate);
}

/** A request with the content of `openssl req -text`, but for the challenge password, which is told to nobody. */
export function requestText(request: CertificateRequest): string {
	const { version } = request;
	const attributes = attributeLines(request);
	const data = [
		`Version: ${versionText(version, 1)}`,
		`Subject: ${nameLine(request.subject)}`,
		...subjectPublicKeyLines(request.publicKey),
		'Attributes:',
		...indent(4, attributes.length === 0 ? ['(none)'] : attributes),
	];
	return lines('Certificate Request:', data, request);
}

/** A CRL with the content of `openssl crl -text`; of the entries only as many as asked for, and how many follow. */
export function crlText(crl: Crl, mostEntries = Infinity): string {
	const { version, entries, extensions } = crl;
	const head = [
		`Version ${versionText(version, 2)}`,
		...signatureAlgorithmLines(crl.signatureAlgorithm),
		`Issuer: ${nameLine(crl.issuer)}`,
		`Last Update: ${gmtText(crl.thisUpdate)}`,
		`Next Update: ${crl.nextUpdate === undefined ? 'NONE' : gmtText(crl.nextUpdate)}`,
		...section('CRL extensions:', extensions.flatMap(extensionLines)),
	];
	const left = entries.length - Math.min(entries.length, mostEntries);
	const revoked =
		entries.length === 0
			? ['No Revoked Certificates.']
			: [
					'Revoked Certificates:',
					...indent(4, entryLines(crl, mostEntries)),
					...(left === 0 ? [] : [`    (${left} more)`]),
				];
	return [
		'Certificate Revocation List (CRL):',
		...indent(8, head),
		...revoked,
		...indent(4, signatureLines(crl)),
		'',
	].join('\n');
}

/** A public key as `openssl pkey -pubin -text` prints it, with its algorithm. */
export function publicKeyText(key: PublicKey): string {
	return [...subjectPublicKeyLines(key), ''].join('\n');
}

interface Signed {
	readonly signatureAlgorithm: SignatureAlgorithm;
	readonly signature: Uint8Array;
}

function lines(title: string, data: readonly string[], signed: Signed): string {
	return [title, '    Data:', ...indent(8, data), ...indent(4, signatureLines(signed)), ''].join(
		'\n',
	);
}

function signatureLines({ signatureAlgorithm, signature }: Signed): string[] {
	const [title = '', ...parameters] = signatureAlgorithmLines(signatureAlgorithm);
	const value = indent(4, signatureValueLines(signatureAlgorithm, signature));
	return [title, 'Signature Value:', ...parameters, ...value];
}

function versionText(version: number, highest: number): string {
	return version <= highest ? `${version} (0x${version - 1})` : `Unknown (${version - 1})`;
}

/** What fits 63 bits stands on the line in decimal and hex, as OpenSSL does it. */
function serialNumberLines({ serialNumber, isSerialNegative }: Certificate): string[] {
	const isLong =
		serialNumber.length > 16 || (!isSerialNegative && /^[89a-f].{15}$/.test(serialNumber));
	if (isLong) {
		const hex = colonHex(serialNumber).toLowerCase();
		return ['Serial Number:', `    ${isSerialNegative ? '(Negative)' : ''}${hex}`];
	}
	const bits = serialNumber.length * 4;
	const encoded = BigInt(`0x${serialNumber}`);
	const value = isSerialNegative ? BigInt.asIntN(bits, encoded) : encoded;
	const sign = value < 0n ? '-' : '';
	const size = (value < 0n ? -value : value).toString(16);
	return [`Serial Number: ${value} (${sign}0x${size})`];
}

function subjectPublicKeyLines(key: PublicKey): string[] {
	return [
		'Subject Public Key Info:',
		`    Public Key Algorithm: ${keyAlgorithmName(key)}`,
		...indent(8, publicKeyLines(key)),
	];
}

/** RFC 5280 4.1.2.8; nobody should write them, some certificates have them. */
function uniqueIdentifierLines({ der, spans }: Certificate): string[] {
	const { subjectPublicKeyInfo, tbsCertificate } = spans;
	const found = linesOrNothing(() => {
		const reader = new DerReader(der, subjectPublicKeyInfo?.end, tbsCertificate?.end);
		return ['Issuer', 'Subject'].flatMap((title, index) =>
			reader.nextIf(contextTag(index + 1, false))
				? uniqueIdentifier(title, hexLines(reader.content().subarray(1), 18))
				: [],
		);
	});
	return [...(found ?? [])];
}

function uniqueIdentifier(title: string, [first = '', ...rest]: readonly string[]): string[] {
	return [`${title} Unique ID: ${first}`, ...indent(4, rest)];
}

function section(title: string, content: readonly string[]): string[] {
	return content.length === 0 ? [] : [title, ...indent(4, content)];
}

const challengePasswordOid = '1.2.840.113549.1.9.7';
const extensionRequestOids = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'];

function attributeLines(request: CertificateRequest): string[] {
	const found = linesOrNothing(() => {
		const fields = new DerReader(request.signed).next(tags.sequence).inner();
		fields.next(tags.integer).next(tags.sequence).next(tags.sequence);
		const attributes = fields.nextIf(contextTag(0, true)) ? fields.inner() : undefined;
		const texts: string[] = [];
		while (attributes?.hasMore === true) {
			const attribute = attributes.next(tags.sequence).inner();
			const oid = readObjectIdentifier(attribute.next(tags.objectIdentifier));
			texts.push(...attributeText(oid, attribute.next(tags.set).inner(), request.extensions));
		}
		return texts;
	});
	return [...(found ?? [])];
}

function attributeText(oid: string, values: DerReader, extensions: readonly Extension[]): string[] {
	if (extensionRequestOids.includes(oid)) {
		return section('Requested Extensions:', extensions.flatMap(extensionLines));
	}
	const title = (oidName(oid)?.shortName ?? oid).padEnd(25);
	const texts: string[] = [];
	while (values.hasMore) {
		values.next();
		const text = isString(values.tag) ? plain(readString(values)) : 'unable to print attribute';
		texts.push(`${title}:${oid === challengePasswordOid ? '(hidden)' : text}`);
	}
	return texts;
}

/** Entries are read again from the bytes: the decoded ones know only what judging needs. */
function entryLines({ der }: Crl, mostEntries: number): string[] {
	const found: string[] = [];
	const fields = new DerReader(der).next(tags.sequence).inner().next(tags.sequence).inner();
	fields.nextIf(tags.integer);
	fields.next(tags.sequence).next(tags.sequence);
	readTime(fields);
	if (fields.peekTag !== tags.sequence) {
		readTime(fields);
	}
	const list = fields.next(tags.sequence).inner();
	for (let count = 0; list.hasMore && count < mostEntries; count++) {
		const entry = list.next(tags.sequence).inner();
		const serialNumber = readIntegerHex(entry.next(tags.integer)).toUpperCase();
		found.push(`Serial Number: ${serialNumber}`);
		found.push(`    Revocation Date: ${gmtText(readTime(entry).date)}`);
		if (entry.nextIf(tags.sequence)) {
			const { extensions } = readExtensions(entry.inner());
			found.push(
				...indent(4, section('CRL entry extensions:', extensions.flatMap(extensionLines))),
			);
		}
	}
	return found;
}
