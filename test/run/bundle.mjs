import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setUp.mjs';

/**
 * Bundles TypeScript of this repository that runs outside of the tests, and loads it. Packages are
 * loaded as they are published.
 *
 * @param {string} entry source file, relative to the repository
 * @param {string} folder where the bundle is put, relative to `.cache`
 * @returns {Promise<unknown>} what the file exports
 */
export async function loadBundled(entry, folder) {
	const { build } = await import('esbuild');
	const outfile = path.join(root, '.cache', folder, 'main.cjs');
	await build({
		entryPoints: [path.join(root, entry)],
		outfile,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		sourcemap: 'inline',
		logLevel: 'warning',
	});
	return (await import(pathToFileURL(outfile).href)).default;
}
