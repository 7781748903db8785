import * as vscode from 'vscode';
import { renderCard, type MarkdownPart } from '../../editor/markdown';
import { firstLineOf, rangeOf } from '../../editor/ranges';
import type { Finding, LintFile } from '../../lint/rule';
import { refusedByText } from '../../lint/refusedBy';
import type { Services } from '../../services';
import { summarize } from '../../workspace/summary';
import { isOneLump, objectsOfEntry, summarizeEntry } from '../../workspace/summary/entry';
import { placeOf, textRow, type Summary, type SummaryPart } from '../../workspace/summary/summary';
import { visibleText } from '../../util/visibleText';
import type { LocatedObject } from '../../x509/read';
import { objectAt, summaryContext } from './context';

/** A hover has room for this many; the Problems panel has them all: a card is at most 15 lines. */
const shownFindings = 3;

/** Shows the card of the block under the pointer. */
export function registerHover(services: Services): vscode.Disposable {
	return vscode.languages.registerHoverProvider(services.documents, {
		async provideHover(document, position) {
			if (!services.settings.for(document.uri).editor.hover) {
				return undefined;
			}
			const file = await services.readDocument(document);
			const offset = document.offsetAt(position);
			const object = objectAt(file, offset);
			if (object === undefined) {
				return undefined;
			}
			// VS Code puts the problems of the first line above the hover itself.
			const isShownAbove =
				services.settings.for(document.uri).lint.scope !== 'off' &&
				drawnRange(document, object).contains(position);
			const card = cardOf(services, file, object, isShownAbove);
			return card && new vscode.Hover(card, hoveredRange(document, object, offset));
		},
	});
}

/** Where the problems of an object are drawn. */
function drawnRange(document: vscode.TextDocument, object: LocatedObject): vscode.Range {
	return object.entry === undefined
		? firstLineOf(document, object)
		: rangeOf(document, object.entry.keyRange);
}

/** The block, the whole value, or the key, whichever the pointer is on. */
function hoveredRange(
	document: vscode.TextDocument,
	object: LocatedObject,
	offset: number,
): vscode.Range {
	const { entry } = object;
	if (entry === undefined || (object.start <= offset && offset <= object.end)) {
		return rangeOf(document, object);
	}
	const { keyRange, valueRange } = entry;
	return rangeOf(
		document,
		offset <= keyRange.end && offset >= keyRange.start ? keyRange : valueRange,
	);
}

function cardOf(
	services: Services,
	file: LintFile,
	object: LocatedObject,
	isShownAbove: boolean,
): vscode.MarkdownString | undefined {
	const { entry } = object;
	const together = entry === undefined ? [] : objectsOfEntry(file, entry);
	const summary =
		entry !== undefined && isOneLump(together)
			? summarizeEntry(summaryContext(services), file, entry, together)
			: withEntry(summarize(summaryContext(services), file, object), object);
	if (summary === undefined) {
		return undefined;
	}
	const findings = isShownAbove
		? []
		: services.findings
				.of(file.path)
				.filter(({ object: found }) =>
					isOneLump(together)
						? found.entry?.valueRange.start === entry?.valueRange.start
						: found.start === object.start,
				);
	return renderCard({
		name: summary.name,
		title: summary.title,
		rows: summary.rows.map(({ label, parts, isCode }) => ({
			label,
			parts: parts.map(linked),
			isCode,
		})),
		notes: findings.slice(0, shownFindings).map(noteOf),
		links: linksOf(file, object),
	});
}

/** A certificate in a document is known to people by its entry. */
function withEntry(summary: Summary | undefined, { entry }: LocatedObject): Summary | undefined {
	return summary === undefined || entry === undefined
		? summary
		: { ...summary, rows: [textRow('Entry', visibleText(entry.title)), ...summary.rows] };
}

function linked({ text, place }: SummaryPart): MarkdownPart {
	return place === undefined
		? { text }
		: { text, command: { title: text, command: 'mtls.openFile', arguments: [place] } };
}

function noteOf({ message, refusedBy }: Finding): string {
	return [message, refusedByText(refusedBy)].filter(Boolean).join(' ');
}

function linksOf(file: LintFile, object: LocatedObject): vscode.Command[] {
	const target = placeOf(file, object);
	const links = [{ title: 'Details', command: 'mtls.showDetails', arguments: [{ place: target }] }];
	if (object.entry !== undefined && isPublic(object)) {
		links.unshift({
			title: 'Open Decoded',
			command: 'mtls.openDecoded',
			arguments: [{ place: target }],
		});
	}
	if (object.kind === 'certificate' && object.certificate.basicConstraints?.isCa === true) {
		links.push(
			{
				title: 'Create Server Certificate...',
				command: 'mtls.createServerCertificate',
				arguments: [{ place: target }],
			},
			{
				title: 'Create Client Certificate...',
				command: 'mtls.createClientCertificate',
				arguments: [{ place: target }],
			},
		);
	}
	return links;
}

/** True for what may be shown to anybody: there is no decoded form of a private key here. */
function isPublic({ kind }: LocatedObject): boolean {
	return kind === 'certificate' || kind === 'certificateRequest' || kind === 'crl';
}
