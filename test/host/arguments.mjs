import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Desktop arguments that mean nothing to a server, or that are the case here anyway.
const without = new Set([
	'no-sandbox',
	'disable-gpu',
	'disable-gpu-sandbox',
	'disable-updates',
	'skip-welcome',
	'skip-release-notes',
	'disable-telemetry',
	'disable-crash-reporter',
	'new-window',
	'wait',
	'verbose',
]);
const withValue = new Set([
	'extensionDevelopmentPath',
	'extensionTestsPath',
	'user-data-dir',
	'extensions-dir',
	'folder-uri',
	'file-uri',
]);
const alone = new Set(['disable-extensions', 'disable-workspace-trust']);

/**
 * VS Code's own command-line arguments, as far as they matter to a test run.
 *
 * @typedef {object} CodeArguments
 * @property {string | undefined} folder the folder or workspace file to open
 * @property {string[]} developmentPaths
 * @property {string | undefined} testsPath
 * @property {string | undefined} userData
 * @property {string | undefined} extensions
 * @property {boolean} isWithoutExtensions `--disable-extensions`: installed ones are left out, the
 *   one under development is not
 * @property {boolean} isTrusted `--disable-workspace-trust`
 * @property {string[]} ignored arguments that this host does not know
 */

/**
 * Reads `--name=value`, `--name value`, `--name` and paths.
 *
 * @param {string[]} args
 * @returns {CodeArguments}
 */
export function parseArguments(args) {
	/** @type {Map<string, string[]>} */
	const values = new Map();
	const paths = [];
	const ignored = [];
	const queue = [...args];
	for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
		if (!argument.startsWith('-')) {
			paths.push(argument);
			continue;
		}
		const [, name = '', value] = /^--?([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
		if (withValue.has(name)) {
			values.set(name, [...(values.get(name) ?? []), value ?? queue.shift() ?? '']);
		} else if (alone.has(name)) {
			values.set(name, ['']);
		} else if (!without.has(name)) {
			ignored.push(argument);
		}
	}
	const last = (/** @type {string} */ name) => values.get(name)?.at(-1);
	const uri = last('folder-uri') ?? last('file-uri');
	return {
		folder: uri === undefined ? paths[0] : asPath(uri),
		developmentPaths: (values.get('extensionDevelopmentPath') ?? []).map(asPath),
		testsPath: withFileEnding(last('extensionTestsPath')),
		userData: last('user-data-dir'),
		extensions: last('extensions-dir'),
		isWithoutExtensions: values.has('disable-extensions'),
		isTrusted: values.has('disable-workspace-trust'),
		ignored: [...ignored, ...paths.slice(1)],
	};
}

/** @param {string} value */
function asPath(value) {
	return value.startsWith('file://') ? fileURLToPath(value) : value;
}

// A desktop VS Code requires the suite, which finds index.js of a folder; so does this host.
/** @param {string | undefined} value */
function withFileEnding(value) {
	return value === undefined
		? undefined
		: createRequire(import.meta.url).resolve(resolve(asPath(value)));
}
