import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readObjects } from '../../../src/x509/read';
import { createFileSet } from '../../../src/workspace/fileSet';
import { keyOf } from '../../../src/workspace/identities';
import { readPrivateKeyPem } from '../../../src/workspace/identityFiles';
import { buildIssuerTree } from '../../../src/workspace/issuerTree';
import { lensParts } from '../../../src/workspace/summary/lens';
import { summarize } from '../../../src/workspace/summary';
import { containerState, isContainer } from '../../../src/workspace/summary/containers';
import { plainText } from '../../../src/workspace/summary/summary';
import { loadKeyPair } from '../../../src/issue/keys';
import { buildCa, buildCertificate, testNow } from '../../support/certificates';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { useTemporaryFolder } from '../../support/temporaryFolder';

describe('containers in a workspace', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const ca = buildCa({ subject: 'Root' });
	const leaf = buildCertificate({ issuer: ca, subject: 'partner', role: 'client' });

	beforeEach(function () {
		requirePeer(this, opensslPeer);
		writeFileSync(folder.join('ca.crt'), ca.pem);
		writeFileSync(folder.join('leaf.crt'), leaf.pem);
		writeFileSync(folder.join('leaf.key'), leaf.privateKeyPem);
	});

	function made(...args: readonly string[]): Buffer {
		openssl([...args, '-out', 'made'], { cwd: folder.path });
		return readFileSync(folder.join('made'));
	}

	function pkcs12(): Buffer {
		const input = ['-in', 'leaf.crt', '-inkey', 'leaf.key', '-certfile', 'ca.crt', '-name', 'One'];
		return made('pkcs12', '-export', ...input, '-passout', 'pass:x');
	}

	/** The workspace of one file, and what lists and tooltips say of its first object. */
	function look(path: string, bytes: Uint8Array, passphrase?: string) {
		const workspace = createFileSet();
		const file = { path, content: readObjects(bytes, { passphrase }) };
		workspace.set(file);
		const context = { workspace, findingsOf: () => [], now: testNow };
		const [object] = file.content.objects;
		assert.ok(object !== undefined && isContainer(object));
		return {
			workspace,
			context,
			file,
			state: containerState(context, file, object),
			lens: lensParts(context, file, object).map(({ text }) => text),
			rows: summarize(context, file, object)?.rows.map((row) => `${row.label}: ${plainText(row)}`),
		};
	}

	it('say how a locked PKCS #12 file is protected', async () => {
		const { state, rows, context } = look('partner.p12', pkcs12());
		assert.equal(state, 'locked');
		assert.deepEqual(rows, [
			'Encrypted: PBES2, AES-256-CBC, PBKDF2 with HMAC of SHA-256, 2048 iterations',
			'MAC: SHA-256, 2048 iterations, salt of 8 bytes',
			'Holds: contents need the passphrase',
		]);
		const tree = await buildIssuerTree(context, () => Promise.resolve());
		assert.equal(tree.stores.length, 1);
		assert.equal(tree.entries.size, 0);
		assert.equal(tree.keys.length, 0);
	});

	it('take part once they are open: in the tree, by issuer, and by key', async () => {
		const { state, context, workspace, file } = look('partner.p12', pkcs12(), 'x');
		assert.match(state, /^client · \d+ days$/);
		const tree = await buildIssuerTree(context, () => Promise.resolve());
		assert.deepEqual(
			tree.authorities.map(({ card, issued }) => [card.label, issued.map((e) => e.card.label)]),
			[['Root', ['partner']]],
		);
		const [own] = workspace.certificatesFor(
			leafOf(file.content.objects).certificate.publicKey.spkiSha256,
		);
		assert.ok(own !== undefined);
		assert.equal(keyOf(workspace, own)?.object.entryName, 'One');
	});

	it('give their key to those who use it, still encrypted', async () => {
		const bytes = pkcs12();
		const { workspace, file } = look('partner.p12', bytes, 'x');
		const [own] = workspace.certificatesFor(
			leafOf(file.content.objects).certificate.publicKey.spkiSha256,
		);
		const key = own && keyOf(workspace, own);
		assert.ok(key !== undefined);
		const source = { read: () => Promise.resolve({ kind: 'bytes' as const, bytes }) };
		const pem = await readPrivateKeyPem(source, key);
		assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
		assert.deepEqual(
			Buffer.from(loadKeyPair(pem, 'x').spki),
			Buffer.from(leafOf(file.content.objects).certificate.publicKey.spki),
		);
	});

	it('say what a PKCS #7 bundle holds', () => {
		const bytes = made('crl2pkcs7', '-nocrl', '-certfile', 'leaf.crt', '-certfile', 'ca.crt');
		const { lens, rows } = look('bundle.p7b', bytes);
		assert.deepEqual(lens, ['PKCS#7 · 2 certificates']);
		assert.deepEqual(rows, ['Holds: 2 certificates', 'Certificates: partner, Root']);
	});

	function leafOf(objects: ReturnType<typeof readObjects>['objects']) {
		const object = objects.find(
			(other) => other.kind === 'certificate' && other.certificate.subject.text === 'CN=partner',
		);
		assert.ok(object?.kind === 'certificate');
		return object;
	}
});
