// The mocha reporter of `npm test`: one line for each file's suite, failures in full, and the
// results as JSON for test/run, in the file that MTLS_REPORT_FILE names.
'use strict';
const fs = require('node:fs');
const process = require('node:process');
const Mocha = require('mocha');

const on = Mocha.Runner.constants;

// A test may run mocha itself; what that run finds is not a result of this one.
const file = process.env.MTLS_REPORT_FILE;
delete process.env.MTLS_REPORT_FILE;
// Nor is the coverage of a program that a test starts: each takes twice as long to write it, and
// tests run the same lines in this process.
delete process.env.NODE_V8_COVERAGE;

// What a test says before it skips itself, as test/support/peers/peer.ts does.
const skipped = /^skipped: (.*)$/;

module.exports = class Report extends Mocha.reporters.Base {
	constructor(runner, options) {
		super(runner, options);
		const results = { passed: 0, failures: [], skips: [], hasEnded: false };
		let suite = { passed: 0, failed: 0, skipped: 0, startedAt: Date.now() };
		const reasons = listenForReasons();
		const write = () => {
			if (file !== undefined) {
				fs.writeFileSync(file, JSON.stringify(results));
			}
		};
		// Whoever dies before the end has still told what it found, and where.
		write();
		runner.on(on.EVENT_SUITE_BEGIN, ({ parent }) => {
			if (parent?.root) {
				reasons.forget();
			}
		});
		runner.on(on.EVENT_TEST_BEGIN, (test) => {
			reasons.forget();
			results.running = test.fullTitle();
			write();
		});
		runner.on(on.EVENT_TEST_END, () => {
			delete results.running;
		});
		runner.on(on.EVENT_TEST_PASS, () => {
			results.passed++;
			suite.passed++;
		});
		runner.on(on.EVENT_TEST_PENDING, (test) => {
			results.skips.push({ title: test.fullTitle(), reason: reasons.last() });
			suite.skipped++;
		});
		runner.on(on.EVENT_TEST_FAIL, (test, error) => {
			results.failures.push({ title: test.fullTitle(), message: messageOf(error) });
			suite.failed++;
			write();
		});
		runner.on(on.EVENT_SUITE_END, ({ root, parent, title }) => {
			if (root || !parent.root) {
				return;
			}
			const seconds = ((Date.now() - suite.startedAt) / 1000).toFixed(1);
			const counts = ['passed', 'failed', 'skipped']
				.filter((name) => suite[name] > 0)
				.map((name) => `${suite[name]} ${name}`);
			globalThis.console.log(`  ${title}: ${counts.join(', ') || 'nothing'} (${seconds} s)`);
			suite = { passed: 0, failed: 0, skipped: 0, startedAt: Date.now() };
		});
		runner.on(on.EVENT_RUN_END, () => {
			results.hasEnded = true;
			write();
			if (this.failures.length > 0) {
				Mocha.reporters.Base.list(this.failures);
			}
		});
	}
};

function listenForReasons() {
	const original = globalThis.console;
	let last;
	const warn = (...values) => {
		const reason = skipped.exec(String(values[0]))?.[1];
		last = reason ?? last;
		if (reason === undefined) {
			original.warn(...values);
		}
	};
	// The methods of an extension host's console cannot be replaced one by one.
	globalThis.console = Object.create(original, { warn: { value: warn } });
	return { last: () => last, forget: () => (last = undefined) };
}

function messageOf(error) {
	return String(error?.stack ?? error?.message ?? error);
}
