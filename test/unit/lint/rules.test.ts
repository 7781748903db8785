import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalsOf, type Situation } from '../../../src/lint/refusals';
import { ruleById, rules } from '../../../src/lint/rules';

const pages = join(process.cwd(), 'docs', 'rules');
const sources = join(process.cwd(), 'src', 'lint', 'rules');
const tests = join(process.cwd(), 'test', 'unit', 'lint', 'rules');

/** `weakKey` for `weak-key`: the four names of a rule are one name. */
function camelCase(id: string): string {
	return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The situations that a rule file quotes from the table of refusals. */
function situationsOf(id: string): Situation[] {
	const source = readFileSync(join(sources, `${camelCase(id)}.ts`), 'utf8');
	return [...source.matchAll(/'([a-z0-9-]+)'/g)].flatMap(([, name]) =>
		isSituation(name) ? [name] : [],
	);
}

function isSituation(name: string | undefined): name is Situation {
	return name !== undefined && (refusalsOf(name as Situation) as unknown) !== undefined;
}

/** Rows of the tables "Stack, Words" of a page. */
function rowsOf(page: string): string[] {
	return [...page.matchAll(/^\| (.+?) +\| `(.+)` +\|$/gm)].map(
		([, stack = '', words = '']) => `${stack.trim()}: ${words.replaceAll('\\|', '|')}`,
	);
}

describe('rules', () => {
	it('have one file, one page and one test each, all of one name', () => {
		const expected = rules.map(({ id }) => id).toSorted();
		const names = expected.map(camelCase);
		assert.deepEqual(
			readdirSync(pages)
				.filter((name) => name !== 'README.md')
				.toSorted(),
			expected.map((id) => `${id}.md`),
		);
		assert.deepEqual(
			readdirSync(sources)
				.filter((name) => name !== 'index.ts')
				.toSorted(),
			names.map((name) => `${name}.ts`).toSorted(),
		);
		assert.deepEqual(
			readdirSync(tests).toSorted(),
			names.map((name) => `${name}.test.ts`).toSorted(),
		);
	});

	it('yield to rules that exist', () => {
		for (const { id, yieldsTo } of rules) {
			for (const other of yieldsTo) {
				assert.ok(ruleById(other), `${id} yields to ${other}`);
			}
		}
	});

	it('have short titles that fit a lens', () => {
		for (const { id, shortTitle, title } of rules) {
			assert.ok(shortTitle.length <= 24, id);
			assert.doesNotMatch(title, /\.$/, id);
		}
	});

	it('are listed by the index of the pages in their order', () => {
		const index = readFileSync(join(pages, 'README.md'), 'utf8');
		const listed = [...index.matchAll(/^\| \[([\w-]+)\]\((.+?)\) *\| (\w+) *\| (.+?) *\|$/gm)];
		assert.deepEqual(
			listed.map(([, id, file, severity, title]) => [id, file, severity, title]),
			rules.map(({ id, severity, title }) => [id, `${id}.md`, severity, title]),
		);
	});

	for (const { id, title, severity, reference } of rules) {
		describe(`page of ${id}`, () => {
			const path = join(pages, `${id}.md`);
			const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

			it('says what the rule says of itself', () => {
				assert.ok(page.startsWith(`# ${title}\n\n\`${id}\` · ${severity} · ${reference}\n`));
			});

			it('says what it means, why it matters, who refuses it and how to repair it', () => {
				assert.deepEqual(
					[...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading).slice(0, 4),
					['What it means', 'Why it matters', 'Who refuses it', 'How to repair it'],
				);
			});

			it('quotes the stacks that the rule quotes, and no others', () => {
				const expected = situationsOf(id).flatMap((situation) =>
					refusalsOf(situation).map(
						({ stack, version, message }) => `${stack} ${version}: ${message}`,
					),
				);
				assert.deepEqual(new Set(rowsOf(page)), new Set(expected));
			});
		});
	}
});
