import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../run/setUp.mjs';

/**
 * Fills a folder with the sample workspace.
 *
 * @param {string} folder
 * @param {string} cli the command line, built
 */
export async function makeSample(folder, cli) {
	const outfile = path.join(root, '.cache/sample/index.cjs');
	await build({
		entryPoints: [path.join(root, 'test/sample/index.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		logLevel: 'warning',
	});
	const { default: sample } = await import(pathToFileURL(outfile).href);
	sample.writeSample(folder, cli, new Date());
}
