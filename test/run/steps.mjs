import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './setUp.mjs';

/**
 * One heading of `npm test`.
 *
 * @typedef {object} Step
 * @property {string} id what `npm test -- ID` asks for; `integration` also means `integration:…`
 * @property {string} title
 * @property {'check' | 'tests'} kind a check counts only when it fails; tests report themselves
 * @property {'core' | 'editor'} lane steps of one lane run one after the other, lanes side by side
 * @property {string[]} needs steps that must have ended well before
 * @property {number[]} [usableCodes] exit codes besides 0 after which steps that need it still run
 * @property {string[]} [systemPackages] Debian packages without which nothing of it can run
 * @property {number} limitSeconds a step that takes longer hangs
 * @property {(options: StepOptions) => string[][]} commands arguments of Node, one list for each
 *   program to run in turn
 */

const mocha = 'node_modules/mocha/bin/mocha.js';
const editorPackages = ['chromium'];

/**
 * @typedef {object} StepOptions
 * @property {string | undefined} grep runs only tests whose name has this text
 */

/** All steps in the order in which they are printed. @type {readonly Step[]} */
export const steps = [
	{
		id: 'format',
		title: 'Formatting (prettier)',
		kind: 'check',
		lane: 'core',
		needs: [],
		limitSeconds: 500,
		commands: () => [['node_modules/prettier/bin/prettier.cjs', '--check', '.']],
	},
	{
		id: 'types',
		title: 'Types (tsc)',
		kind: 'check',
		lane: 'core',
		needs: [],
		limitSeconds: 480,
		// tsc ends with 2 when it found errors and wrote its output all the same.
		usableCodes: [2],
		commands: () => [['node_modules/typescript/bin/tsc', '-p', '.']],
	},
	{
		id: 'lint',
		title: 'Lint (eslint)',
		kind: 'check',
		lane: 'core',
		needs: [],
		limitSeconds: 800,
		commands: () => [['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
	},
	{
		id: 'editors',
		title: 'VS Code, oldest and newest',
		kind: 'check',
		lane: 'editor',
		needs: [],
		systemPackages: editorPackages,
		limitSeconds: 900,
		commands: () => [['test/host/install.mjs']],
	},
	{
		id: 'package',
		title: 'Bundle and VSIX',
		kind: 'tests',
		lane: 'editor',
		needs: [],
		limitSeconds: 400,
		commands: (options) => [
			['test/host/package.mjs', '--force'],
			tests(files('test/package', '.test.mjs'), options),
		],
	},
	{
		id: 'unit',
		title: 'Unit tests, with the coverage of the engine',
		kind: 'tests',
		lane: 'core',
		needs: ['types'],
		limitSeconds: 900,
		commands: (options) => [
			[
				'node_modules/c8/bin/c8.js',
				'--all',
				'--src=src',
				'--exclude-after-remap',
				'--include=src/{cli,issue,lint,mtls,path,util,workspace,x509}/**',
				...filesOfTypes().map((file) => `--exclude=${file}`),
				'--reporter=text-summary',
				'--temp-directory=.cache/coverage',
				process.execPath,
				...tests(files('test/unit', '.test.ts'), options),
			],
		],
	},
	{
		id: 'tutorials',
		title: 'The tutorials, with the real tools',
		kind: 'tests',
		lane: 'core',
		needs: ['types', 'package'],
		limitSeconds: 800,
		commands: (options) => [
			tests(
				[...files('test/tutorials', '.test.ts'), ...files('test/tutorials', '.test.mjs')],
				options,
			),
		],
	},
	{
		id: 'commands',
		title: 'npm start, npm test and npm run bench',
		kind: 'tests',
		lane: 'core',
		needs: ['editors', 'package'],
		limitSeconds: 500,
		commands: (options) => [tests(files('test/commands', '.test.mjs'), options)],
	},
	{
		id: 'integration:oldest',
		title: 'Integration tests in the oldest VS Code',
		kind: 'tests',
		lane: 'editor',
		needs: ['types', 'editors', 'package'],
		systemPackages: editorPackages,
		limitSeconds: 800,
		commands: (options) => [integration('oldest', options)],
	},
	{
		id: 'integration:newest',
		title: 'Integration tests in the newest VS Code',
		kind: 'tests',
		lane: 'editor',
		needs: ['types', 'editors', 'package'],
		systemPackages: editorPackages,
		limitSeconds: 800,
		commands: (options) => [integration('newest', options)],
	},
	{
		id: 'e2e',
		title: 'End-to-end tests in the workbench, with the VSIX',
		kind: 'tests',
		lane: 'editor',
		needs: ['types', 'editors', 'package'],
		systemPackages: editorPackages,
		limitSeconds: 900,
		commands: (options) => [
			tests([...files('test/e2e', '.test.ts'), ...files('test/e2e', '.test.mjs')], options),
		],
	},
	{
		id: 'host',
		title: 'The harness: what it must never call a pass',
		kind: 'tests',
		lane: 'editor',
		needs: ['types', 'editors'],
		systemPackages: editorPackages,
		limitSeconds: 800,
		commands: (options) => [tests(files('test/host', '.test.mjs'), options)],
	},
];

/**
 * The steps that somebody asked for by id, and those they need; all without an id.
 *
 * @param {readonly string[]} ids
 */
export function selectSteps(ids) {
	const wanted = new Set();
	/** @param {string} id */
	const want = (id) => {
		const found = steps.filter((step) => step.id === id || step.id.startsWith(`${id}:`));
		if (found.length === 0) {
			throw new Error(`There is no step ${id}. Steps: ${steps.map((step) => step.id).join(', ')}.`);
		}
		for (const step of found) {
			wanted.add(step);
			step.needs.forEach(want);
		}
	};
	(ids.length > 0 ? ids : steps.map((step) => step.id)).forEach(want);
	return steps.filter((step) => wanted.has(step));
}

/**
 * @param {string} version
 * @param {StepOptions} options
 */
function integration(version, { grep }) {
	const filter = grep === undefined ? [] : ['--grep', grep];
	return ['test/integration/run.mjs', '--version', version, ...filter];
}

/**
 * Arguments that run test files in mocha. Its own configuration is left out: that names all unit
 * tests, and mocha adds the files it is given to those.
 *
 * @param {string[]} testFiles
 * @param {StepOptions} options
 */
function tests(testFiles, { grep }) {
	if (testFiles.length === 0) {
		throw new Error('There is no test file.');
	}
	const filter = grep === undefined ? [] : ['--grep', grep];
	const settings = ['--no-config', '--timeout=60000', '--reporter=test/run/reporter.cjs'];
	return [mocha, ...settings, ...filter, ...testFiles];
}

/**
 * The test files of a folder; of those in TypeScript what the compiler made of them. Sources are
 * listed, not the compiler's folder, where tests that were deleted still lie.
 *
 * @param {string} folder
 * @param {'.test.ts' | '.test.mjs'} ending
 */
function files(folder, ending) {
	try {
		return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith(ending))
			.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
			.map((name) => (ending === '.test.ts' ? `out/${name.slice(0, -3)}.js` : name))
			.sort();
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') {
			return [];
		}
		throw error;
	}
}

/** Sources that hold types only: nothing of them can be covered, nor count as not covered. */
function filesOfTypes() {
	const prologue = /"use strict";|Object\.defineProperty\(exports, "__esModule".*|\/\/# .*|\s/g;
	return readdirSync(path.join(root, 'out/src'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.filter((name) => {
			const text = readFileSync(path.join(root, 'out/src', name), 'utf8');
			return text.replace(prologue, '') === '';
		})
		.map((name) => `src/${name.split(path.sep).join('/').slice(0, -3)}.ts`);
}
