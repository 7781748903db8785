import { visibleText } from '../util/visibleText';
import type { SignatureAlgorithm } from './algorithm';
import type { Certificate } from './certificate';
import type { Crl } from './crl';
import { sha1, sha256 } from './crypto';
import { toHex, type Span } from './der';
import { describeExtension, type Extension } from './extensions';
import type { Name } from './name';
import type { PrivateKey } from './privateKey';
import { describeKey, type PublicKey } from './publicKey';
import type { CertificateRequest } from './request';
import { timeText } from './time';

export { timeText } from './time';

/** One labelled value for people; hover, tree, details and command line print the same ones. */
export interface Field {
	readonly label: string;
	/** Text of the value; lists have one entry a line. */
	readonly value: string;
	/** Where the value stands in the object's DER; undefined where it is computed. */
	readonly span: Span | undefined;
}

/** Fields that belong together, under a heading. */
export interface FieldGroup {
	readonly title: string;
	readonly fields: readonly Field[];
}

/** All of a certificate in words, in the order in which people ask. */
export function describeCertificate(certificate: Certificate): FieldGroup[] {
	const { spans } = certificate;
	return [
		group('Names', [
			field('Subject', nameText(certificate.subject), spans.subject),
			field('Issuer', nameText(certificate.issuer), spans.issuer),
			field('Serial number', serialText(certificate), spans.serialNumber),
			field('Version', certificate.version.toString(), spans.version),
		]),
		group('Validity', [
			field('Not before', timeText(certificate.notBefore), spans.notBefore),
			field('Not after', timeText(certificate.notAfter), spans.notAfter),
		]),
		group('Key and signature', [
			...keyFields(certificate.publicKey, spans.subjectPublicKeyInfo),
			field(
				'Signature algorithm',
				algorithmText(certificate.signatureAlgorithm),
				spans.signatureAlgorithm,
			),
			field('Signature', toHex(certificate.signature), spans.signatureValue),
		]),
		group('Extensions', certificate.extensions.map(extensionField)),
		group('Fingerprints', [
			field('SHA-256', certificate.fingerprintSha256, undefined),
			field('SHA-1', sha1(certificate.der), undefined),
			field('Public key pin', keyPin(certificate.publicKey), undefined),
		]),
	];
}

/** All of a request in words. */
export function describeRequest(request: CertificateRequest): FieldGroup[] {
	return [
		group('Names', [field('Subject', nameText(request.subject), undefined)]),
		group('Key and signature', [
			...keyFields(request.publicKey, undefined),
			field('Signature algorithm', algorithmText(request.signatureAlgorithm), undefined),
		]),
		group('Requested extensions', request.extensions.map(extensionField)),
		group('Fingerprints', [field('SHA-256', request.fingerprintSha256, undefined)]),
	];
}

/** All of a CRL in words but its entries beyond the first 500, which pages show. */
export function describeCrl(crl: Crl): FieldGroup[] {
	const shown = crl.entries.slice(0, 500);
	return [
		group('CRL', [
			field('Issuer', nameText(crl.issuer), undefined),
			field('This update', timeText(crl.thisUpdate), undefined),
			field('Next update', crl.nextUpdate ? timeText(crl.nextUpdate) : 'not given', undefined),
			field('CRL number', crl.crlNumber ?? 'not given', undefined),
			field('Signature algorithm', algorithmText(crl.signatureAlgorithm), undefined),
		]),
		group(
			crl.entries.length > shown.length
				? `Entries (first ${shown.length} of ${crl.entries.length})`
				: 'Entries',
			shown.map(({ serialNumber, revocationDate, reason }) =>
				field(
					serialNumber,
					`revoked ${timeText(revocationDate)}${reason === undefined ? '' : `, ${reason}`}`,
					undefined,
				),
			),
		),
	];
}

/** What may be told about a private key: its format and its public half, never more. */
export function describePrivateKey(privateKey: PrivateKey): FieldGroup[] {
	return [
		group('Private key', [
			field('Format', formatNames[privateKey.format], undefined),
			...(privateKey.encryption === undefined
				? []
				: [field('Encryption', privateKey.encryption, undefined)]),
			...(privateKey.publicKey === undefined ? [] : keyFields(privateKey.publicKey, undefined)),
			...(privateKey.publicKey === undefined
				? []
				: [field('Public key pin', keyPin(privateKey.publicKey), undefined)]),
		]),
	];
}

/** Pairs of hex digits with colons, as most tools print fingerprints. */
export function colonHex(hex: string): string {
	return (hex.toUpperCase().match(/../g) ?? []).join(':');
}

/** Base64 of the SHA-256 of the SubjectPublicKeyInfo, as in RFC 7469 2.4. */
export function keyPin(publicKey: PublicKey): string {
	return Buffer.from(sha256(publicKey.spki), 'hex').toString('base64');
}

const formatNames = {
	pkcs8: 'PKCS #8',
	pkcs1: 'PKCS #1 (RSA)',
	sec1: 'SEC 1 (EC)',
	dsa: 'DSA',
	openssh: 'OpenSSH',
} as const;

function keyFields(key: PublicKey, span: Span | undefined): Field[] {
	return [
		field('Public key', describeKey(key), span),
		...(key.exponent === null ? [] : [field('Exponent', key.exponent, span)]),
	];
}

function extensionField(extension: Extension): Field {
	const { title, lines } = describeExtension(extension);
	const label = extension.critical ? `${title} (critical)` : title;
	// A line end inside a name would pass for the next name.
	const visible = lines.map((line) => visibleText(line, Infinity));
	return field(label, visible.join('\n'), extension.span);
}

function algorithmText({ name, hash, pss }: SignatureAlgorithm): string {
	return pss === undefined ? name : `${name}, ${hash ?? ''}, salt of ${pss.saltLength} bytes`;
}

/** RFC 5280 4.1.2.2 forbids negative numbers; the hex alone does not show the sign. */
function serialText({ serialNumber, isSerialNegative }: Certificate): string {
	return isSerialNegative ? `${serialNumber} (negative)` : serialNumber;
}

function nameText(name: Name): string {
	return name.text === '' ? '(empty)' : visibleText(name.text, Infinity);
}

function group(title: string, fields: readonly Field[]): FieldGroup {
	return { title, fields };
}

function field(label: string, value: string, span: Span | undefined): Field {
	return { label, value, span };
}
