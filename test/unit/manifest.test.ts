import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { ruleById, rules } from '../../src/lint/rules';
import { certificateSuffixes } from '../../src/workspace/certificateFiles';

interface MenuItem {
	readonly command?: string;
	readonly submenu?: string;
	readonly when?: string;
}

interface Manifest {
	readonly main: string;
	readonly engines: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly activationEvents: readonly string[];
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly title: string;
			readonly category: string;
			readonly enablement?: string;
		}[];
		readonly submenus: readonly { readonly id: string }[];
		readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
		readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
		readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
		readonly viewsWelcome: readonly {
			readonly view: string;
			readonly when?: string;
			readonly contents: string;
		}[];
		readonly languages: readonly {
			readonly extensions: readonly string[];
			readonly configuration: string;
		}[];
		readonly grammars: readonly { readonly path: string }[];
		readonly configuration: {
			readonly properties: Readonly<
				Record<
					string,
					{
						readonly default?: unknown;
						readonly markdownDescription?: string;
						readonly properties?: Readonly<Record<string, unknown>>;
					}
				>
			>;
		};
	};
}

const root = process.cwd();
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));
const allSource = sources.map(({ text }) => text).join('\n');
const commandIds = contributes.commands.map(({ command }) => command);
const viewIds = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
const contextKeys = [
	...(/interface ContextKeys \{([^}]*)\}/.exec(allSource)?.[1] ?? '').matchAll(/'(mtls\.\w+)'/g),
].map(([, key]) => key ?? '');

describe('docs/cli.md', () => {
	it('lists every fault code of a path that is no rule', () => {
		const source = readFileSync(join(root, 'src/path/request.ts'), 'utf8');
		const union = /export type PathFaultCode =([^;]+);/.exec(source)?.[1] ?? '';
		const codes = [...union.matchAll(/'([a-z\d-]+)'/g)].map(([, code]) => code ?? '');
		assert.ok(codes.length > 20);
		const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');
		const block = /<!-- fault-codes:begin -->([^]+)<!-- fault-codes:end -->/.exec(page)?.[1] ?? '';
		const listed = [...block.matchAll(/^\| `([a-z\d-]+)`/gm)].map(([, code]) => code ?? '');
		assert.deepEqual(listed.sort(), codes.filter((code) => ruleById(code) === undefined).sort());
	});
});

describe('manifest', () => {
	it('names every command that the code registers or runs, and no other', () => {
		const webviews = [...allSource.matchAll(/createWebviewPanel\(\s*'(mtls\.\w+)'/g)];
		const known = new Set([
			...viewIds,
			...contextKeys,
			...viewIds.map((id) => `${id}.focus`),
			...webviews.map(([, id]) => id ?? ''),
		]);
		const used = [...allSource.matchAll(/['"`](mtls\.\w+(?:\.focus)?)['"`]/g)]
			.map(([, id]) => id ?? '')
			.filter((id) => !known.has(id));
		assert.deepEqual([...new Set(used)].sort(), [...commandIds].sort());
	});

	it('writes commands as the style guide asks', () => {
		for (const { command, title, category } of contributes.commands) {
			assert.match(command, /^mtls\.[a-z]+[A-Za-z]*$/);
			assert.equal(category, 'mTLS', command);
			assert.doesNotMatch(title, /mTLS|^[a-z]|\.$(?<!\.\.\.)/, command);
		}
	});

	it('hides commands that need a target from the palette, or says when they have one', () => {
		const inPalette = new Map(
			(contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]),
		);
		const onRows = (contributes.menus['view/item/context'] ?? []).flatMap(({ command, when }) =>
			command !== undefined && when?.includes('viewItem') ? [command] : [],
		);
		const needsTarget = onRows.filter(
			(command) => !new RegExp(`'${command}'[^;]*undefined`, 's').test(allSource),
		);
		const unguarded = needsTarget.filter(
			(command) => !inPalette.has(command) && !/create|start|stop|probe/i.test(command),
		);
		assert.deepEqual(unguarded, []);
	});

	it('points menus and welcome texts at commands and views that exist', () => {
		const submenus = contributes.submenus.map(({ id }) => id);
		for (const [menu, items] of Object.entries(contributes.menus)) {
			for (const { command, submenu } of items) {
				const isKnown =
					(command !== undefined && commandIds.includes(command)) ||
					(submenu !== undefined && submenus.includes(submenu));
				assert.ok(isKnown, `${menu}: ${command ?? submenu ?? 'nothing'}`);
			}
		}
		for (const { view, contents } of contributes.viewsWelcome) {
			assert.ok(viewIds.includes(view), view);
			for (const [, command = ''] of contents.matchAll(/\(command:([\w.]+)/g)) {
				assert.ok(!command.startsWith('mtls.') || commandIds.includes(command), command);
			}
		}
	});

	it('asks for context keys that the code sets', () => {
		const conditions = [
			...Object.values(contributes.menus).flat(),
			...contributes.viewsWelcome,
		].map(({ when }) => when ?? '');
		conditions.push(...contributes.commands.map(({ enablement }) => enablement ?? ''));
		const asked = conditions
			.flatMap((when) => [...when.matchAll(/\bmtls\.\w+/g)].map(([key]) => key))
			.filter((key) => !viewIds.includes(key));
		for (const key of new Set(asked)) {
			assert.ok(contextKeys.includes(key), key);
			assert.match(allSource, new RegExp(`setContextKey\\(\\s*'${key}'`), key);
		}
	});

	it('declares only settings that the code reads, and describes each', () => {
		const settings = sources.find(({ name }) => name.endsWith('settings.ts'))?.text ?? '';
		const others = sources.filter(({ name }) => !name.endsWith('settings.ts'));
		for (const [id, { markdownDescription, default: value }] of Object.entries(
			contributes.configuration.properties,
		)) {
			const name = id.replace(/^mtls\./, '');
			assert.ok(settings.includes(`'${name}'`), `${id} is not in editor/settings.ts`);
			const field = name.split('.').at(-1) ?? '';
			const isRead = others.some(({ text }) => new RegExp(`\\b${field}\\b`).test(text));
			assert.ok(isRead, `${id} is read by nobody`);
			assert.match(markdownDescription ?? '', /^[A-Z].*\.$/s, id);
			assert.notEqual(value, undefined, `${id} has no default`);
		}
	});

	it('offers every rule in the severity setting, and no other', () => {
		const offered = contributes.configuration.properties['mtls.lint.rules']?.properties ?? {};
		assert.deepEqual(Object.keys(offered).sort(), rules.map(({ id }) => id).sort());
	});

	it('searches, opens and activates for the same endings', () => {
		const include = contributes.configuration.properties['mtls.files.include']?.default;
		const pattern = Array.isArray(include) ? String(include[0]) : '';
		const endings = (/\{(.*)\}/.exec(pattern)?.[1] ?? '').split(',');
		assert.deepEqual(
			[...new Set(endings.map((ending) => ending.toLowerCase()))].sort(),
			[...certificateSuffixes].sort(),
		);
		const language = contributes.languages[0]?.extensions ?? [];
		// Files of these are never text.
		const binary = ['der', 'p12', 'pfx', 'jks', 'crl'];
		for (const suffix of certificateSuffixes) {
			assert.ok(language.includes(`.${suffix}`) || binary.includes(suffix), suffix);
		}
		const activation = manifest.activationEvents.join(' ');
		for (const suffix of ['pem', 'crt', 'key', 'csr', 'crl', 'p12', 'der']) {
			assert.match(activation, new RegExp(`\\b${suffix}\\b`));
		}
	});

	it('ships the files that it names', () => {
		const { viewsContainers, languages, grammars } = contributes;
		const named = [
			...viewsContainers.activitybar.map(({ icon }) => icon),
			...languages.map(({ configuration }) => configuration),
			...grammars.map(({ path }) => path),
		];
		for (const file of named) {
			assert.ok(existsSync(join(root, file)), file);
			assert.match(file, /^(\.\/)?media\//, 'the VSIX holds media, not other folders');
		}
	});

	it('builds against the oldest VS Code that it runs in', () => {
		const engine = manifest.engines['vscode'] ?? '';
		const types = manifest.devDependencies['@types/vscode'] ?? '';
		assert.equal(engine.replace('^', '').split('.', 2).join('.'), types.split('.', 2).join('.'));
	});

	it('is described by the README: every command of the palette and every setting', () => {
		const readme = readFileSync(join(root, 'README.md'), 'utf8');
		const hidden = new Set(
			(contributes.menus['commandPalette'] ?? [])
				.filter(({ when }) => when === 'false')
				.map(({ command }) => command),
		);
		const missing = [
			...contributes.commands
				.filter(({ command }) => !hidden.has(command))
				.map(({ title }) => title)
				.filter((title) => !readme.includes(title)),
			...Object.keys(contributes.configuration.properties).filter((id) => !readme.includes(id)),
		];
		assert.deepEqual(missing, []);
	});
});
