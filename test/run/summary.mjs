import process from 'node:process';

/**
 * Prints what became of all steps, every failure and every skip by name, and the closing line.
 *
 * @param {readonly import('./runStep.mjs').Result[]} results
 * @param {number} seconds
 * @returns {number} the exit code
 */
export function printSummary(results, seconds) {
	console.log('\n== Summary');
	for (const { step, passed, failures, skips, seconds } of results) {
		const counts = [
			step.kind === 'check' && failures.length + skips.length === 0 ? 'well' : '',
			passed > 0 ? `${passed} passed` : '',
			failures.length > 0 ? `${failures.length} failed` : '',
			skips.length > 0 ? `${skips.length} skipped` : '',
		];
		const text = counts.filter(Boolean).join(', ') || 'nothing';
		console.log(`  ${step.title.padEnd(52)} ${text} (${seconds.toFixed(0)} s)`);
	}
	console.log(`  ${(seconds / 60).toFixed(1)} minutes in all`);

	const skips = results.flatMap((result) => result.skips);
	for (const [reason, titles] of groupBy(skips, (skip) => skip.reason ?? 'no reason given')) {
		console.log(`\nSkipped, ${reason}:`);
		titles.forEach(({ title }) => console.log(`  ${title}`));
	}
	const failures = results.flatMap(({ step, failures }) =>
		failures.map((failure) => ({ ...failure, step })),
	);
	for (const { step, title, message } of failures) {
		console.log(`\nFailed: ${step.id}: ${title}`);
		console.log(
			message
				.split('\n')
				.slice(0, 12)
				.map((line) => `  ${line}`)
				.join('\n'),
		);
	}
	const passed = results.reduce((sum, result) => sum + result.passed, 0);
	const isCi = isSet(process.env.CI);
	if (isCi && skips.length > 0) {
		console.log('\nIn CI nothing may be skipped: what is missing must be installed.');
	}
	if (
		passed + failures.length + skips.length === 0 &&
		results.some(({ step }) => step.kind === 'tests')
	) {
		console.log('\nNo test ran.');
	}
	const counts = [`${passed} passed`, `${failures.length} failed`];
	if (skips.length > 0) {
		counts.push(`${skips.length} skipped`);
	}
	console.log(`\n${counts.join(', ')}`);
	const hasRun = passed > 0 || results.every(({ step }) => step.kind === 'check');
	return failures.length > 0 || !hasRun || (isCi && skips.length > 0) ? 1 : 0;
}

/** @param {string | undefined} value */
function isSet(value) {
	return ![undefined, '', '0', 'false'].includes(value);
}

/**
 * @template T
 * @param {readonly T[]} values
 * @param {(value: T) => string} keyOf
 */
function groupBy(values, keyOf) {
	/** @type {Map<string, T[]>} */
	const groups = new Map();
	for (const value of values) {
		groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
	}
	return groups;
}
