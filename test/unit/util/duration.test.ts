import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { counted, spanInWords } from '../../../src/util/duration';

describe('durations', () => {
	const hour = 3_600_000;

	it('are whole days rounded down, and hours below two days', () => {
		assert.equal(spanInWords(365 * 24 * hour - 1), '364 days');
		assert.equal(spanInWords(48 * hour), '2 days');
		assert.equal(spanInWords(48 * hour - 1), '47 hours');
		assert.equal(spanInWords(hour), '1 hour');
		assert.equal(spanInWords(hour - 1), '59 minutes');
	});

	it('do not tell past from future', () => {
		assert.equal(spanInWords(-3.5 * 24 * hour), '3 days');
	});

	it('count nouns', () => {
		assert.equal(counted(1, 'problem'), '1 problem');
		assert.equal(counted(0, 'entry', 'entries'), '0 entries');
	});
});
