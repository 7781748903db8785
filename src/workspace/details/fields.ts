import type { LintFile } from '../../lint/rule';
import { counted, spanInWords } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import type { Certificate } from '../../x509/certificate';
import type { Crl } from '../../x509/crl';
import { timeText, type Field } from '../../x509/describe';
import type { LocatedObject } from '../../x509/read';
import type { SummaryContext } from '../summary';
import { certificateCard, issuerLabel, type CertificateCard } from '../summary/certificate';
import { describeObject } from '../../x509/describeObject';
import { ownersOf } from '../summary/others';
import { placeOf, type SummaryPart } from '../summary/summary';
import { spanOfField } from './encoding';
import type { DetailEntries, DetailField, DetailGroup, Encoding } from './model';

/** All fields of an object in their groups, with what the workspace knows beside them. */
export function groupsOf(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
	encoding: Encoding | undefined,
): DetailGroup[] {
	const groups = describeObject(object)
		.filter(({ title }) => object.kind !== 'crl' || !title.startsWith('Entries'))
		.map(({ title, fields }): DetailGroup => ({
			title,
			fields: fields.map((field) => plainField(field, encoding)),
		}))
		.filter(({ fields }) => fields.length > 0);
	switch (object.kind) {
		case 'certificate': {
			const findings = context.findingsOf(file.path);
			const card = certificateCard(context.workspace, { file, object }, findings, context.now);
			return groups.map((group) => withKnowledge(group, card, context.now));
		}
		case 'privateKey':
			return [...groups, ...ownerGroup(ownersOf(context.workspace, { file, object }))];
		case 'encryptedPrivateKey':
			return [...groups, ...ownerGroup(ownersOf(context.workspace, { file, object }))];
		default:
			return groups;
	}
}

/** The entries of a CRL in the order of the file. */
export function entriesOf({ entries }: Crl): DetailEntries {
	return {
		count: entries.length,
		read: (from, to) =>
			entries.slice(from, to).map(({ serialNumber, revocationDate, reason }) => ({
				serialNumber,
				date: utcText(timeText(revocationDate)),
				reason: reason ?? '',
			})),
	};
}

/** Values that are compared letter by letter. */
const codeLabels =
	/^(?:Serial number|Signature|SHA-\d+|Public key pin|.* key identifier|CRL number)$/;

/** A signature of RSA 4096 has 1024 digits, which nobody reads; *Copy* gives them all. */
const shownCharacters = 400;

function plainField({ label, value, span }: Field, encoding: Encoding | undefined): DetailField {
	const isCritical = label.endsWith(' (critical)');
	const title = isCritical ? label.slice(0, -' (critical)'.length) : label;
	const isKeyIdentifier = title.endsWith('key identifier');
	const plain = utcText(isKeyIdentifier ? value.replace(/^Key identifier /, '') : value);
	const text =
		title.endsWith('key usage') || title === 'Key usage' ? plain.replaceAll('\n', ', ') : plain;
	const limit = title === 'Signature' ? 56 : shownCharacters;
	return {
		label: title,
		parts: [{ text: text.length > limit ? `${text.slice(0, limit)}…` : text }],
		copy: text,
		// What is not known is told in hex.
		isCode: codeLabels.test(title) || /^[\da-f]{16,}$/.test(value),
		isCritical,
		isFault: false,
		span: span ?? spanOfField(encoding, title),
		bar: undefined,
	};
}

/** Fields of the page read `2026-11-20 22:58:14 UTC`. */
function utcText(value: string): string {
	return value.replace(/^(\d{4,6}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/, '$1 $2 UTC');
}

function withKnowledge(group: DetailGroup, card: CertificateCard, now: Date): DetailGroup {
	const { title, fields } = group;
	switch (title) {
		case 'Names':
			return { title, fields: fields.flatMap((field) => namesField(field, card)) };
		case 'Validity':
			return { title, fields: fields.map((field) => validityField(field, card.certificate, now)) };
		case 'Key and signature':
			return { title, fields: fields.flatMap((field) => keyField(field, card)) };
		default:
			return group;
	}
}

/** The names stand behind the subject, since they are what is looked at. */
function namesField(
	field: DetailField,
	{ certificate, role, findings }: CertificateCard,
): DetailField[] {
	if (field.label !== 'Subject' || (role === 'ca' && certificate.subjectAltName === undefined)) {
		return [field];
	}
	const names = certificate.subjectAltName?.map(({ value }) => visibleText(value));
	const extension = certificate.extensions.find(({ name }) => name === 'subjectAltName');
	const text = names?.join(', ') ?? 'None';
	const isFault = findings.some(({ rule }) => rule.id === 'missing-subject-alternative-name');
	return [field, { ...textField('Alternative names', text), isFault, span: extension?.span }];
}

function validityField(field: DetailField, certificate: Certificate, now: Date): DetailField {
	const { notBefore, notAfter } = certificate;
	if (field.label !== 'Not after') {
		return field;
	}
	const left = notAfter.getTime() - now.getTime();
	const words = left < 0 ? `${spanInWords(left)} ago` : `in ${spanInWords(left)}`;
	const whole = notAfter.getTime() - notBefore.getTime();
	const gone = now.getTime() - notBefore.getTime();
	const days = (milliseconds: number): number => Math.floor(milliseconds / 86_400_000);
	const passed = whole <= 0 ? 1 : Math.min(1, Math.max(0, gone / whole));
	const label = `${days(passed * whole)} of ${counted(days(whole), 'day')} have passed`;
	return {
		...field,
		parts: [...field.parts, { text: `, ${words}` }],
		bar: whole < 0 ? undefined : { passed, label },
	};
}

function keyField(field: DetailField, card: CertificateCard): DetailField[] {
	if (field.label === 'Public key') {
		return [field, privateKeyField(card)];
	}
	if (field.label === 'Signature algorithm' && card.issuer?.signature === 'verified') {
		const by = card.isRoot ? 'its own key' : `the key of ${issuerLabel(card.certificate)}`;
		return [{ ...field, parts: [...field.parts, { text: `, made by ${by}` }] }];
	}
	return [field];
}

function privateKeyField({ key }: CertificateCard): DetailField {
	if (key === undefined) {
		return textField('Private key', 'Not in this workspace');
	}
	const isLocked = key.object.privateKey.publicKey === undefined;
	const parts: SummaryPart[] = [
		{ text: key.file.path, place: placeOf(key.file, key.object) },
		{ text: isLocked ? ', encrypted; matches by its name only' : ', matches' },
	];
	return { ...textField('Private key', key.file.path), parts };
}

function ownerGroup(owners: ReturnType<typeof ownersOf>): DetailGroup[] {
	if (owners.length === 0) {
		return [];
	}
	const fields = owners.map((owner) => ({
		...textField('Certificate', owner.file.path),
		parts: [{ text: owner.file.path, place: placeOf(owner.file, owner.object) }],
	}));
	return [{ title: 'Belongs to', fields }];
}

function textField(label: string, text: string): DetailField {
	return {
		label,
		parts: [{ text }],
		copy: text,
		isCode: false,
		isCritical: false,
		isFault: false,
		span: undefined,
		bar: undefined,
	};
}
