import assert from 'node:assert/strict';
import { roleByPath } from '../../../src/lint/role';
import type { Role } from '../../../src/lint/rule';
import { createFileSet, type FileSetOptions } from '../../../src/workspace/fileSet';
import { readObjects } from '../../../src/x509/read';
import { buildCertificate } from '../../support/certificates';
import { buildRequest } from '../../support/requests';
import { ca, client, server, type Files } from './findings';

/** The roles of the certificates of `path` in a workspace of these files. */
function rolesIn(files: Files, path: string, options: FileSetOptions = {}): Role[] {
	const fileSet = createFileSet(options);
	for (const [name, content] of Object.entries(files)) {
		fileSet.set({ path: name, content: readObjects(Buffer.from(content)) });
	}
	const file = fileSet.get(path);
	assert.ok(file);
	return file.content.objects.flatMap((object) =>
		object.kind === 'certificate' ? [fileSet.roleOf({ file, object })] : [],
	);
}

function check(files: Files, path: string, ...expected: Role[]): void {
	assert.deepEqual(rolesIn(files, path), expected);
}

describe('role by name', () => {
	const names: Readonly<Record<string, ReturnType<typeof roleByPath>>> = {
		'certs/ca.crt': 'ca',
		'ca_certificate.pem': 'ca',
		'rootCA.pem': 'ca',
		'client-ca.crt': 'ca',
		'intermediate.pem': 'ca',
		'server.crt': 'server',
		'server_localhost_certificate.pem': 'server',
		'server-fullchain.pem': 'server',
		'localhost.pem': 'server',
		'localhost+2.pem': 'server',
		'example.test+3.pem': 'server',
		'client.crt': 'client',
		'client1.crt': 'client',
		'client_certificate.pem': 'client',
		'localhost+2-client.pem': 'client',
		'apiserver-kubelet-client.crt': 'client',
		'etcd/peer.crt': 'peer',
		'chain.pem': 'bundle',
		'certs/truststore.pem': 'bundle',
		'server/tls.crt': 'server',
		'client/cert.pem': 'client',
		'client/alice.crt': undefined,
		'tls.crt': undefined,
		'cert.pem': undefined,
		'fullchain.pem': undefined,
		'orders.crt': undefined,
		'california.crt': undefined,
		'client-for-server.crt': undefined,
	};
	for (const [path, role] of Object.entries(names)) {
		it(`${path} says ${role ?? 'nothing'}`, () => {
			assert.equal(roleByPath(path), role);
		});
	}
});

describe('role of a certificate', () => {
	it('is the one the user pinned, before all', () => {
		const files = { 'server.crt': server().pem };
		assert.deepEqual(rolesIn(files, 'server.crt', { pinnedRole: () => 'client' }), ['client']);
		assert.deepEqual(rolesIn(files, 'server.crt', { configuredRole: () => 'peer' }), ['peer']);
	});

	it('takes the file name before the purpose, which is no evidence against itself', () => {
		check({ 'client.crt': server().pem }, 'client.crt', 'client');
		check({ 'ca.crt': server().pem }, 'ca.crt', 'ca');
	});

	it('takes the name of its key or request where its own says nothing', () => {
		const { pem, privateKeyPem, key } = buildCertificate({ extendedKeyUsage: null });
		check({ 'cert.pem': pem, 'client.key': privateKeyPem }, 'cert.pem', 'client');
		check({ 'cert.pem': pem, 'client.csr': buildRequest({ key }).pem }, 'cert.pem', 'client');
	});

	it('knows a CA by what it issued', () => {
		const bare = buildCertificate({ basicConstraints: null, keyUsage: null, subject: 'x' });
		const leaf = buildCertificate({ issuer: bare });
		check({ 'x.pem': bare.pem, 'y.pem': leaf.pem }, 'x.pem', 'ca');
	});

	it('asks the certificate itself last', () => {
		check({ 'a.crt': client().pem }, 'a.crt', 'client');
		check({ 'tls.crt': client().pem }, 'tls.crt', 'client');
		check({ 'a.crt': ca.pem }, 'a.crt', 'ca');
		const peer = server({ extendedKeyUsage: ['clientAuth', 'serverAuth'] });
		check({ 'a.crt': peer.pem }, 'a.crt', 'peer');
		check({ 'a.crt': server({ extendedKeyUsage: null }).pem }, 'a.crt', 'server');
		const spiffe = client({ extendedKeyUsage: null, subjectAltName: ['spiffe://a/b'] });
		check({ 'a.crt': spiffe.pem }, 'a.crt', 'client');
		const bare = client({ extendedKeyUsage: null });
		check({ 'a.crt': bare.pem }, 'a.crt', 'unknown');
		check({ 'tls.crt': bare.pem }, 'tls.crt', 'server');
	});

	it('gives the name of a file to the certificate that leads it', () => {
		const leaf = server().pem;
		check({ 'server.crt': leaf + ca.pem }, 'server.crt', 'server', 'ca');
		check({ 'server.crt': ca.pem + leaf }, 'server.crt', 'ca', 'server');
		check({ 'chain.pem': leaf + ca.pem }, 'chain.pem', 'server', 'ca');
	});
});
