import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Bytes of the entry with what it loads at once, with what follows when activation is over, and of everything. */
export const goals = { entry: 120_000, workbench: 300_000, all: 700_000 };

/**
 * Sizes of the packaged JavaScript. The entry counts together with the chunks that it requires when
 * it is loaded; those behind `import()` are loaded when they are first needed.
 *
 * @param {string} dist
 */
export function bundleSize(dist) {
	const all = readdirSync(dist, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.map((name) => path.join(dist, name));
	const entry = loadedAtOnce(path.join(dist, 'extension.js'));
	const next = all.find((name) => /chunks\/workbench-\w+\.js$/.test(name.replaceAll('\\', '/')));
	if (next === undefined) {
		throw new Error('There is no chunk of src/workbench.ts.');
	}
	const workbench = loadedAtOnce(next, new Set(entry));
	return {
		entry: sum(entry),
		entryFiles: entry.size,
		workbench: sum(workbench),
		workbenchFiles: workbench.size,
		all: sum(all),
		allFiles: all.length,
	};
}

/**
 * @param {string} dist
 * @returns {{ title: string, lines: string[] }[]}
 */
export function benchBundleSize(dist) {
	const { entry, entryFiles, workbench, workbenchFiles, all, allFiles } = bundleSize(dist);
	const row = (/** @type {(string | number)[]} */ ...cells) => `| ${cells.join(' | ')} |`;
	const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} KB`;
	return [
		{
			title: 'Bundle, minified',
			lines: [
				row('', 'files', 'size', 'goal'),
				row('---', '--:', '--:', '--:'),
				row(
					'extension.js and what it loads at once',
					entryFiles,
					kilobytes(entry),
					`< ${kilobytes(goals.entry)}`,
				),
				row(
					'with what loads when activation is over',
					workbenchFiles,
					kilobytes(workbench),
					`< ${kilobytes(goals.workbench)}`,
				),
				row('all JavaScript', allFiles, kilobytes(all), `< ${kilobytes(goals.all)}`),
			],
		},
	];
}

/**
 * @param {string} file
 * @param {Set<string>} [seen]
 */
function loadedAtOnce(file, seen = new Set()) {
	if (!seen.has(file)) {
		seen.add(file);
		const code = readFileSync(file, 'utf8');
		// esbuild writes `import()` as Promise.resolve().then(() => ... require("./chunks/x.js")).
		const atOnce = code.replaceAll(/\.then\(\(\)\s*=>[^;]*?require\("[^"]+"\)/g, '');
		for (const [, name] of atOnce.matchAll(/require\("(\.[^"]+)"\)/g)) {
			loadedAtOnce(path.join(path.dirname(file), name ?? ''), seen);
		}
	}
	return seen;
}

/** @param {Iterable<string>} files */
function sum(files) {
	return [...files].reduce((bytes, file) => bytes + statSync(file).size, 0);
}
