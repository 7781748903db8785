import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readText } from '../../../src/x509/read';
import { createFileSet } from '../../../src/workspace/fileSet';
import { buildIssuerTree, type CertificateEntry } from '../../../src/workspace/issuerTree';
import { buildCa, buildCertificate, testKey, testNow } from '../../support/certificates';
import { buildCrl } from '../../support/crls';
import { buildRequest } from '../../support/requests';

describe('issuer tree', () => {
	/** Builds the tree of some files and prints it as indented text. */
	async function check(files: Readonly<Record<string, string>>, expected: string): Promise<void> {
		const workspace = createFileSet();
		for (const [path, text] of Object.entries(files)) {
			workspace.set({ path, content: readText(text) });
		}
		const context = { workspace, findingsOf: () => [], now: testNow };
		const tree = await buildIssuerTree(context, () => Promise.resolve());
		const print = (entry: CertificateEntry, depth: number): string[] => [
			`${'  '.repeat(depth)}${entry.card.label} (${entry.card.role}${entry.places.length > 1 ? `, ${entry.places.length} places` : ''}) ${entry.card.place.file.path}`,
			...entry.issued.flatMap((issued) => print(issued, depth + 1)),
			...entry.crls.map(({ file }) => `${'  '.repeat(depth + 1)}crl ${file.path}`),
		];
		const lines = [
			...tree.authorities.flatMap((entry) => print(entry, 0)),
			...tree.missingIssuers.flatMap(({ name, issued }) => [
				`missing ${name}`,
				...issued.flatMap((entry) => print(entry, 1)),
			]),
			...tree.selfSigned.flatMap((entry) => ['self-signed', ...print(entry, 1)]),
			...tree.crls.map(({ file }) => `crl ${file.path}`),
			...tree.unreadable.map(({ path }) => `unreadable ${path}`),
			...tree.requests.map(({ file }) => `request ${file.path}`),
			...tree.keys.map(({ file }) => `key ${file.path}`),
		];
		assert.equal(lines.join('\n'), expected.trim().replace(/^\t+/gm, ''));
	}

	const root = buildCa({ subject: 'Root' });
	const inner = buildCa({ subject: 'Inner', issuer: root });
	const server = buildCertificate({ issuer: inner, subject: 'localhost' });
	const client = buildCertificate({ role: 'client', issuer: inner, subject: 'alice' });

	it('hangs certificates below those that signed them, by name', async () => {
		await check(
			{
				'server.crt': server.pem,
				'client.crt': client.pem,
				'inner.crt': inner.pem,
				'ca.crt': root.pem,
			},
			`
			Root (ca) ca.crt
			  Inner (ca) inner.crt
			    alice (client) client.crt
			    localhost (server) server.crt`,
		);
	});

	it('goes by signatures: a CA of the same name does not get the certificates of the other', async () => {
		const impostor = buildCa({ subject: 'Inner' });
		await check(
			{ 'ca.crt': impostor.pem, 'server.crt': server.pem },
			`
			Inner (ca) ca.crt
			missing Inner
			  localhost (server) server.crt`,
		);
	});

	it('shows an issuer that no file holds above its certificates', async () => {
		await check(
			{ 'server.crt': server.pem, 'client.crt': client.pem },
			`
			missing Inner
			  alice (client) client.crt
			  localhost (server) server.crt`,
		);
	});

	it('shows a certificate of several files once, at the file that is named for it', async () => {
		await check(
			{
				'bundle.pem': `${root.pem}${inner.pem}${server.pem}`,
				'chain.pem': `${server.pem}${inner.pem}`,
				'server.crt': server.pem,
			},
			`
			Root (ca) bundle.pem
			  Inner (ca, 2 places) chain.pem
			    localhost (server, 3 places) server.crt`,
		);
	});

	it('ends where CAs have signed each other', async () => {
		const a = testKey();
		const b = testKey();
		const aByB = buildCa({ subject: 'A', key: a, issuerName: 'B', signingKey: b });
		const bByA = buildCa({ subject: 'B', key: b, issuerName: 'A', signingKey: a });
		const workspace = createFileSet();
		workspace.set({ path: 'a.crt', content: readText(aByB.pem) });
		workspace.set({ path: 'b.crt', content: readText(bByA.pem) });
		const context = { workspace, findingsOf: () => [], now: testNow };
		const tree = await buildIssuerTree(context, () => Promise.resolve());
		assert.equal(tree.authorities.length, 1);
		assert.equal(tree.authorities[0]?.issued.length, 1);
		assert.deepEqual(tree.authorities[0].issued[0]?.issued, []);
	});

	it('hangs a CRL below the CA that signed it, and leaves others on their own', async () => {
		const crl = buildCrl({ issuer: root });
		const other = buildCrl({ issuer: buildCa({ subject: 'Root' }) });
		await check(
			{ 'ca.crt': root.pem, 'ca.crl': crl.pem, 'other.crl': other.pem },
			`
			Root (ca) ca.crt
			  crl ca.crl
			crl other.crl`,
		);
	});

	it('lists requests, keys without a certificate, and what cannot be read', async () => {
		const request = buildRequest({ subject: 'payments' });
		await check(
			{
				'payments.csr': request.pem,
				'payments.key': request.key.privateKeyPem,
				'old.key': testKey().privateKeyPem,
				'self.crt': buildCertificate({ subject: 'self' }).pem,
				'cut.pem': server.pem.slice(0, 200),
			},
			`
			self-signed
			  self (server) self.crt
			unreadable cut.pem
			request payments.csr
			key old.key`,
		);
	});
});
