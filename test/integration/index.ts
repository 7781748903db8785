import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * Runs every `*.test.js` beside this file in the extension host that loaded it. Rejects when a test
 * did not pass and also when none ran; `run.mjs` reads the counts from MTLS_TEST_RESULTS.
 */
export async function run(): Promise<void> {
	const grep = process.env['MTLS_TEST_GREP'];
	const reporter = process.env['MTLS_TEST_REPORTER'];
	const mocha = new Mocha({
		color: process.env['MTLS_TEST_COLOR'] === 'true',
		// A cold extension host on a busy machine; single waits are shorter and say what they miss.
		timeout: 60_000,
		...(grep === undefined ? {} : { grep }),
		...(reporter === undefined ? {} : { reporter }),
	});
	for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
		if (name.endsWith('.test.js')) {
			mocha.addFile(path.join(__dirname, name));
		}
	}
	const counts = await new Promise<{ passed: number; failed: number; pending: number }>(
		(resolve) => {
			const runner = mocha.run(() => {
				const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
				resolve({ passed: passes, failed: failures, pending });
			});
		},
	);
	const results = process.env['MTLS_TEST_RESULTS'];
	if (results !== undefined) {
		writeFileSync(results, JSON.stringify(counts));
	}
	console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.pending} pending`);
	if (counts.failed > 0) {
		throw new Error(`${counts.failed} tests did not pass.`);
	}
	if (counts.passed === 0) {
		throw new Error('No test ran.');
	}
}
