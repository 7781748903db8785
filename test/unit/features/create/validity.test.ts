import assert from 'node:assert/strict';

import { describeValidity, parseValidity } from '../../../../src/features/create/validity';

const now = new Date('2026-11-20T22:58:14Z');

describe('typed validity', () => {
	it('takes days from 1 to 36500', () => {
		assert.deepEqual(parseValidity('1', now), { validity: { kind: 'days', days: 1 } });
		assert.deepEqual(parseValidity(' 365 days ', now), { validity: { kind: 'days', days: 365 } });
		assert.deepEqual(parseValidity('36500', now), { validity: { kind: 'days', days: 36500 } });
	});

	it('takes two dates and counts the last day', () => {
		assert.deepEqual(parseValidity('2026-12-01 to 2027-02-01', now), {
			validity: {
				kind: 'dates',
				notBefore: new Date('2026-12-01T00:00:00Z'),
				notAfter: new Date('2027-02-01T23:59:59Z'),
			},
		});
	});

	it('warns about a last date in the past without blocking it', () => {
		const result = parseValidity('2026-01-01 to 2026-02-01', now);
		assert.ok('validity' in result);
		assert.equal(result.warning, 'Expired from the start; good for a test fixture.');
		assert.ok(!('warning' in parseValidity('2026-11-20 to 2026-11-20', now)));
	});

	for (const text of [
		'',
		'0',
		'abc',
		'99999',
		'-3',
		'1.5',
		'2026-02-30 to 2026-03-01',
		'2027-02-01 to 2026-02-01',
	]) {
		it(`asks for days or dates when "${text}" is typed`, () => {
			assert.deepEqual(parseValidity(text, now), {
				problem:
					'Enter a number of days from 1 to 36500, or two dates such as 2026-01-01 to 2026-02-01.',
			});
		});
	}

	it('is shown as it can be typed again', () => {
		for (const text of ['1', '365', '2026-12-01 to 2027-02-01']) {
			const first = parseValidity(text, now);
			assert.ok('validity' in first);
			assert.deepEqual(parseValidity(describeValidity(first.validity), now), first);
		}
	});
});
