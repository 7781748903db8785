import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { globTest } from '../../../src/util/glob';

describe('globs', () => {
	function check(pattern: string, matching: readonly string[], others: readonly string[]): void {
		const test = globTest(pattern);
		assert.deepEqual(
			matching.filter((path) => !test(path)),
			[],
			`${pattern} misses`,
		);
		assert.deepEqual(others.filter(test), [], `${pattern} takes too much`);
	}

	it('matches a file name in any folder when there is no slash', () => {
		check('*.crt', ['a.crt', 'x/y/a.crt'], ['a.crt.bak', 'a.key']);
	});

	it('keeps one star within a folder and lets two cross folders', () => {
		check('certs/*.crt', ['certs/a.crt'], ['certs/x/a.crt', 'other/certs/a.crt']);
		check('certs/**', ['certs/a.crt', 'certs/x/a.crt'], ['other/a.crt']);
		check('**/certs/*.crt', ['certs/a.crt', 'x/certs/a.crt'], ['x/a.crt']);
	});

	it('offers choices and takes dots as they are', () => {
		check('{server,api}.{crt,pem}', ['server.crt', 'x/api.pem'], ['serverxcrt', 'ca.crt']);
	});

	it('matches nothing while a brace is open', () => {
		check('{a,b', [], ['a', 'b', '{a,b']);
	});
});
