import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { defaultServerNames, parseClientNames, parseServerNames } from '../../../src/issue/names';
import type { KeyType } from '../../../src/issue/request';
import { createSet } from '../../../src/issue/set';
import type { Identity } from '../../../src/mtls/report';
import type { ConnectionRecord } from '../../../src/mtls/server';
import {
	chromiumPeer,
	nssPeer,
	prepareUser,
	requirePolicies,
	visit,
	writeSelectionPolicy,
} from '../../support/peers/chromium';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { runOrThrow } from '../../support/peers/run';
import { useSuiteFolder } from '../../support/suiteFolder';
import { useTestServers } from '../mtls/support/testServers';

describe('a set in Chromium', function () {
	this.timeout(60_000);
	const folder = useSuiteFolder();
	const testServers = useTestServers();
	const policies: string[] = [];
	afterEach(() => policies.splice(0).forEach((file) => rmSync(file, { force: true })));

	/** Makes a set, gives it to a server and to a browser, and opens the server's page. */
	async function visitWith(keyType: KeyType, program: string, hasClient = true) {
		const set = await createSet({
			authority: { kind: 'new', subject: [{ type: 'CN', value: `${keyType} CA` }] },
			server: { names: parseServerNames(defaultServerNames) },
			clients: { names: parseClientNames('client').clients },
			keyType,
			now: new Date(),
		});
		const textOf = (wanted: string): string => {
			const file = set.files.find(({ name }) => name === wanted);
			assert.ok(file, wanted);
			return file.content;
		};
		const home = folder.join(`mtls-${process.pid}-${keyType}`);
		mkdirSync(home);
		for (const { name, content } of set.files) {
			writeFileSync(folder.join(name), content);
		}
		const pkcs12File = hasClient ? writePkcs12((name) => folder.join(name)) : undefined;
		prepareUser({ home, authorityFile: folder.join('ca.crt'), pkcs12File });
		const identity: Identity = {
			certificateChainPem: textOf('server.crt'),
			privateKeyPem: textOf('server.key'),
			label: 'server.crt',
		};
		const { port, server } = await testServers.start({
			identity,
			clientCaPems: [textOf('ca.crt')],
		});
		const records: ConnectionRecord[] = [];
		server.onConnection((record) => records.push(record));
		const url = `https://localhost:${port}/`;
		policies.push(writeSelectionPolicy(home, [url.slice(0, -1)]));
		const page = await visit(program, home, url);
		await server.close();
		return { page, records };
	}

	for (const keyType of ['p256', 'p384', 'rsa2048'] as const) {
		it(`is accepted on both sides: ${keyType}`, async function () {
			const program = requirePeer(this, chromiumPeer);
			requirePeer(this, nssPeer);
			requirePeer(this, opensslPeer);
			requirePolicies(this);
			const { page, records } = await visitWith(keyType, program);
			assert.match(page, /<h1[^>]*>You are client<\/h1>/);
			const accepted = records.filter(({ outcome }) => outcome === 'accepted');
			const names = accepted.map(({ clientChain }) => clientChain[0]?.subject.text);
			assert.deepEqual([...new Set(names)], ['CN=client']);
		});
	}

	it('is refused by Chromium where its keys are Ed25519, as the finding says', async function () {
		const program = requirePeer(this, chromiumPeer);
		requirePeer(this, nssPeer);
		requirePolicies(this);
		// NSS does not import such a key at all, so this is about the server's.
		const { page, records } = await visitWith('ed25519', program, false);
		// Chromium shows its own page then, which --dump-dom does not print.
		assert.equal(page.trim(), '');
		const errors = new Set(records.map(({ error }) => error?.code));
		assert.deepEqual([...errors], ['ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM']);
	});
});

function writePkcs12(join: (name: string) => string): string {
	const file = join('client.p12');
	runOrThrow('openssl', [
		...['pkcs12', '-export', '-passout', 'pass:test', '-name', 'client', '-out', file],
		...['-in', join('client.crt'), '-inkey', join('client.key')],
	]);
	return file;
}
