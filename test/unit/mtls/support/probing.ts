import assert from 'node:assert/strict';
import { explain } from '../../../../src/mtls/explain';
import { probe, type ProbeOptions } from '../../../../src/mtls/probe';
import { describeProbe } from '../../../../src/mtls/probeText';
import type { ProbeReport } from '../../../../src/mtls/report';
import { identityOf, lab, parsed } from './lab';

/** Probes localhost, trusting the lab's CA, as nobody unless the options say otherwise. */
export function runProbe(port: number, options: Partial<ProbeOptions>): Promise<ProbeReport> {
	return probe({
		host: 'localhost',
		port,
		trustAnchors: parsed(lab.ca),
		timeoutMs: 5000,
		now: () => new Date(),
		...options,
	});
}

/** Probes as a client of the lab, or as nobody, and compares what is expected of the report. */
export async function checkProbe(
	port: number,
	client: keyof typeof lab | undefined,
	expected: Partial<ProbeReport>,
	options: Partial<ProbeOptions> = {},
): Promise<ProbeReport> {
	const identity = client === undefined ? undefined : identityOf(lab[client], `${client}.crt`);
	const report = await runProbe(port, { identity, ...options });
	const actual = Object.fromEntries(
		Object.keys(expected).map((key) => [key, report[key as keyof ProbeReport]]),
	);
	assert.deepEqual(actual, expected, JSON.stringify(describeProbe(report), null, '\t'));
	checkText(report);
	return report;
}

/** Whatever happened, there are words for it, and they keep to the voice of the product. */
function checkText(report: ProbeReport): void {
	const { verdict, explanation, facts, nextSteps, otherWords, disagreement } =
		describeProbe(report);
	assert.match(
		verdict,
		/^(?:Accepted|Cancelled|(?:Refused|Server not trusted|Cannot connect|Not proven): .+)$/,
	);
	const sentences = [explanation, ...nextSteps, ...facts.map(({ text }) => text)];
	for (const sentence of disagreement === undefined ? sentences : [...sentences, disagreement]) {
		assert.match(sentence, /^\S.*\S$/);
		assert.doesNotMatch(
			sentence,
			/undefined|NaN|(?<!\.)\b(?:failed|invalid|illegal|please|successfully)\b|!/i,
		);
	}
	assert.match(explanation, /\.$/);
	for (const { words } of otherWords) {
		assert.ok(explain(words), `explain does not know its own words: ${words}`);
	}
}
