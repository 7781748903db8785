#!/usr/bin/env node
// Builds, packages and unpacks the extension: `node test/host/package.mjs [--force]`.
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cache, root, run, withLock } from './install.mjs';
import { unzip } from './unzip.mjs';

/**
 * The extension as a user gets it.
 *
 * @typedef {object} Package
 * @property {string} vsix the file
 * @property {string} folder the same, unpacked: what `extensionDevelopmentPath` names, so that tests
 *   run what is shipped
 */

// What the package is made from. Tests are not: a change there needs no new one.
const sources = [
	'src',
	'media',
	'package.json',
	'esbuild.mjs',
	'.vscodeignore',
	'README.md',
	'CHANGELOG.md',
	'LICENSE',
];

/**
 * Returns the packaged extension, made anew when something it is made from is younger.
 *
 * @param {{ force?: boolean, log?: (line: string) => void }} [options]
 * @returns {Promise<Package>}
 */
export async function packageExtension(options = {}) {
	const log = options.log ?? ((line) => void console.error(line));
	const made = {
		vsix: path.join(cache, 'mtls-workbench.vsix'),
		folder: path.join(cache, 'vsix/extension'),
	};
	await fs.mkdir(cache, { recursive: true });
	await withLock(path.join(cache, 'vsix.lock'), async () => {
		const madeAt = await youngest(path.join(made.folder, 'package.json'));
		const ages = await Promise.all(sources.map((name) => youngest(path.join(root, name))));
		if (!options.force && madeAt > Math.max(...ages)) {
			return;
		}
		log('Packaging the extension ...');
		const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8'));
		if (manifest.scripts?.['vscode:prepublish'] === undefined) {
			await run(process.execPath, ['esbuild.mjs'], root);
		}
		const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
		// Pictures in the README have no public address to be rewritten to.
		const how = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
		await run(process.execPath, [vsce, 'package', ...how, '--out', made.vsix], root);
		await fs.rm(path.dirname(made.folder), { recursive: true, force: true });
		await unzip(made.vsix, path.dirname(made.folder));
		const { size } = await fs.stat(made.vsix);
		log(`Packaged ${path.relative(root, made.vsix)} (${(size / 1024).toFixed(0)} KB).`);
	});
	return made;
}

/**
 * The time of the last change of a file, or of anything in a folder; 0 when it does not exist.
 *
 * @param {string} place
 * @returns {Promise<number>}
 */
async function youngest(place) {
	const stat = await fs.stat(place).catch(() => undefined);
	if (stat?.isDirectory() !== true) {
		return stat?.mtimeMs ?? 0;
	}
	const names = await fs.readdir(place, { recursive: true });
	const times = names.map(async (name) => (await fs.stat(path.join(place, name))).mtimeMs);
	return Math.max(stat.mtimeMs, ...(await Promise.all(times)));
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		await packageExtension({ force: process.argv.includes('--force') });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
