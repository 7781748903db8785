#!/usr/bin/env node
// `npm test`: everything, set-up included, on a fresh clone too.
//
//   npm test                     all steps
//   npm test -- unit e2e         some, and the steps that these need
//   npm test -- unit --grep key  only tests with `key` in their names
//   npm test -- --steps          lists the steps
//
// Ends with `N passed, N failed` alone on the last line. The exit code is not 0 when something
// failed, when nothing ran, and, where CI is set, also when something was skipped.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';
import { inOrder } from './printer.mjs';
import { endPrograms } from './process.mjs';
import { runStep } from './runStep.mjs';
import { selectSteps, steps } from './steps.mjs';
import { printSummary } from './summary.mjs';

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.once(signal, () => {
		console.error(`\nStopped by ${signal}.`);
		endPrograms();
		process.exit(130);
	});
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
}

/** @returns {Promise<number>} the exit code */
async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { grep: { type: 'string' }, steps: { type: 'boolean', default: false } },
	});
	if (values.steps) {
		steps.forEach(({ id, title }) => console.log(`${id.padEnd(20)} ${title}`));
		return 0;
	}
	const startedAt = Date.now();
	const selected = selectSteps(positionals);
	const printer = inOrder(['set-up', ...selected.map((step) => step.id)]);
	const setUp = printer.section('set-up', 'Set-up');
	const { missingPackages } = await prepare((text) => setUp.print(text));
	setUp.end();

	// Two lanes, since an editor's tests wait more than they work; steps stand in the list behind
	// those that they need, so no lane waits for ever.
	const laneCount = availableParallelism() > 1 ? 2 : 1;
	/** @type {Map<string, Promise<import('./runStep.mjs').Result>>} */
	const results = new Map();
	/** @type {Map<string, Promise<unknown>>} */
	const lanes = new Map();
	for (const step of selected) {
		const lane = laneCount > 1 ? step.lane : 'only';
		const run = async () => {
			const before = step.needs.map((id) => results.get(id));
			await lanes.get(lane);
			const needed = await Promise.all(before);
			const unusable = needed.filter((one) => one !== undefined && !one.isUsable);
			const section = printer.section(step.id, step.title);
			const print = (/** @type {string} */ text) => section.print(text);
			const context = { grep: values.grep, missingPackages, unusable, print };
			const result = await runStep(step, context);
			section.end();
			return result;
		};
		const result = run();
		results.set(step.id, result);
		lanes.set(lane, result);
	}
	return printSummary(await Promise.all(results.values()), (Date.now() - startedAt) / 1000);
}
