// What is shipped: the contents and the size of the VSIX that test/host/package.mjs made.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { bundleSize, goals } from '../../bench/bundleSize.mjs';
import { packageExtension } from '../host/package.mjs';
import { root } from '../run/setUp.mjs';

describe('the VSIX', () => {
	/** @type {string} */
	let folder;
	/** @type {string} */
	let vsix;
	/** @type {string[]} */
	let files;

	before(async () => {
		({ folder, vsix } = await packageExtension());
		files = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
			.map((name) => name.split(path.sep).join('/'));
	});

	it('holds dist, media, the manifest and the documents for users, and nothing else', () => {
		const documents = ['changelog.md', 'license', 'license.txt', 'package.json', 'readme.md'];
		const others = files.filter(
			(name) =>
				!/^dist\/[\w./-]+\.(js|md)$/.test(name) &&
				!/^dist\/bin\/mtls(\.cmd)?$/.test(name) &&
				!/^media\/[\w./-]+\.(svg|png|css|js|json)$/.test(name) &&
				!documents.includes(name.toLowerCase()),
		);
		assert.deepEqual(others, []);
		for (const name of ['package.json', 'readme.md', 'changelog.md']) {
			assert.ok(
				files.some((file) => file.toLowerCase() === name),
				`${name} is missing`,
			);
		}
		assert.ok(
			files.some((file) => /^license(\.txt)?$/i.test(file)),
			'the license is missing',
		);
	});

	it('has every file that its manifest names', () => {
		const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
		const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:dist|media)\/[^"]+)"/g)];
		assert.ok(named.length > 0);
		assert.deepEqual(
			named.map(([, name]) => name).filter((name) => !files.includes(name ?? '')),
			[],
		);
	});

	it('has a README whose pictures are all there', () => {
		const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
		const pictures = [...readme.matchAll(/(?:!\[[^\]]*\]\(|src(?:set)?=")([^)"\s]+)/g)]
			.map(([, target]) => target ?? '')
			.filter((target) => !/^https?:/.test(target));
		assert.ok(pictures.length > 0);
		assert.deepEqual(
			pictures.filter((picture) => !existsSync(path.join(root, picture))),
			[],
		);
	});

	it('is minified and has no source maps', () => {
		for (const name of files.filter((file) => /^dist\/.*\.js$/.test(file))) {
			const code = readFileSync(path.join(folder, name), 'utf8');
			assert.ok(!code.includes('sourceMappingURL'), name);
			// Texts keep their lines, code has none that is indented.
			assert.doesNotMatch(code, /^\s+(const|let|var|return|if|await) ?[\w({]/m, name);
		}
	});

	it('loads no more than 120 KB at once, and 300 KB before anything is asked of it', () => {
		const { entry, entryFiles, workbench } = bundleSize(path.join(folder, 'dist'));
		assert.ok(workbench < goals.workbench, `src/workbench.ts loads ${workbench} bytes`);
		assert.ok(entryFiles > 1, 'extension.js stands alone: how its chunks are found no longer fits');
		assert.ok(entry < goals.entry, `extension.js loads ${entry} bytes at once`);
	});

	it('is smaller than 1 MB', () => {
		const { size } = statSync(vsix);
		assert.ok(size < 1_000_000, `the VSIX has ${size} bytes`);
	});
});
