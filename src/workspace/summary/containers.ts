import type { LintFile } from '../../lint/rule';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { contentsText, encryptionText, macText } from '../../x509/describeContainers';
import type { OcspResponse } from '../../x509/containers/ocspResponse';
import type { Pkcs12 } from '../../x509/containers/pkcs12';
import { containerOf } from '../../x509/read/contents';
import type { LocatedObject } from '../../x509/read';
import { certificateCard } from './certificate';
import { baseName } from './others';
import type { SummaryContext } from './index';
import { textRow, type Summary, type SummaryRow } from './summary';
import { roleWord, validityShort } from './words';

/** Objects that hold others, by the names people have for them. */
const containerNames = {
	pkcs7: 'PKCS#7',
	pkcs12: 'PKCS#12',
	jks: 'JKS',
	ocspResponse: 'OCSP response',
} as const;

/** An object that holds others. */
export type ContainerObject = Extract<LocatedObject, { kind: keyof typeof containerNames }>;

/** True for objects that hold others. */
export function isContainer(object: LocatedObject): object is ContainerObject {
	return object.kind in containerNames;
}

/** `PKCS#12`; a keystore says which of its two formats it is. */
export function containerName(object: ContainerObject): string {
	return object.kind === 'jks' ? object.keystore.format : containerNames[object.kind];
}

/** What a list says behind the name: `locked`, `server · 364 days`, `2 certificates, 1 CRL`. */
export function containerState(
	context: SummaryContext,
	file: LintFile,
	object: ContainerObject,
): string {
	if (isLocked(object)) {
		return 'locked';
	}
	switch (object.kind) {
		case 'pkcs12':
			return leafText(context, file, object) ?? contentsText(containerOf(object)?.contents ?? []);
		case 'jks':
			return counted(object.keystore.entryCount, 'entry', 'entries');
		case 'ocspResponse':
			return ocspText(object.ocspResponse);
		case 'pkcs7':
			return object.pkcs7.contentType === 'signedData'
				? contentsText(object.pkcs7.contents)
				: object.pkcs7.contentType;
	}
}

/** True while a passphrase could show more. */
export function isLocked(object: LocatedObject): boolean {
	return (
		object.kind === 'pkcs12' &&
		object.pkcs12.isLocked &&
		object.pkcs12.passphrase !== 'fits' &&
		object.pkcs12.safes.some(({ protection, bags }) => protection === 'passphrase' && !bags)
	);
}

function leafText(
	context: SummaryContext,
	file: LintFile,
	{ start }: ContainerObject,
): string | undefined {
	const object = file.content.objects.find(
		(other) => other.within === start && other.kind === 'certificate',
	);
	const keyed = file.content.objects.find(
		(other) => other.within === start && other.kind.endsWith('rivateKey'),
	);
	if (object?.kind !== 'certificate' || keyed === undefined) {
		return undefined;
	}
	const { workspace, now, findingsOf } = context;
	const card = certificateCard(workspace, { file, object }, findingsOf(file.path), now);
	const { certificate, role, isRoot, state } = card;
	return `${roleWord(role, isRoot)} · ${validityShort(certificate, now, state)}`;
}

function ocspText({ status, basic }: OcspResponse): string {
	const statuses = (basic?.answers ?? []).map((answer) => answer.status);
	return statuses.length === 0 ? status : [...new Set(statuses)].join(', ');
}

/** The card of a container: how it is protected and what it holds. */
export function summarizeContainer(
	context: SummaryContext,
	file: LintFile,
	object: ContainerObject,
): Summary {
	const name = containerName(object);
	return {
		name: object.label === undefined ? baseName(file.path) : name,
		title: [
			...(object.label === undefined ? [name] : []),
			containerState(context, file, object),
		].join(' · '),
		rows: rowsOf(object),
	};
}

function rowsOf(object: ContainerObject): SummaryRow[] {
	switch (object.kind) {
		case 'pkcs12':
			return pkcs12Rows(object.pkcs12);
		case 'jks': {
			const aliases = object.keystore.entries.map(({ alias }) => visibleText(alias));
			return [
				textRow('Holds', contentsText(object.keystore.contents)),
				textRow('Aliases', shortList(aliases)),
			];
		}
		case 'pkcs7':
			return [textRow('Holds', contentsText(object.pkcs7.contents)), namesRow(object)];
		case 'ocspResponse': {
			const answers = object.ocspResponse.basic?.answers ?? [];
			return [
				textRow('Status', object.ocspResponse.status),
				...answers
					.slice(0, mostNames)
					.map(({ serialNumber, status }) => textRow(status, `serial number ${serialNumber}`)),
			];
		}
	}
}

/** "Encrypted with AES-256, MAC SHA-256, 2048 iterations; contents need the passphrase." */
function pkcs12Rows(pkcs12: Pkcs12): SummaryRow[] {
	const { mac, safes, isSigned, contents, passphrase, isLocked: isShut } = pkcs12;
	const encryption = safes.find((safe) => safe.encryption !== undefined)?.encryption;
	return [
		textRow('Encrypted', encryption === undefined ? 'no' : encryptionText(encryption)),
		textRow('MAC', mac === undefined ? (isSigned ? 'none, signed' : 'none') : macText(mac)),
		textRow(
			'Holds',
			isShut && passphrase !== 'fits' ? 'contents need the passphrase' : contentsText(contents),
		),
	];
}

/** Names shown before the rest is only counted; a hover has 15 lines. */
const mostNames = 8;

function namesRow(object: ContainerObject): SummaryRow {
	const names = (containerOf(object)?.contents ?? []).flatMap(({ object: inner }) =>
		inner.kind === 'certificate'
			? [visibleText(inner.certificate.subject.commonName ?? inner.certificate.subject.text)]
			: [],
	);
	return textRow('Certificates', shortList(names));
}

function shortList(names: readonly string[]): string {
	const rest = names.length - mostNames;
	const shown = names.slice(0, mostNames).join(', ');
	return names.length === 0 ? 'none' : rest > 0 ? `${shown} and ${rest} more` : shown;
}
