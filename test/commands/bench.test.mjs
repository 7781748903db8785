import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { start } from './program.mjs';

describe('npm run bench', function () {
	this.timeout(180_000);

	it('compares decoding, indexing, creating, activating and the bundle in one run', async () => {
		const { code, output } = await start('bench/index.mjs', '--short').ended;
		assert.equal(code, 0, output);
		const sections = output.split('\n## ').slice(1);
		for (const title of ['Bundle', 'Activate', 'Decode', 'Index', 'Create']) {
			const section = sections.find((text) => text.startsWith(title));
			assert.ok(section, `${title} is missing in:\n${output}`);
			const rows = section.split('\n').filter((line) => /^\| [^-|]/.test(line));
			assert.ok(rows.length >= 2, section);
			assert.ok(title === 'Bundle' || rows.every((row) => /\| \d[\d.]*x \|$/.test(row)), section);
		}
		for (const peer of ['@peculiar/x509', 'X509Certificate', 'floor', 'cat', '8 commands', 'Go ']) {
			assert.ok(output.includes(peer), `${peer} is missing in:\n${output}`);
		}
	});

	it('names the benches there are when asked for another', async () => {
		const { code, output } = await start('bench/index.mjs', 'speed').ended;
		assert.equal(code, 1);
		assert.match(output, /There is no bench speed\. Benches: .*decode/);
	});
});
