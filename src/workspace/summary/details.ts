import type { Finding, LintFile } from '../../lint/rule';
import { describeObject } from '../../x509/describeObject';
import type { LocatedObject } from '../../x509/read';
import { summarize, type SummaryContext } from './index';
import { plainText } from './summary';

/** An object as a page of text: what it is, what is wrong with it, all its fields. */
export function detailsText(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
	findings: readonly Finding[],
): string {
	const summary = summarize(context, file, object);
	const lines = [
		summary === undefined ? object.kind : `${summary.name} · ${summary.title}`,
		`${file.path}:${object.line}`,
		...section(
			'Summary',
			(summary?.rows ?? [])
				.filter(({ isCode }) => isCode !== true)
				.map((row) => [row.label, plainText(row)] as const),
		),
		...section(
			'Findings',
			findings.map(({ severity, message, rule }) => [severity, `${message} (${rule.id})`] as const),
		),
		...describeObject(object).flatMap(({ title, fields }) =>
			section(
				title,
				fields.map(({ label, value }) => [label, value] as const),
			),
		),
	];
	return `${lines.join('\n')}\n`;
}

function section(
	title: string,
	rows: readonly (readonly [label: string, value: string])[],
): string[] {
	if (rows.length === 0) {
		return [];
	}
	const width = Math.max(...rows.map(([label]) => label.length));
	return [
		'',
		title,
		...rows.map(([label, value]) => {
			const indent = `\n${' '.repeat(width + 4)}`;
			return `  ${label.padEnd(width)}  ${value.replaceAll('\n', indent)}`;
		}),
	];
}
