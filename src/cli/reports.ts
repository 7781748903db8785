import type { Finding, LintFile } from '../lint/rule';
import type { NotChecked } from './notChecked';

/** SARIF 2.1.0, as code scanning reads it; files that were not checked are notifications of the run. */
export function sarifReport(
	findings: readonly Finding[],
	notChecked: readonly NotChecked[],
): object {
	const rules = [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()];
	return {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'mTLS Workbench',
						rules: rules.map(({ id, title, severity, reference }) => ({
							id,
							shortDescription: { text: title },
							help: { text: reference },
							defaultConfiguration: { level: sarifLevels[severity] },
						})),
					},
				},
				invocations: [
					{
						executionSuccessful: true,
						toolExecutionNotifications: notChecked.map(({ path, reason }) => ({
							level: 'note',
							message: { text: `Not checked: ${path}: ${reason}.` },
							locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
						})),
					},
				],
				results: findings.map(({ rule, severity, message, path, line }) => ({
					ruleId: rule.id,
					ruleIndex: rules.indexOf(rule),
					level: sarifLevels[severity],
					message: { text: message },
					locations: [
						{
							physicalLocation: {
								artifactLocation: { uri: uriOf(path) },
								region: { startLine: line },
							},
						},
					],
				})),
			},
		],
	};
}

function uriOf(path: string): string {
	return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}

const sarifLevels = {
	error: 'error',
	warning: 'warning',
	information: 'note',
	hint: 'note',
} as const;

/** JUnit XML: one test case a file; findings at error or warning are its failures, files not checked are skipped. */
export function junitReport(
	findings: readonly Finding[],
	files: Iterable<LintFile>,
	notChecked: readonly NotChecked[],
): string {
	const reasons = new Map(notChecked.map(({ path, reason }) => [path, reason]));
	const cases = [...files].map(({ path }) => {
		const own = findings.filter((finding) => finding.path === path);
		const failures = own.filter(({ severity }) => severity === 'error' || severity === 'warning');
		const reason = reasons.get(path);
		const skipped = reason === undefined ? [] : [`      <skipped message="${xml(reason)}"/>`];
		const lines = failures.map(
			({ rule, line, message }) =>
				`      <failure type="${xml(rule.id)}" message="${xml(message)}">${xml(`${path}:${line}: ${message}`)}</failure>`,
		);
		const head = `    <testcase classname="mtls lint" name="${xml(path)}"`;
		return {
			failures: failures.length,
			skipped: skipped.length,
			text:
				lines.length + skipped.length === 0
					? `${head}/>`
					: [`${head}>`, ...lines, ...skipped, '    </testcase>'].join('\n'),
		};
	});
	const failed = cases.filter(({ failures }) => failures > 0).length;
	const skipped = cases.filter((each) => each.skipped > 0).length;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<testsuites>',
		`  <testsuite name="mtls lint" tests="${cases.length}" failures="${failed}" skipped="${skipped}">`,
		...cases.map(({ text }) => text),
		'  </testsuite>',
		'</testsuites>',
	].join('\n');
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

/** Text as it may stand in an XML attribute; what XML 1.0 cannot hold becomes U+FFFD. */
function xml(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
		.replace(/[&<>"]/g, (character) => entities[character] ?? character)
		.replaceAll('\n', '&#10;');
}
