import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipeLabels } from './recipes';

describe('docs/tutorials.md', () => {
	it('has no block that the tests do not run', () => {
		const folder = join(process.cwd(), 'test/tutorials');
		const sources = readdirSync(folder)
			.filter((name) => name.endsWith('.ts'))
			.map((name) => readFileSync(join(folder, name), 'utf8'));
		const labels = recipeLabels();
		const unused = labels.filter(
			(label) => !sources.some((source) => source.includes(`recipe('${label}'`)),
		);
		assert.deepEqual(unused, []);
		assert.notEqual(labels.length, 0);
	});
});
