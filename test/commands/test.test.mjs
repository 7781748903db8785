// `npm test` itself: what it must never call a pass.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { inOrder } from '../run/printer.mjs';
import { runStep } from '../run/runStep.mjs';
import { selectSteps, steps } from '../run/steps.mjs';
import { printSummary } from '../run/summary.mjs';
import { start } from './program.mjs';

describe('npm test', function () {
	this.timeout(60_000);

	/** @type {string} */
	let folder;
	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'mtls-run-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	describe('a step of tests', () => {
		it('counts what passed, failed and was skipped, with the reason', async () => {
			const result = await runTests(`
				it('passes', () => {});
				it('does not pass', () => { throw new Error('five'); });
				it('waits', function () {
					console.warn('skipped: Go is not installed (Debian package golang-go)');
					this.skip();
				});`);
			assert.equal(result.passed, 1);
			assert.deepEqual(
				result.failures.map(({ title }) => title),
				['does not pass'],
			);
			assert.match(result.failures[0]?.message ?? '', /five/);
			const reason = 'Go is not installed (Debian package golang-go)';
			assert.deepEqual(result.skips, [{ title: 'waits', reason }]);
		});

		it('has failed when no test ran', async () => {
			const result = await runTests(`describe('nothing', () => {});`);
			assert.deepEqual(messages(result), ['No test ran.']);
		});

		it('has failed when a file cannot be loaded', async () => {
			const result = await runTests(`require('./not-here');`);
			assert.deepEqual(messages(result), ['The tests ended with exit code 1 and did not report.']);
		});

		it('has failed when the process dies halfway through, even with 0', async () => {
			const result = await runTests(`
				it('passes', () => {});
				it('leaves', () => process.exit(0));
				it('never runs', () => {});`);
			const message = 'The tests ended with exit code 0, during “leaves”.';
			assert.deepEqual(messages(result), [message]);
		});

		it('has failed when it hangs after its last test, and is stopped', async () => {
			const result = await runTests(`it('passes', () => { setInterval(() => {}, 1000); });`, 4);
			assert.equal(result.passed, 1);
			assert.match(messages(result)[0] ?? '', /took longer than 4 seconds and had to be stopped/);
		});

		it('has failed when it spins', async () => {
			const result = await runTests(`it('spins', () => { for (;;); });`, 4);
			assert.match(messages(result)[0] ?? '', /took longer than 4 seconds and had to be stopped/);
			assert.match(messages(result)[0] ?? '', /during “spins”/);
			assert.equal(result.failures.length, 1);
		});
	});

	describe('a check', () => {
		it('counts only when it fails', async () => {
			assert.deepEqual((await runCheck('')).failures, []);
			const result = await runCheck(`console.log('a line'); process.exit(3);`);
			assert.match(messages(result)[0] ?? '', /ended with exit code 3\.\na line/);
			assert.equal(result.isUsable, false);
		});
	});

	it('does not run a step whose need was not met, and says so', async () => {
		const failed = await runCheck('process.exit(1)');
		const step = stepOf('it("passes", () => {});');
		const result = await runStep(step, context({ unusable: [failed] }));
		assert.deepEqual(messages(result), ['Not run, since it needs “a check”.']);
	});

	it('skips a step without its program, and in CI that is no pass', async () => {
		const step = { ...stepOf('it("passes", () => {});'), systemPackages: ['chromium'] };
		const result = await runStep(step, context({ missingPackages: ['chromium'] }));
		assert.deepEqual(result.skips, [{ title: 'tests', reason: 'chromium is not installed' }]);
		const other = await runTests(`it('passes', () => {});`);
		assert.deepEqual(summary([other, result], undefined), {
			code: 0,
			last: '1 passed, 0 failed, 1 skipped',
		});
		assert.equal(summary([other, result], 'true').code, 1);
	});

	it('ends with the counts alone on the last line', async () => {
		const good = await runTests(`it('passes', () => {});`);
		const bad = await runTests(`it('does not', () => { throw new Error('five'); });`);
		assert.deepEqual(summary([good], 'true'), { code: 0, last: '1 passed, 0 failed' });
		assert.deepEqual(summary([good, bad], 'true'), { code: 1, last: '1 passed, 1 failed' });
		assert.equal(summary([await runTests('')], undefined).code, 1);
	});

	it('says which steps there are when asked for another', async () => {
		const { code, output } = await start('test/run/index.mjs', 'nothing').ended;
		assert.equal(code, 1);
		assert.match(output, /There is no step nothing\. Steps: format, /);
		assert.match(output, /\n0 passed, 1 failed\n$/);
	});

	it('runs a step with those it needs', () => {
		const selected = selectSteps(['integration']).map(({ id }) => id);
		assert.deepEqual(selected, [
			'types',
			'editors',
			'package',
			'integration:oldest',
			'integration:newest',
		]);
		assert.equal(selectSteps([]).length, steps.length);
	});

	it('has every step behind those it needs, so that no lane waits for ever', () => {
		const seen = new Set();
		for (const { id, needs } of steps) {
			assert.deepEqual(
				needs.filter((need) => !seen.has(need)),
				[],
				id,
			);
			seen.add(id);
		}
	});

	it('prints steps in their order whichever ends first', () => {
		const text = captureOutput(() => {
			const printer = inOrder(['a', 'b']);
			const a = printer.section('a', 'A');
			const b = printer.section('b', 'B');
			b.print('second\n');
			b.end();
			a.print('first\n');
			a.end();
		});
		assert.match(text, /== A\nfirst\n.*s\n\n== B\nsecond\n/);
	});

	/**
	 * @param {string} text a file of tests
	 * @param {number} [limitSeconds]
	 */
	function runTests(text, limitSeconds) {
		return runStep(stepOf(text, limitSeconds), context());
	}

	/**
	 * @param {string} text
	 * @param {number} [limitSeconds]
	 * @returns {import('../run/steps.mjs').Step}
	 */
	function stepOf(text, limitSeconds = 30) {
		const file = path.join(folder, 'sample.test.cjs');
		writeFileSync(file, text);
		const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config'];
		return {
			id: 'sample',
			title: 'tests',
			kind: 'tests',
			lane: 'core',
			needs: [],
			limitSeconds,
			commands: () => [[...mocha, '--reporter=test/run/reporter.cjs', file]],
		};
	}

	/** @param {string} code */
	function runCheck(code) {
		const step = stepOf('');
		return runStep(
			{ ...step, id: 'check', title: 'a check', kind: 'check', commands: () => [['-e', code]] },
			context(),
		);
	}
});

/** @param {object} [changes] */
function context(changes = {}) {
	return { missingPackages: [], unusable: [], print: () => undefined, ...changes };
}

/** @param {import('../run/runStep.mjs').Result} result */
function messages(result) {
	return result.failures.map(({ message }) => message);
}

/**
 * @param {import('../run/runStep.mjs').Result[]} results
 * @param {string | undefined} ci
 */
function summary(results, ci) {
	const before = process.env.CI;
	try {
		if (ci === undefined) {
			delete process.env.CI;
		} else {
			process.env.CI = ci;
		}
		let code = 0;
		const text = captureOutput(() => {
			code = printSummary(results, 1);
		});
		return { code, last: text.trimEnd().split('\n').at(-1) };
	} finally {
		if (before === undefined) {
			delete process.env.CI;
		} else {
			process.env.CI = before;
		}
	}
}

/**
 * What is printed meanwhile; mocha prints nothing then, since all of it happens in one go.
 *
 * @param {() => void} work
 */
function captureOutput(work) {
	const { write } = process.stdout;
	let text = '';
	process.stdout.write = (/** @type {string | Uint8Array} */ chunk) => {
		text += String(chunk);
		return true;
	};
	try {
		work();
	} finally {
		process.stdout.write = write;
	}
	return text;
}
