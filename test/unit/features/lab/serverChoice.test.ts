import assert from 'node:assert/strict';

import {
	anchorOf,
	clientAuthorityCandidates,
	clientCandidates,
	clientsOf,
	serverCandidates,
} from '../../../../src/features/lab/serverChoice';
import { buildCertificate } from '../../../support/certificates';
import { MemoryWorkspace, pairFiles, setFiles } from './workspace';

describe('choice of a test server', () => {
	it('has one answer in a workspace with one set', () => {
		const { workspace } = workspaceWith(setFiles().files).index;
		const servers = serverCandidates(workspace);
		assert.deepEqual(pathsOf(servers), ['certs/server.crt']);
		const authorities = clientAuthorityCandidates(workspace, servers[0]!);
		assert.deepEqual(
			authorities.map(({ file }) => file.path),
			['certs/ca.crt'],
		);
		assert.deepEqual(pathsOf(clientsOf(workspace, authorities)), ['certs/client.crt']);
	});

	it('keeps two sets apart', () => {
		const { workspace } = workspaceWith({
			...setFiles('a', 'a CA').files,
			...setFiles('b', 'b CA').files,
		}).index;
		const servers = serverCandidates(workspace);
		assert.deepEqual(pathsOf(servers), ['a/server.crt', 'b/server.crt']);
		const authorities = clientAuthorityCandidates(workspace, servers[1]!);
		assert.deepEqual(
			authorities.map(({ file }) => file.path),
			['b/ca.crt'],
		);
		assert.deepEqual(pathsOf(clientsOf(workspace, authorities)), ['b/client.crt']);
	});

	it('asks for the CA when clients come from another one than the server', () => {
		const a = setFiles('a', 'a CA').files;
		const b = setFiles('b', 'b CA').files;
		const files = Object.fromEntries(
			Object.entries({ ...a, ...b }).filter(
				([path]) => !path.startsWith('a/client') && !path.startsWith('b/server'),
			),
		);
		const { workspace } = workspaceWith(files).index;
		const authorities = clientAuthorityCandidates(workspace, serverCandidates(workspace)[0]!);
		assert.deepEqual(
			authorities.map(({ file }) => file.path),
			['b/ca.crt', 'a/ca.crt'],
		);
	});

	it('leaves out certificates without their key', () => {
		const { files } = setFiles();
		delete files['certs/server.key'];
		delete files['certs/client.key'];
		const { workspace } = workspaceWith(files).index;
		assert.deepEqual(serverCandidates(workspace), []);
		assert.deepEqual(clientCandidates(workspace), []);
	});

	it('follows a chain to its root', () => {
		const { files, ca } = setFiles();
		const intermediate = buildCertificate({ role: 'ca', subject: 'Lab Issuing CA', issuer: ca });
		const leaf = buildCertificate({ role: 'client', subject: 'billing', issuer: intermediate });
		const { workspace } = workspaceWith({
			...files,
			'certs/issuing.crt': intermediate.pem,
			...pairFiles('certs/billing-client', leaf),
		}).index;
		const billing = clientCandidates(workspace).find(
			({ certificate }) => certificate.subject.commonName === 'billing',
		);
		assert.equal(anchorOf(workspace, billing!.place)?.file.path, 'certs/ca.crt');
	});
});

function workspaceWith(files: Record<string, string>): MemoryWorkspace {
	const memory = new MemoryWorkspace();
	memory.write(files);
	return memory;
}

function pathsOf(keyed: readonly { place: { file: { path: string } } }[]): string[] {
	return keyed.map(({ place }) => place.file.path);
}
