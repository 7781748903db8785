import assert from 'node:assert/strict';
import { addPatterns, missingKeyPatterns, repositoryOf } from '../../../src/workspace/gitignore';

describe('keeping keys out of git', () => {
	const all = ['*.key*', '*.p12', '*.pfx'];
	for (const [text, missing] of [
		[undefined, all],
		['', all],
		['node_modules\n*.key*\n*.p12\n*.pfx\n', []],
		['*.key\n', all],
		['*.key\n*.key.*\n', ['*.p12', '*.pfx']],
		['*.key*\r\n*.p[1f][2x]\r\n', []],
		['**/*.key*\n*.p??\n', []],
		['/*.key*\ncerts/*.key*\n', all],
		['# *.key*\n', all],
		['*\n', []],
		['*\n!*.key\n', ['*.key*']],
		['!*.key*\n*.key*\n', ['*.p12', '*.pfx']],
		['[z-a].key\n', all],
		['*.key*   \n\\*.p12\n', ['*.p12', '*.pfx']],
	] as const) {
		it(`asks for ${missing.join(' ') || 'nothing'} beside ${JSON.stringify(text)}`, () => {
			assert.deepEqual(missingKeyPatterns(text), missing);
		});
	}

	it('adds lines at the end, in the line ends of the file', () => {
		assert.equal(addPatterns(undefined, ['*.key*']), '# Private keys\n*.key*\n');
		assert.equal(addPatterns('a', ['*.p12']), 'a\n\n# Private keys\n*.p12\n');
		assert.equal(addPatterns('a\r\n', ['*.p12']), 'a\r\n\r\n# Private keys\r\n*.p12\r\n');
	});

	it('asks for nothing more once it was added', () => {
		const text = addPatterns('dist\n', missingKeyPatterns('dist\n'));
		assert.deepEqual(missingKeyPatterns(text), []);
	});

	it('finds the repository that a folder lies in', async () => {
		const has = (path: string) => Promise.resolve(path === '/work/orders/.git');
		assert.equal(await repositoryOf('/work/orders/certs/dev', has), '/work/orders');
		assert.equal(await repositoryOf('/work/orders/', has), '/work/orders');
		assert.equal(await repositoryOf('/work/other', has), undefined);
		assert.equal(await repositoryOf('C:\\work', has), undefined);
	});
});
