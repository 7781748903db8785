import type { Services } from '../../services';
import type { LintFile } from '../../lint/rule';
import type { SummaryContext } from '../../workspace/summary';
import type { Span } from '../../x509/der';
import type { LocatedObject } from '../../x509/read';

/** What the summaries of this moment are made of. */
export function summaryContext({ index, findings, now }: Services): SummaryContext {
	return {
		workspace: index.workspace,
		findingsOf: (path) => findings.of(path),
		now: now(),
	};
}

/** A file as its editor shows it, which the index may not have seen yet; else as the index has it. */
export function fileAt({ fileOf, files, index }: Services, path: string): LintFile | undefined {
	const document = files.documentOf(path);
	return document === undefined ? index.workspace.get(path) : fileOf(document);
}

/** The object that an offset lies in; the first of an entry for its key and what else its value holds. */
export function objectAt({ content }: LintFile, offset: number): LocatedObject | undefined {
	if (content.isBinary) {
		return content.objects[0];
	}
	const isIn = (span: Span | undefined): boolean =>
		span !== undefined && span.start <= offset && offset <= span.end;
	return (
		content.objects.find(isIn) ??
		content.objects.find(({ entry }) => isIn(entry?.keyRange) || isIn(entry?.valueRange))
	);
}
