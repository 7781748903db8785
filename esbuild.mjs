// Bundles the extension and the command line into dist/; nothing else.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const isWatching = process.argv.includes('--watch');
// Readable output with source maps for the debugger; what is packaged is minified and has none.
const isDevelopment = isWatching || process.argv.includes('--development');

/**
 * Whatever is imported with `await import()` becomes a chunk that loads when it is first needed,
 * and what several need stands in one chunk only, so that a class is the same class everywhere.
 * esbuild splits ES modules alone, and VS Code 1.99 loads CommonJS alone; so it first splits, and
 * then turns every piece into CommonJS as it stands.
 */
const toCommonJs = {
	name: 'to-commonjs',
	setup(build) {
		build.onEnd(async ({ outputFiles = [], errors }) => {
			if (errors.length > 0) {
				return;
			}
			rmSync(join(root, 'dist'), { recursive: true, force: true });
			for (const file of outputFiles) {
				if (file.path.endsWith('.map')) {
					continue;
				}
				const { code } = await esbuild.transform(requireOnce(file.text), {
					format: 'cjs',
					platform: 'node',
					target: 'node20',
					minify: !isDevelopment,
					sourcemap: isDevelopment ? 'inline' : false,
					sourcefile: basename(file.path),
					supported: { 'dynamic-import': false },
				});
				mkdirSync(dirname(file.path), { recursive: true });
				writeFileSync(file.path, code);
			}
			chmodSync(join(root, 'dist/cli.js'), 0o755);
			writeLaunchers();
			copyRulePages();
		});
	},
};

/**
 * Every source imports `vscode` by itself, and for each import esbuild would copy all its names into
 * an object of its own: 40 times 400 of them, half of the time that loading takes.
 */
function requireOnce(code) {
	let name;
	return code.replaceAll(/import\s*\*\s*as ([\w$]+) from\s*"vscode";/g, (_, own) => {
		const value = name ?? 'require("vscode")';
		name ??= own;
		return `const ${own} = ${value};`;
	});
}

/** The pages that findings link to: those of this very version, readable without a network. */
function copyRulePages() {
	cpSync(join(root, 'docs/rules'), join(root, 'dist/rules'), {
		recursive: true,
		filter: (source) => !basename(source).includes('.') || source.endsWith('.md'),
	});
}

/**
 * Programs that VS Code's terminals find as `mtls`: they run the command line with the editor's own
 * Node, which the extension names in MTLS_NODE. On the desktop that is Electron, hence the variable.
 */
function writeLaunchers() {
	const folder = join(root, 'dist/bin');
	mkdirSync(folder, { recursive: true });
	const posix = [
		'#!/bin/sh',
		'ELECTRON_RUN_AS_NODE=1 exec "${MTLS_NODE:-node}" "$(dirname "$0")/../cli.js" "$@"',
		'',
	].join('\n');
	writeFileSync(join(folder, 'mtls'), posix, { mode: 0o755 });
	const windows = [
		'@echo off',
		'setlocal',
		'set ELECTRON_RUN_AS_NODE=1',
		'if not defined MTLS_NODE set MTLS_NODE=node',
		'"%MTLS_NODE%" "%~dp0..\\cli.js" %*',
		'',
	].join('\r\n');
	writeFileSync(join(folder, 'mtls.cmd'), windows);
}

const options = {
	absWorkingDir: root,
	entryPoints: ['src/extension.ts', 'src/cli.ts'],
	outdir: 'dist',
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	external: ['vscode'],
	// Its main file is of a form that finds its other files only while it runs.
	alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
	minify: !isDevelopment,
	sourcemap: isDevelopment ? 'inline' : false,
	legalComments: 'none',
	write: false,
	logLevel: 'info',
	plugins: [toCommonJs],
};

if (isWatching) {
	const context = await esbuild.context(options);
	await context.watch();
} else {
	await esbuild.build(options);
}
