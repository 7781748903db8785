#!/usr/bin/env node
// `npm run conformance`: what our reader says beside what others said, over folders of files.
//
//   npm run conformance -- decode                   the shared corpus: ../shared/corpus, or MTLS_CORPUS
//   npm run conformance -- decode DIR...            folders with a decode-expected.json in or above them
//   npm run conformance -- decode DIR --out FILE    writes the differences somewhere else
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { installDependencies, root } from '../run/setUp.mjs';

const usage = 'Usage: npm run conformance -- decode [DIR...] [--out FILE]';

try {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { out: { type: 'string' } },
	});
	const [verb, ...folders] = positionals;
	if (verb !== 'decode') {
		throw new Error(usage);
	}
	await installDependencies((text) => process.stderr.write(text));
	const { loadBundled } = await import('../run/bundle.mjs');
	const { decode } = /** @type {typeof import('./main.js')} */ (
		await loadBundled('test/conformance/main.ts', 'conformance')
	);
	const shared = process.env.MTLS_CORPUS ?? path.join(root, '../shared/corpus');
	process.exitCode = await decode(
		folders.length > 0 ? folders : [shared],
		values.out ?? path.join(root, '.cache/conformance/decode.json'),
	);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
}
