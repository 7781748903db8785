import assert from 'node:assert/strict';
import type { Role } from '../../../src/lint/rule';
import type { IndexedFiles } from '../../../src/workspace/certificateIndex';
import { createFileSet, type FileSetOptions } from '../../../src/workspace/fileSet';
import { parseCertificate } from '../../../src/x509/certificate';
import { readObjects } from '../../../src/x509/read';
import { buildCa, buildCertificate, testKey } from '../../support/certificates';

function fileSetOf(
	files: Readonly<Record<string, string | Uint8Array>>,
	options?: FileSetOptions,
): IndexedFiles {
	const fileSet = createFileSet(options);
	for (const [path, content] of Object.entries(files)) {
		fileSet.set({ path, content: readObjects(Buffer.from(content)) });
	}
	return fileSet;
}

describe('file set', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const again = buildCa({ subject: 'orders CA' });
	const server = buildCertificate({ issuer: ca });
	const leaf = parseCertificate(server.der);

	it('finds issuers by name and says whose key signed', () => {
		const fileSet = fileSetOf({ 'a/ca.crt': again.pem, 'b/ca.crt': ca.pem });
		assert.deepEqual(
			fileSet.issuerCandidates(leaf).map(({ file, signature }) => [file.path, signature]),
			[
				['a/ca.crt', 'mismatch'],
				['b/ca.crt', 'verified'],
			],
		);
	});

	it('gives the nearest place of an issuer, once', () => {
		const fileSet = fileSetOf({
			'a/ca.crt': ca.pem,
			'b/x/ca.crt': ca.pem,
			'b/ca.crt': ca.pem,
			'b/server.crt': server.pem,
		});
		assert.deepEqual(
			fileSet.issuerCandidates(leaf).map(({ file }) => file.path),
			['b/ca.crt'],
		);
	});

	it('lists what a CA issued by signature, not by name', () => {
		const other = buildCertificate({ issuer: again });
		const fileSet = fileSetOf({ 'server.crt': server.pem, 'other.crt': other.pem });
		const issued = fileSet.issuedBy(parseCertificate(ca.der));
		assert.deepEqual(
			issued.map(({ file }) => file.path),
			['server.crt'],
		);
	});

	it('pairs keys and certificates by the public key', () => {
		const fileSet = fileSetOf({ 'x.crt': server.pem, 'y.key': server.privateKeyPem });
		const { spkiSha256 } = leaf.publicKey;
		assert.equal(fileSet.privateKeysFor(spkiSha256)[0]?.file.path, 'y.key');
		assert.equal(fileSet.certificatesFor(spkiSha256)[0]?.file.path, 'x.crt');
	});

	it('forgets what a file held when it is set anew or deleted', () => {
		const fileSet = fileSetOf({ 'ca.crt': ca.pem, 'server.key': server.privateKeyPem });
		fileSet.set({ path: 'ca.crt', content: readObjects(Buffer.from(again.pem)) });
		assert.equal(fileSet.issuerCandidates(leaf)[0]?.signature, 'mismatch');
		fileSet.delete('ca.crt');
		fileSet.delete('server.key');
		assert.deepEqual(fileSet.issuerCandidates(leaf), []);
		assert.deepEqual(fileSet.privateKeysFor(leaf.publicKey.spkiSha256), []);
		assert.deepEqual([...fileSet.files], []);
	});

	it('changes a role when another file tells it', () => {
		const bare = buildCertificate({ extendedKeyUsage: null, subjectAltName: null });
		const fileSet = fileSetOf({ 'x.pem': bare.pem });
		const place = fileSet.certificatesFor(parseCertificate(bare.der).publicKey.spkiSha256)[0]!;
		assert.equal(fileSet.roleOf(place), 'unknown');
		const content = readObjects(Buffer.from(bare.privateKeyPem));
		fileSet.set({ path: 'client.key', content });
		assert.equal(fileSet.roleOf(place), 'client');
	});

	it('follows a pinned role that changes, as settings do', () => {
		const pins = new Map<string, Role>();
		const fileSet = fileSetOf(
			{ 'server.crt': server.pem },
			{ pinnedRole: (path) => pins.get(path) },
		);
		const place = fileSet.certificatesFor(leaf.publicKey.spkiSha256)[0]!;
		assert.equal(fileSet.roleOf(place), 'server');
		pins.set('server.crt', 'peer');
		assert.equal(fileSet.roleOf(place), 'peer');
	});

	it('follows intermediates of the workspace up to a public root, and asks for roots only then', () => {
		const root = buildCa({ subject: 'public root' });
		const intermediate = buildCertificate({ role: 'ca', subject: 'public', issuer: root });
		const issued = parseCertificate(buildCertificate({ issuer: intermediate }).der);
		let asked = 0;
		const publicRoots = () => {
			asked++;
			return [parseCertificate(root.der)];
		};
		const fileSet = fileSetOf({ 'public.pem': intermediate.pem }, { publicRoots });
		assert.equal(asked, 0);
		assert.equal(fileSet.isIssuedByPublicRoot(issued), true);
		assert.equal(fileSet.isIssuedByPublicRoot(leaf), false);
		assert.equal(asked, 1);
	});

	it('knows files of a folder and files named as a pair', () => {
		const fileSet = fileSetOf({
			'a/server.crt': server.pem,
			'a/server-key.pem': server.privateKeyPem,
			'a/client.key': testKey().privateKeyPem,
			'b/server.key': server.privateKeyPem,
		});
		const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
		assert.deepEqual(paths(fileSet.siblings('a/server.crt')), ['a/server-key.pem', 'a/client.key']);
		assert.deepEqual(paths(fileSet.partners('a/server.crt')), ['a/server.crt', 'a/server-key.pem']);
	});

	it('replaces one file among ten thousand at the cost of that file', () => {
		const content = readObjects(server.der);
		const fileSet = createFileSet();
		for (let index = 0; index < 10_000; index++) {
			fileSet.set({ path: `certs/server${index}.crt`, content });
		}
		const started = performance.now();
		for (let index = 0; index < 100; index++) {
			fileSet.set({ path: 'certs/server5000.crt', content });
		}
		// Measured 2 ms for the hundred; a look at every file would take a second.
		assert.ok(performance.now() - started < 300);
	});
});
