import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'mocha';

/** What a layer may import: other layers by name, `vscode`, and Node's modules. */
interface Layer {
	/** Folders of `src`, or single files of it. */
	readonly mayImport: readonly string[];
	/** Node's modules, or `any`. */
	readonly node: readonly string[] | 'any';
	readonly vscode: boolean;
	/** Where code goes that needs more. */
	readonly advice: string;
}

/** Modules that touch nothing outside the process. */
const pure = ['node:crypto', 'node:url', 'node:net', 'node:buffer', 'node:util'];

/** The table of style.md section 3. To add an edge, change it here, where a review sees it. */
const layers: Readonly<Record<string, Layer>> = {
	util: {
		mayImport: [],
		node: [],
		vscode: false,
		advice: 'util has no word of the domain in it; put the code beside what it is about',
	},
	x509: {
		mayImport: ['util'],
		node: ['node:crypto'],
		vscode: false,
		advice: 'x509 says what a certificate is; judging goes to lint or path, making to issue',
	},
	issue: {
		mayImport: ['x509', 'util'],
		node: pure,
		vscode: false,
		advice: 'issue makes certificates in memory; files are written by workspace',
	},
	path: {
		mayImport: ['x509', 'util'],
		node: pure,
		vscode: false,
		advice: 'path validates what it is given; finding certificates is the work of workspace',
	},
	lint: {
		mayImport: ['path', 'x509', 'util'],
		node: pure,
		vscode: false,
		advice: 'a rule asks context.workspace; reading files is the work of workspace',
	},
	mtls: {
		mayImport: ['lint', 'path', 'issue', 'x509', 'util'],
		node: [
			...pure,
			'node:tls',
			'node:http',
			'node:https',
			'node:stream',
			'node:events',
			'node:dns',
		],
		vscode: false,
		advice: 'mtls is given PEM texts; reading and writing files is the work of workspace',
	},
	workspace: {
		mayImport: ['lint', 'path', 'issue', 'x509', 'util'],
		node: [...pure, 'node:fs', 'node:fs/promises', 'node:path', 'node:os'],
		vscode: false,
		advice: 'what workspace needs of the editor comes in as an interface',
	},
	cli: {
		mayImport: ['workspace', 'mtls', 'lint', 'path', 'issue', 'x509', 'util'],
		node: 'any',
		vscode: false,
		advice: 'the command line runs without VS Code',
	},
	editor: {
		mayImport: ['util'],
		node: [],
		vscode: true,
		advice: 'editor knows vscode and nothing of certificates; put the code into a feature',
	},
	features: {
		mayImport: [
			'services.ts',
			'editor',
			'workspace',
			'mtls',
			'lint',
			'path',
			'issue',
			'x509',
			'util',
		],
		node: 'any',
		vscode: true,
		advice: 'a feature reaches another through its command id; what both need goes to workspace',
	},
	'services.ts': {
		mayImport: ['editor', 'workspace', 'lint', 'util'],
		node: [],
		vscode: true,
		advice: 'services.ts is types that features are handed',
	},
	'createServices.ts': {
		mayImport: ['services.ts', 'documentReader.ts', 'editor', 'workspace', 'mtls', 'lint', 'util'],
		node: [],
		vscode: true,
		advice: 'createServices.ts builds what all features share; the rest belongs to one of them',
	},
	'documentReader.ts': {
		mayImport: ['editor', 'lint', 'x509', 'util'],
		node: [],
		vscode: true,
		advice: 'documentReader.ts reads documents; showing them is the work of features',
	},
	'workbench.ts': {
		mayImport: ['features', 'createServices.ts', 'editor', 'util'],
		node: [],
		vscode: true,
		advice: 'workbench.ts is a table of contents',
	},
	'extension.ts': {
		mayImport: ['workbench.ts', 'editor', 'util'],
		node: [],
		vscode: true,
		advice: 'extension.ts is loaded while VS Code starts; the rest goes to workbench.ts',
	},
	'cli.ts': {
		mayImport: ['cli', 'workspace', 'mtls', 'lint', 'path', 'issue', 'x509', 'util'],
		node: 'any',
		vscode: false,
		advice: 'the command line runs without VS Code',
	},
};

/** Packages of others, each known to one file alone (`style.md` section 2): what they are used for stays small. */
const packageFiles: Readonly<Record<string, string>> = {
	'@peculiar/x509': 'x509/library.ts',
	'reflect-metadata': 'x509/library.ts',
	yaml: 'x509/read/embedded/yaml.ts',
	'jsonc-parser': 'x509/read/embedded/json.ts',
};

interface Import {
	readonly file: string;
	readonly layer: string;
	readonly target: string;
}

describe('layers', () => {
	const root = join(process.cwd(), 'src');
	const files = sourceFiles(root);
	const imports = files.flatMap((file) => importsOf(root, file));

	it('finds the sources and their imports', () => {
		assert.ok(files.length > 50, `only ${files.length} files`);
		assert.ok(imports.length > files.length, `only ${imports.length} imports`);
	});

	it('every file belongs to a layer', () => {
		const homeless = files.filter((file) => layers[layerOf(file)] === undefined);
		assert.deepEqual(homeless, []);
	});

	it('imports point one way only', () => {
		const wrong = imports.flatMap((each) => reasonAgainst(each) ?? []);
		assert.deepEqual(wrong, []);
	});

	it('each package of others is known to one file only', () => {
		const users = imports
			.filter(({ target }) => packageFiles[target] !== undefined)
			.map(({ file, target }) => [target, file]);
		assert.deepEqual(new Map(users as [string, string][]), new Map(Object.entries(packageFiles)));
		const strangers = users.filter(([target = '', file]) => packageFiles[target] !== file);
		assert.deepEqual(strangers, []);
	});

	it('the core asks nobody for the time', () => {
		const core = ['x509', 'issue', 'path', 'lint', 'workspace'];
		const askers = files.filter(
			(file) =>
				core.includes(layerOf(file)) &&
				/\bDate\.now\(\)|\bnew Date\(\)/.test(readFileSync(join(root, file), 'utf8')),
		);
		assert.deepEqual(askers, []);
	});

	it('no file grows past 400 lines', () => {
		const long = files.filter((file) => {
			return readFileSync(join(root, file), 'utf8').split('\n').length > 401;
		});
		assert.deepEqual(long, []);
	});

	it('every export of a feature folder but register stays inside', () => {
		const outside = imports.filter(
			({ layer, target }) =>
				layer === 'workbench.ts' && target.startsWith('features/') && target.split('/').length > 2,
		);
		assert.deepEqual(outside, []);
	});
});

function reasonAgainst({ file, layer, target }: Import): string | undefined {
	const rules = layers[layer];
	if (rules === undefined) {
		return `${file} is in no layer`;
	}
	const complaint = `${file} imports ${target}: ${rules.advice}`;
	if (target === 'vscode') {
		return rules.vscode ? undefined : complaint;
	}
	if (target.startsWith('node:')) {
		return rules.node === 'any' || rules.node.includes(target) ? undefined : complaint;
	}
	if (builtinModules.includes(target)) {
		return `${file} imports ${target}: write node:${target}`;
	}
	if (!isOwn(target)) {
		return packageFiles[target] === undefined ? complaint : undefined;
	}
	const other = layerOf(target);
	if (other === layer) {
		const feature = (path: string): string | undefined => path.split('/')[1];
		return layer === 'features' && feature(file) !== feature(target) ? complaint : undefined;
	}
	return rules.mayImport.includes(other) ? undefined : complaint;
}

/** Our own files are given relative to `src`, everything else by its package. */
function isOwn(target: string): boolean {
	return layers[layerOf(target)] !== undefined;
}

function layerOf(path: string): string {
	const [first = ''] = path.split('/');
	return path.includes('/') || first.endsWith('.ts') ? first : `${first}.ts`;
}

function importsOf(root: string, file: string): Import[] {
	const text = readFileSync(join(root, file), 'utf8');
	const found = text.matchAll(
		/^\s*(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
	);
	return [...found].map(([, from, bare, dynamic]) => {
		const target = from ?? bare ?? dynamic ?? '';
		return {
			file,
			layer: layerOf(file),
			target: target.startsWith('.')
				? slashed(relative(root, resolve(root, file, '..', target)))
				: target,
		};
	});
}

function sourceFiles(root: string): string[] {
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map(slashed)
		.sort();
}

function slashed(path: string): string {
	return path.split(sep).join('/');
}
