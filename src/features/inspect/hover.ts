import * as vscode from 'vscode';
import { pemDocuments } from '../../editor/pemDocuments';
import { renderCard, type MarkdownPart } from '../../editor/markdown';
import { firstLineOf, rangeOf } from '../../editor/ranges';
import type { Finding, LintFile } from '../../lint/rule';
import { refusedByText } from '../../lint/refusedBy';
import type { Services } from '../../services';
import { summarize } from '../../workspace/summary';
import { placeOf, type SummaryPart } from '../../workspace/summary/summary';
import type { LocatedObject } from '../../x509/read';
import { objectAt, summaryContext } from './context';

/** A hover has room for this many; the Problems panel has them all: a card is at most 15 lines. */
const shownFindings = 3;

/** Shows the card of the block under the pointer. */
export function registerHover(services: Services): vscode.Disposable {
	return vscode.languages.registerHoverProvider(pemDocuments, {
		provideHover(document, position) {
			if (!services.settings.for(document.uri).editor.hover) {
				return undefined;
			}
			const file = services.fileOf(document);
			const object = objectAt(file, document.offsetAt(position));
			if (object === undefined) {
				return undefined;
			}
			// VS Code puts the problems of the first line above the hover itself.
			const isShownAbove =
				services.settings.for(document.uri).lint.scope !== 'off' &&
				firstLineOf(document, object).contains(position);
			const card = cardOf(services, file, object, isShownAbove);
			return card && new vscode.Hover(card, rangeOf(document, object));
		},
	});
}

function cardOf(
	services: Services,
	file: LintFile,
	object: LocatedObject,
	isShownAbove: boolean,
): vscode.MarkdownString | undefined {
	const summary = summarize(summaryContext(services), file, object);
	if (summary === undefined) {
		return undefined;
	}
	const findings = isShownAbove
		? []
		: services.findings.of(file.path).filter((finding) => finding.object.start === object.start);
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
