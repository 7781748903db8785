import type { Finding, LintFile } from '../lint/rule';

/** SARIF 2.1.0, as code scanning reads it. */
export function sarifReport(findings: readonly Finding[]): object {
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
				results: findings.map(({ rule, severity, message, path, line }) => ({
					ruleId: rule.id,
					ruleIndex: rules.indexOf(rule),
					level: sarifLevels[severity],
					message: { text: message },
					locations: [
						{
							physicalLocation: {
								artifactLocation: { uri: encodeURI(path).replace(/[?#]/g, encodeURIComponent) },
								region: { startLine: line },
							},
						},
					],
				})),
			},
		],
	};
}

const sarifLevels = {
	error: 'error',
	warning: 'warning',
	information: 'note',
	hint: 'note',
} as const;

/** JUnit XML: one test case a file; findings at error or warning are its failures. */
export function junitReport(findings: readonly Finding[], files: Iterable<LintFile>): string {
	const cases = [...files].map(({ path }) => {
		const own = findings.filter((finding) => finding.path === path);
		const failures = own.filter(({ severity }) => severity === 'error' || severity === 'warning');
		const lines = failures.map(
			({ rule, line, message }) =>
				`      <failure type="${xml(rule.id)}" message="${xml(message)}">${xml(`${path}:${line}: ${message}`)}</failure>`,
		);
		const head = `    <testcase classname="mtls lint" name="${xml(path)}"`;
		return {
			failures: failures.length,
			text: lines.length === 0 ? `${head}/>` : [`${head}>`, ...lines, '    </testcase>'].join('\n'),
		};
	});
	const failed = cases.filter(({ failures }) => failures > 0).length;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<testsuites>',
		`  <testsuite name="mtls lint" tests="${cases.length}" failures="${failed}">`,
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
