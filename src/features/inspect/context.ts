import type { Services } from '../../services';
import type { LintFile } from '../../lint/rule';
import type { SummaryContext } from '../../workspace/summary';
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

/** The object that an offset lies in. */
export function objectAt({ content }: LintFile, offset: number): LocatedObject | undefined {
	return content.isBinary
		? content.objects[0]
		: content.objects.find(({ start, end }) => start <= offset && offset <= end);
}
