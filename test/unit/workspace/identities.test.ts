import assert from 'node:assert/strict';

import { encodePrivateKey, loadKeyPair } from '../../../src/issue/keys';
import type { SourceContent } from '../../../src/workspace/certificateIndex';
import { createFileSet } from '../../../src/workspace/fileSet';
import {
	chainToSend,
	keyedCertificates,
	signingAuthorities,
	trustAnchors,
} from '../../../src/workspace/identities';
import { opensKey, readIdentity, readPrivateKeyPem } from '../../../src/workspace/identityFiles';
import { readObjects } from '../../../src/x509/read';
import { buildCa, buildCertificate } from '../../support/certificates';

describe('identities of a workspace', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const intermediate = buildCertificate({ role: 'ca', subject: 'Issuing CA', issuer: ca });
	const server = buildCertificate({ issuer: intermediate });

	it('are certificates whose key is here, wherever it lies', () => {
		const { workspace } = workspaceWith({
			'certs/ca.crt': ca.pem,
			'certs/server.crt': server.pem,
			'old/secret.pem': server.privateKeyPem,
		});
		assert.deepEqual(
			keyedCertificates(workspace).map(({ place, key }) => [place.file.path, key.file.path]),
			[['certs/server.crt', 'old/secret.pem']],
		);
		assert.deepEqual(signingAuthorities(workspace), []);
	});

	it('take the key beside the certificate first, and list a copied certificate once', () => {
		const { workspace } = workspaceWith({
			'a/server.crt': server.pem,
			'a/server.key': server.privateKeyPem,
			'b/server.crt': server.pem,
			'b/server.key': server.privateKeyPem,
		});
		assert.deepEqual(
			keyedCertificates(workspace).map(({ key }) => key.file.path),
			['a/server.key'],
		);
	});

	it('know a locked key by its name, and which passphrase opens it', async () => {
		const locked = await encodePrivateKey(loadKeyPair(ca.privateKeyPem), 'secret');
		const { workspace, files } = workspaceWith({ 'certs/ca.crt': ca.pem, 'certs/ca.key': locked });
		const [authority] = signingAuthorities(workspace);
		assert.equal(authority?.key.object.kind, 'encryptedPrivateKey');
		const pem = await readPrivateKeyPem(files, authority.key);
		assert.equal(opensKey(pem, 'secret'), true);
		assert.equal(opensKey(pem, 'wrong'), false);
		assert.equal(opensKey(pem, ''), false);
	});

	it('send their intermediates and leave out the root', async () => {
		const { workspace, files } = workspaceWith({
			'ca.crt': ca.pem,
			'issuing.crt': intermediate.pem,
			'server.crt': server.pem,
			'server.key': server.privateKeyPem,
		});
		const [identity] = keyedCertificates(workspace);
		assert.deepEqual(
			chainToSend(workspace, identity!.place).map(({ file }) => file.path),
			['server.crt', 'issuing.crt'],
		);
		const pem = await readIdentity(files, workspace, identity!);
		assert.equal(pem.certificateChainPem, server.pem + intermediate.pem);
		assert.equal(pem.privateKeyPem.trim(), server.privateKeyPem.trim());
	});

	it('trust what nothing here is superior to', () => {
		const paths = (texts: Record<string, string>): string[] =>
			trustAnchors(workspaceWith(texts).workspace).map(({ file }) => file.path);
		const all = { 'ca.crt': ca.pem, 'issuing.crt': intermediate.pem, 'server.crt': server.pem };
		assert.deepEqual(paths(all), ['ca.crt']);
		assert.deepEqual(paths({ 'issuing.crt': intermediate.pem }), ['issuing.crt']);
		assert.deepEqual(paths({ 'server.crt': server.pem }), []);
	});

	it('say so when the key file changed since it was read', async () => {
		const { workspace, files } = workspaceWith({
			'server.crt': server.pem,
			'server.key': server.privateKeyPem,
		});
		const [identity] = keyedCertificates(workspace);
		files.texts['server.key'] = ca.privateKeyPem;
		await assert.rejects(readIdentity(files, workspace, identity!), { code: 'changed-since-read' });
		delete files.texts['server.key'];
		await assert.rejects(readIdentity(files, workspace, identity!), { code: 'changed-since-read' });
	});

	it('read keys in DER as PEM', async () => {
		const der = loadKeyPair(server.privateKeyPem).pkcs8;
		const workspace = createFileSet();
		workspace.set({ path: 'server.crt', content: readObjects(Buffer.from(server.pem)) });
		workspace.set({ path: 'server.key', content: readObjects(der) });
		const [identity] = keyedCertificates(workspace);
		const read = (): Promise<SourceContent> => Promise.resolve({ kind: 'bytes', bytes: der });
		const pem = await readPrivateKeyPem({ read }, identity!.key);
		assert.equal(pem.trim(), server.privateKeyPem.trim());
	});
});

function workspaceWith(texts: Record<string, string>) {
	const workspace = createFileSet();
	for (const [path, text] of Object.entries(texts)) {
		workspace.set({ path, content: readObjects(Buffer.from(text)) });
	}
	const held = { ...texts };
	const read = (path: string): Promise<SourceContent> => {
		const text = held[path];
		return Promise.resolve(
			text === undefined ? { kind: 'gone' } : { kind: 'bytes', bytes: Buffer.from(text) },
		);
	};
	return { workspace, files: { texts: held, read } };
}
