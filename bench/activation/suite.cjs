// Runs in the extension host: activates the extension as VS Code does and measures what of that is
// ours, then loads the bundled library in the same process. The order changes from run to run.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const process = require('node:process');
const vscode = require('vscode');

exports.run = async () => {
	const { library, isLibraryFirst, results } = JSON.parse(process.env.MTLS_BENCH_ACTIVATION);
	const extension = vscode.extensions.getExtension('mtls-workbench.mtls-workbench');
	if (extension.isActive) {
		throw new Error('The extension is active before anybody asked for it.');
	}
	const main = path.join(extension.extensionPath, extension.packageJSON.main);
	const measured = {};
	const measureLibrary = () => {
		const start = performance.now();
		require(library);
		measured.libraryMs = performance.now() - start;
	};
	if (isLibraryFirst) {
		measureLibrary();
	}
	const folder = path.dirname(main) + path.sep;
	const restore = watchLoading(main, measured);
	await extension.activate();
	const loaded = () => Object.keys(require.cache).filter((file) => file.startsWith(folder));
	const atOnce = loaded();
	// Waits for the rest, which loads when activation is over.
	await vscode.commands.executeCommand('mtls.refresh');
	restore();
	if (!isLibraryFirst) {
		measureLibrary();
	}
	const bytesOf = (files) => files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
	measured.bytesAtOnce = bytesOf(atOnce);
	measured.bytesInAll = bytesOf(loaded());
	fs.writeFileSync(results, JSON.stringify(measured));
};

/**
 * VS Code loads an extension through Node's module loader, and calls its `activate` once. What loads
 * later is measured at its outermost file, with what that one loads in turn.
 */
function watchLoading(main, measured) {
	const load = Module._load;
	let depth = 0;
	measured.laterMs = 0;
	Module._load = function (request, parent, ...rest) {
		if (measured.activateMs !== undefined && /^\.\/chunks\//.test(request)) {
			const start = performance.now();
			depth++;
			try {
				return load.call(this, request, parent, ...rest);
			} finally {
				depth--;
				measured.laterMs += depth === 0 ? performance.now() - start : 0;
			}
		}
		if (path.resolve(request) !== path.resolve(main) || measured.loadMs !== undefined) {
			return load.call(this, request, parent, ...rest);
		}
		const start = performance.now();
		const exported = load.call(this, request, parent, ...rest);
		measured.loadMs = performance.now() - start;
		return {
			...exported,
			async activate(...args) {
				const start = performance.now();
				const api = await exported.activate(...args);
				measured.activateMs = performance.now() - start;
				return api;
			},
		};
	};
	return () => {
		Module._load = load;
		if (measured.activateMs === undefined) {
			throw new Error('The extension was loaded in a way that this bench does not see.');
		}
	};
}
