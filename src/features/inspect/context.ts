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

/** The object that an offset lies in. */
export function objectAt({ content }: LintFile, offset: number): LocatedObject | undefined {
	return content.isBinary
		? content.objects[0]
		: content.objects.find(({ start, end }) => start <= offset && offset <= end);
}
