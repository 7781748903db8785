#!/usr/bin/env node
// `npm run bench`: how fast we are beside our peers, all in the same run, on a fresh clone too.
//
//   npm run bench                     everything, in about three minutes
//   npm run bench -- decode index     some of decode, index, create, size, activation
//   npm run bench -- --short          shows that everything runs; its numbers mean nothing
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findProgram, runProgram } from '../test/run/process.mjs';
import { installDependencies, root } from '../test/run/setUp.mjs';

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: { short: { type: 'boolean', default: false } },
});
const cache = path.join(root, '.cache/bench');
const size = options.short
	? { isShort: true, rounds: 1, budgetMs: 5 }
	: { isShort: false, rounds: 9, budgetMs: 250 };

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function main() {
	const log = (/** @type {string} */ text) => process.stderr.write(text);
	await installDependencies(log);
	// These need what has just been installed.
	const { packageExtension } = await import('../test/host/package.mjs');
	const { benchActivation } = await import('./activation/index.mjs');
	const { benchBundleSize } = await import('./bundleSize.mjs');
	const { loadBundled } = await import('../test/run/bundle.mjs');
	const engine = /** @type {typeof import('./main.js')} */ (
		await loadBundled('bench/main.ts', 'bench')
	);

	const { folder } = await packageExtension();
	const dist = path.join(folder, 'dist');
	const place = { cli: path.join(dist, 'cli.js'), goProgram: await buildGo() };
	/** @type {Record<string, () => Promise<Section[]> | Section[]>} */
	const benches = {
		size: () => benchBundleSize(dist),
		activation: () => benchActivation(size, { extensionFolder: folder }, engine),
	};
	for (const [name, run] of Object.entries(engine.benches)) {
		benches[name] = () => run(size, place);
	}
	const unknown = positionals.filter((name) => !(name in benches));
	if (unknown.length > 0) {
		const known = Object.keys(benches).join(', ');
		throw new Error(`There is no bench ${unknown.join(', ')}. Benches: ${known}.`);
	}
	console.log(
		`Node ${process.version} on ${os.cpus()[0]?.model ?? os.arch()}, ${os.cpus().length} cores.`,
	);
	for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
		for (const { title, lines } of await benches[name]()) {
			console.log(`\n## ${title}\n\n${lines.join('\n')}`);
		}
	}
}

/** @typedef {{ title: string, lines: readonly string[] }} Section */

/** @returns {Promise<string | undefined>} the compiled peer; undefined where there is no Go */
async function buildGo() {
	const go = findProgram('go');
	if (go === undefined) {
		console.error('Go is not installed, so nothing is compared with it.');
		return undefined;
	}
	mkdirSync(cache, { recursive: true });
	const program = path.join(cache, 'decode-go');
	let output = '';
	const args = ['build', '-o', program, path.join(root, 'bench/decode.go')];
	const { code } = await runProgram(go, args, { cwd: root, print: (text) => (output += text) });
	if (code !== 0) {
		throw new Error(`go ${args.join(' ')} ended with ${code}:\n${output}`);
	}
	return program;
}
