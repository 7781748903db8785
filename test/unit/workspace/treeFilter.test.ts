import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groupByExpiry } from '../../../src/workspace/expiryGroups';
import { createFileSet } from '../../../src/workspace/fileSet';
import { buildIssuerTree, type IssuerTree } from '../../../src/workspace/issuerTree';
import { filterTree, parseFilter } from '../../../src/workspace/treeFilter';
import { readText } from '../../../src/x509/read';
import { buildCa, buildCertificate, testNow } from '../../support/certificates';
import { buildRequest } from '../../support/requests';

const dayMs = 86_400_000;
const inDays = (days: number): Date => new Date(testNow.getTime() + days * dayMs);

async function treeOf(files: Readonly<Record<string, string>>): Promise<IssuerTree> {
	const workspace = createFileSet();
	for (const [path, text] of Object.entries(files)) {
		workspace.set({ path, content: readText(text) });
	}
	const context = { workspace, findingsOf: () => [], now: testNow };
	return buildIssuerTree(context, () => Promise.resolve());
}

describe('the filter of the Certificates view', () => {
	const root = buildCa({ subject: 'Root' });
	const server = buildCertificate({ issuer: root, subject: 'shop.example.test' });
	const old = buildCertificate({
		role: 'client',
		issuer: root,
		subject: 'Billing',
		notBefore: inDays(-20),
		notAfter: inDays(-3),
	});
	const files = {
		'pki/ca.crt': root.pem,
		'web/server.crt': server.pem,
		'jobs/client.crt': old.pem,
		'jobs/client.key': old.privateKeyPem,
		'jobs/next.csr': buildRequest({ subject: 'Billing' }).pem,
	};

	async function check(text: string, names: readonly string[], others = 0): Promise<void> {
		const filter = parseFilter(text);
		assert.ok(filter);
		const { tree, matches, paths } = filterTree(await treeOf(files), filter);
		const shown = [...tree.entries.values()].map(({ card }) => card.label).sort();
		assert.deepEqual(shown, names);
		assert.equal(matches, names.length);
		assert.equal(tree.requests.length + tree.keys.length, others);
		assert.equal(paths.size, names.length + others);
	}

	it('is off for nothing and for blanks', () => {
		assert.equal(parseFilter(''), undefined);
		assert.equal(parseFilter('  '), undefined);
	});

	it('finds words in names, whatever their case', () => check('bill', ['Billing'], 1));
	it('finds words in paths, requests among them', () => check('jobs', ['Billing'], 1));
	it('finds words in the issuer', () => check('root', ['Billing', 'Root', 'shop.example.test']));
	it('asks for every word', () => check('root web', ['shop.example.test']));
	it('knows roles', () => check('role:client', ['Billing']));
	it('knows states', () => check('state:expired', ['Billing']));
	it('knows whether the key is here', () => check('key:missing', ['Root', 'shop.example.test']));
	it('takes all conditions together', () => check('role:server state:expired', []));
	it('takes an unknown word with a colon as text', () => check('role:nobody', []));

	it('keeps the CA above what matches, and nothing else of what it issued', async () => {
		const filter = parseFilter('shop');
		assert.ok(filter);
		const { tree, matches } = filterTree(await treeOf(files), filter);
		assert.equal(matches, 1);
		assert.deepEqual(
			tree.authorities.map(({ card, issued }) => [
				card.label,
				issued.map((entry) => entry.card.label),
			]),
			[['Root', ['shop.example.test']]],
		);
	});
});

describe('certificates by expiry', () => {
	it('stand under the time that is left to them, those that end first on top', async () => {
		const ends = { a: -1, b: 30, c: 31, d: 90, e: 91, f: 3 };
		const tree = await treeOf(
			Object.fromEntries(
				Object.entries(ends).map(([name, days]) => [
					`${name}.crt`,
					buildCertificate({
						subject: name,
						notBefore: inDays(-100),
						notAfter: new Date(inDays(days).getTime() + 1000),
					}).pem,
				]),
			),
		);
		const groups = groupByExpiry(tree.entries.values(), testNow);
		assert.deepEqual(
			groups.map(({ label, entries }) => [label, entries.map(({ card }) => card.label)]),
			[
				['Expired', ['a']],
				['Within 30 Days', ['f', 'b']],
				['Within 90 Days', ['c', 'd']],
				['Later', ['e']],
			],
		);
	});
});
