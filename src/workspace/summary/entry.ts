import type { CertificateInFile, LintFile } from '../../lint/rule';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import type { EmbeddedEntry, LocatedObject } from '../../x509/read';
import { certificateCard, issuerLabel, type CertificateCard } from './certificate';
import type { SummaryContext } from './index';
import { placeOf, textRow, type Summary, type SummaryPart, type SummaryRow } from './summary';
import { roleWord, validityShort } from './words';

/** The objects of one entry of a document, in its order. */
export function objectsOfEntry(
	{ content }: LintFile,
	{ valueRange }: EmbeddedEntry,
): readonly LocatedObject[] {
	return content.objects.filter(
		({ entry, within }) => within === undefined && entry?.valueRange.start === valueRange.start,
	);
}

/** True for a value whose objects cannot be told apart by eye: several in one piece of base64 or one string. */
export function isOneLump(objects: readonly LocatedObject[]): boolean {
	const [first, second] = objects;
	return second !== undefined && first?.line === second.line;
}

/** More certificates than this are counted; a hover has 15 lines. */
const shownCertificates = 8;

/** The hover's table for an entry that holds several certificates. */
export function summarizeEntry(
	context: SummaryContext,
	file: LintFile,
	entry: EmbeddedEntry,
	objects: readonly LocatedObject[],
): Summary {
	const cards = objects.flatMap((object) =>
		object.kind === 'certificate' ? [cardOf(context, { file, object })] : [],
	);
	const count =
		cards.length === objects.length
			? counted(cards.length, 'certificate')
			: counted(objects.length, 'object');
	const where = entry.container === undefined ? '' : `in ${visibleText(entry.container)} · `;
	const rest = cards.length - shownCertificates;
	return {
		name: visibleText(entry.container === undefined ? entry.title : entry.name),
		title: `${where}${count}`,
		rows: [
			...cards
				.slice(0, shownCertificates)
				.map((card, index) => certificateRow(context, cards, card, index)),
			...(rest > 0 ? [textRow('', `and ${rest} more`)] : []),
			...keyRows(file, entry, cards),
		],
	};
}

/** `Secret orders-tls, key tls.crt, line 7; tls.key beside it matches.` */
export function entryNote({ place, key }: CertificateCard): string | undefined {
	const { entry } = place.object;
	if (entry === undefined) {
		return undefined;
	}
	const where = entry.container === undefined ? 'Entry' : `${visibleText(entry.container)}, key`;
	const beside =
		key !== undefined && isBeside(place, key.file, key.object)
			? `; ${visibleText(key.object.entry?.name ?? 'its key')} beside it matches`
			: '';
	const name = visibleText(entry.container === undefined ? entry.title : entry.name);
	return `${where} ${name}, line ${entry.keyLine}${beside}.`;
}

function cardOf({ workspace, findingsOf, now }: SummaryContext, place: CertificateInFile) {
	return certificateCard(workspace, place, findingsOf(place.file.path), now);
}

function certificateRow(
	{ now }: SummaryContext,
	cards: readonly CertificateCard[],
	card: CertificateCard,
	index: number,
): SummaryRow {
	const { certificate, role, isRoot, state, label } = card;
	const valid = validityShort(certificate, now, state);
	const parts: SummaryPart[] = [
		{
			text: `${label}, ${roleWord(role, isRoot)}, ${state === 'valid' ? `${valid} left` : valid}`,
		},
		...(isRoot ? [] : issuerParts(cards, card)),
	];
	return { label: String(index + 1), parts };
}

function issuerParts(
	cards: readonly CertificateCard[],
	{ certificate, issuer, isPublic }: CertificateCard,
): SummaryPart[] {
	if (issuer?.signature !== 'verified') {
		const where = isPublic ? 'a public CA' : 'not in this workspace';
		return [{ text: `, issuer ${issuerLabel(certificate)} ${where}` }];
	}
	const { fingerprintSha256 } = issuer.object.certificate;
	const number = cards.findIndex(
		(each) => each.certificate.fingerprintSha256 === fingerprintSha256,
	);
	return number >= 0
		? [{ text: `, issued by ${number + 1}` }]
		: [
				{ text: `, issued by ${issuerLabel(certificate)} in ` },
				{ text: issuer.file.path, place: placeOf(issuer.file, issuer.object) },
			];
}

function keyRows(
	file: LintFile,
	{ container }: EmbeddedEntry,
	cards: readonly CertificateCard[],
): SummaryRow[] {
	const number = cards.findIndex(({ key }) => key !== undefined);
	const card = cards[number];
	if (card?.key === undefined) {
		return [];
	}
	const { key, place } = card;
	if (!isBeside(place, key.file, key.object)) {
		const link = { text: key.file.path, place: placeOf(key.file, key.object) };
		return [
			{
				label: 'Key',
				parts: [{ text: 'private key in ' }, link, { text: ` matches ${number + 1}` }],
			},
		];
	}
	const name = visibleText(key.object.entry?.name ?? 'private key');
	const [kind] = (container ?? '').split(' ');
	const where = container === undefined ? '' : ` in this ${visibleText(kind ?? '')}`;
	return [
		{
			label: 'Key',
			parts: [
				{ text: name, place: placeOf(file, key.object) },
				{ text: `${where} matches ${number + 1}` },
			],
		},
	];
}

/** True for a key of the same Secret or user; the document may have been read anew in the meantime. */
function isBeside(place: CertificateInFile, file: LintFile, { entry }: LocatedObject): boolean {
	return file.path === place.file.path && entry?.group === place.object.entry?.group;
}
