import assert from 'node:assert/strict';

import { filesOf, freeFolder, joinNames } from '../../../../src/features/create/draft';
import type { Draft, SigningAuthority } from '../../../../src/features/create/draft';
import {
	createdMessage,
	replaceQuestion,
	reviewRows,
} from '../../../../src/features/create/review';
import type { CreateAction, Surroundings } from '../../../../src/features/create/review';

describe('review of the wizard', () => {
	it('starts with Create and shows every default', () => {
		checkRows({}, {}, [
			'check Create: 6 files in certs',
			'folder Folder: certs',
			'verified CA: new: orders CA, 3650 days',
			'server Server: localhost, 127.0.0.1, ::1, 365 days',
			'account Client: client, 365 days',
			'key Key type: EC P-256',
			'lock Key passphrase: none',
			'source-control Git: adds *.key*, *.p12 and *.pfx to .gitignore',
		]);
	});

	it('counts the files of several clients', () => {
		const clients = {
			clientFileNames: ['client', 'alice'],
			clientNames: ['client', 'alice@example.test'],
		};
		const rows = reviewRows(draftWith({}), aroundWith(clients));
		assert.equal(rows[0]?.description, '8 files in certs');
		assert.equal(rows[4]?.label, 'Clients');
	});

	it('has no row about git without a repository or when keys are ignored already', () => {
		const rows = reviewRows(draftWith({ gitignoreLines: undefined }), aroundWith({}));
		assert.ok(rows.every((row) => row.change !== 'gitignore'));
	});

	it('never shows the passphrase', () => {
		const rows = reviewRows(draftWith({ passphrase: 'secret' }), aroundWith({}));
		assert.ok(
			!JSON.stringify(rows.map(({ label, description }) => [label, description])).includes(
				'secret',
			),
		);
		assert.equal(
			rows.find((row) => row.change === 'passphrase')?.description,
			'set, for every new key',
		);
	});

	it('offers a new folder first when one of the files exists', () => {
		const rows = reviewRows(
			draftWith({}),
			aroundWith({ existing: new Set(['server.key']), siblings: new Set(['certs', 'certs-2']) }),
		);
		assert.deepEqual(labels(rows, 3), [
			'Create in certs-3',
			'Replace, keep backups as .bak',
			'Folder',
		]);
		assert.equal(rows[0]?.create?.plan.folder, 'certs-3');
		assert.deepEqual(rows[1]?.create?.replaces, ['server.key']);
	});

	it('offers the CA that is here, with free names for the leaves', () => {
		const rows = reviewRows(
			draftWith({}),
			aroundWith({
				existing: new Set(['ca.crt', 'ca.key', 'server.crt', 'client-2.key']),
				authorityHere: authority,
			}),
		);
		assert.deepEqual(labels(rows, 3), [
			'Create in certs-2',
			'Use orders CA, add server and client as server-3, client-3',
			'Replace, keep backups as .bak',
		]);
		const create = rows[1]?.create;
		assert.ok(create);
		assert.deepEqual(filesOf(create.plan), [
			'server-3.crt',
			'server-3.key',
			'client-3.crt',
			'client-3.key',
		]);
		assert.equal(create.draft.authority.kind, 'existing');
		assert.deepEqual(create.replaces, []);
	});

	it('stays in the folder by default when a CA of the workspace signs', () => {
		const rows = reviewRows(
			draftWith({ authority: { kind: 'existing', authority }, clientNames: undefined }),
			aroundWith({ existing: new Set(['ca.crt', 'ca.key', 'server.crt']) }),
		);
		assert.deepEqual(labels(rows, 3), [
			'Use orders CA, add server as server-2',
			'Create in certs-2',
			'Replace, keep backups as .bak',
		]);
	});

	it('asks in other words when the CA itself is replaced', () => {
		assert.equal(
			replaceQuestion(replacing(['ca.crt', 'ca.key', 'server.crt', 'server.key'])),
			'Replace ca.crt, ca.key and 2 more? The old files are kept with the ending .bak. Certificates issued by the old CA will no longer verify.',
		);
		assert.equal(
			replaceQuestion(replacing(['client.crt', 'client.key'])),
			'Replace client.crt and client.key? The old files are kept with the ending .bak.',
		);
		assert.equal(
			replaceQuestion(replacing(['client.crt'])),
			'Replace client.crt? The old file is kept with the ending .bak.',
		);
	});

	it('says afterwards what was created and where', () => {
		assert.equal(
			createdMessage(['orders CA', 'localhost', 'client'], 'certs'),
			'Created orders CA, localhost and client in certs.',
		);
	});
});

describe('free folder', () => {
	it('counts up from the name that was asked for', () => {
		assert.equal(freeFolder('certs', new Set(['certs'])), 'certs-2');
		assert.equal(freeFolder('a/certs', new Set(['certs', 'certs-2'])), 'a/certs-3');
		assert.equal(freeFolder('.', new Set(['src'])), 'certs');
		assert.equal(freeFolder('.', new Set(['certs'])), 'certs-2');
	});
});

describe('joined names', () => {
	it('have commas and one and', () => {
		assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinNames), [
			'',
			'a',
			'a and b',
			'a, b and c',
		]);
	});
});

const authority: SigningAuthority = {
	label: 'orders CA',
	commonName: 'orders CA',
	certificatePath: 'certs/ca.crt',
	isKeyEncrypted: false,
	fingerprintSha256: '00',
};

function draftWith(part: Partial<Draft>): Draft {
	return {
		folder: 'certs',
		authority: { kind: 'new', name: 'orders CA', validity: { kind: 'days', days: 3650 } },
		serverNames: 'localhost, 127.0.0.1, ::1',
		clientNames: 'client',
		serverValidity: { kind: 'days', days: 365 },
		clientValidity: { kind: 'days', days: 365 },
		keyType: 'p256',
		passphrase: undefined,
		gitignoreLines: ['*.key*', '*.p12', '*.pfx'],
		addsToGitignore: true,
		...part,
	};
}

function aroundWith(part: Partial<Surroundings>): Surroundings {
	return {
		existing: new Set(),
		siblings: new Set(['certs']),
		authorityHere: undefined,
		clientFileNames: ['client'],
		serverNames: ['localhost', '127.0.0.1', '::1'],
		clientNames: ['client'],
		...part,
	};
}

function checkRows(draft: Partial<Draft>, around: Partial<Surroundings>, expected: string[]): void {
	const rows = reviewRows(draftWith(draft), aroundWith(around));
	assert.deepEqual(
		rows.map(({ icon, label, description }) => `${icon} ${label}: ${description}`),
		expected,
	);
}

function labels(rows: readonly { label: string }[], count: number): string[] {
	return rows.slice(0, count).map((row) => row.label);
}

function replacing(replaces: string[]): CreateAction {
	const draft = draftWith({});
	return {
		draft,
		plan: { folder: 'certs', authority: 'ca', server: 'server', clients: [] },
		replaces,
	};
}
