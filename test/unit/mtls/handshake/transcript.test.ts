import assert from 'node:assert/strict';
import { handshakeFacts } from '../../../../src/mtls/handshake/facts';
import { timeline } from '../../../../src/mtls/handshake/timeline';
import { Transcript } from '../../../../src/mtls/handshake/transcript';
import type { Side } from '../../../../src/mtls/handshake/transcript';
import { opensslPeer } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { useProcesses } from '../../../support/process';
import { useSuiteFolder } from '../../../support/suiteFolder';
import { lab, writeLab } from '../support/lab';
import { nodeServer, useServers } from '../support/servers';
import { overTap, type Recording } from '../support/wire';

const client = { cert: lab.client.pem, key: lab.client.privateKeyPem };

describe('Transcript', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	const servers = useServers();
	before(() => writeLab(file));

	const suites = [
		['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
		['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
		['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
		['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
		['TLSv1.2', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
		['TLSv1.2', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
	] as const;
	for (const [version, ciphers] of suites) {
		it(`reads a whole handshake and what follows with ${ciphers}`, async () => {
			const port = await servers.listen(
				nodeServer({
					minVersion: version,
					maxVersion: version,
					ciphers,
					// Newer OpenSSL would agree on a hybrid group.
					ecdhCurve: 'X25519:P-256',
					ALPNProtocols: ['http/1.1'],
				}),
			);
			const { transcript } = await overTap(port, { ...client, ALPNProtocols: ['http/1.1'] });
			const facts = handshakeFacts(transcript.events);
			assert.equal(facts.hasOpaque, false);
			assert.equal(facts.protocol, version.replace('TLSv', 'TLS '));
			assert.equal(facts.clientHello?.serverName, 'localhost');
			assert.deepEqual(facts.clientHello.alpn, ['http/1.1']);
			assert.equal(facts.alpn, 'http/1.1');
			assert.equal(facts.group, 'X25519');
			assert.deepEqual(facts.clientChain?.map(hash), [hash(lab.client.der)]);
			assert.equal(hash(facts.serverChain?.[0]), hash(lab.server.der));
			assert.deepEqual(facts.certificateRequest?.authorities.map(hash), [hash(lab.ca.subject)]);
			assert.equal(facts.isClientFinished, true);
			assert.equal(facts.isServerFinished, true);
			assert.equal(facts.isResumed, false);
			assert.equal(facts.alert, undefined);
			const rows = timeline(transcript.events);
			assert.ok(rows.every(({ detail }) => detail.length <= 90));
			assert.deepEqual(
				rows
					.filter(({ name }) => name === 'Application data')
					.map(({ from, detail }) => [from, detail]),
				[
					['client', 'GET / HTTP/1.1'],
					['server', 'HTTP 200 · hello'],
				],
			);
		});
	}

	it('says so where it cannot decrypt, and still reads what is in the clear', async () => {
		const port = await servers.listen(
			nodeServer({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' }),
		);
		const { transcript } = await overTap(port, client);
		const facts = handshakeFacts(transcript.events);
		assert.equal(facts.hasOpaque, true);
		assert.equal(facts.cipherSuite, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA');
		assert.equal(facts.clientChain?.length, 1);
		const opened = timeline(transcript.events).filter(({ name }) => name === 'Finished');
		assert.deepEqual(
			opened.map(({ detail, isEncrypted }) => [detail, isEncrypted]),
			Array(2).fill(['Not decrypted here', true]),
		);
	});

	it('follows a HelloRetryRequest', async () => {
		const port = await servers.listen(nodeServer({ ecdhCurve: 'P-384' }));
		const { transcript } = await overTap(port, { ...client, ecdhCurve: 'X25519:P-384' });
		const names = timeline(transcript.events).map(({ name }) => name);
		assert.deepEqual(names.slice(0, 4), [
			'ClientHello',
			'HelloRetryRequest',
			'ClientHello',
			'ServerHello',
		]);
		const facts = handshakeFacts(transcript.events);
		assert.equal(facts.group, 'P-384');
		assert.equal(facts.clientChain?.length, 1);
	});

	it('follows a change of keys', async function () {
		// Without -www the server takes commands: K changes its keys and asks for the same.
		const plain = processes.start(requirePeer(this, opensslPeer), [
			's_server',
			...['-accept', '127.0.0.1:0', '-tls1_3'],
			...['-cert', file('server.crt'), '-key', file('server.key')],
		]);
		const [, port] = await plain.waitFor(/ACCEPT 127\.0\.0\.1:(\d+)/);
		let isChanged = false;
		const { transcript } = await overTap(
			Number(port),
			{},
			(socket) => {
				socket.on('data', (piece: Buffer) => {
					if (piece.toString().includes('before')) {
						plain.write('K\n');
					} else if (piece.toString().includes('after')) {
						socket.end();
					}
				});
				plain.write('before\n');
			},
			({ events }) => {
				if (!isChanged && timeline(events).some(({ name }) => name === 'KeyUpdate')) {
					isChanged = true;
					plain.write('after\n');
				}
			},
		);
		const facts = handshakeFacts(transcript.events);
		assert.equal(facts.hasOpaque, false);
		const names = timeline(transcript.events).map(({ from, name, detail }) => [from, name, detail]);
		const changed = names.findIndex(([from, name]) => from === 'server' && name === 'KeyUpdate');
		assert.ok(changed > 0);
		assert.ok(
			names.slice(changed).some(([, , detail]) => detail === 'after'),
			'opened with the new key',
		);
	});

	it('names the sender of an alert, in the clear and encrypted', async () => {
		for (const [version, number] of [
			['TLSv1.2', 40],
			['TLSv1.3', 116],
		] as const) {
			const port = await servers.listen(nodeServer({ minVersion: version, maxVersion: version }));
			const { transcript } = await overTap(port, {});
			const facts = handshakeFacts(transcript.events);
			assert.equal(facts.alert?.number, number);
			assert.equal(facts.alert.from, 'server');
			assert.deepEqual(facts.clientChain, []);
			const client = timeline(transcript.events).find(
				({ from, name }) => from === 'client' && name === 'Certificate',
			);
			assert.equal(client?.detail, 'Empty: no certificate was sent');
			assert.equal(client.length, version === 'TLSv1.2' ? 7 : 8);
		}
	});

	it('recognizes a resumed session, which shows no certificates', async () => {
		for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
			const port = await servers.listen(nodeServer({ minVersion: version, maxVersion: version }));
			const full = await overTap(port, client);
			assert.equal(handshakeFacts(full.transcript.events).isResumed, false);
			assert.ok(full.session);
			const resumed = await overTap(port, { ...client, session: full.session });
			assert.equal(resumed.isReused, true);
			const facts = handshakeFacts(resumed.transcript.events);
			assert.equal(facts.isResumed, true);
			assert.equal(facts.clientChain, undefined);
		}
	});

	it('gives the same when bytes come one by one and secrets come last', async () => {
		const port = await servers.listen(nodeServer());
		const { transcript, recording } = await overTap(port, client);
		const expected = transcript.events.map(({ content }) => content);
		const late = replay(
			recording.toSorted((a, b) => Number('line' in a) - Number('line' in b)),
			1,
		);
		assert.deepEqual(
			late.events.map(({ content }) => content),
			expected,
		);
	});

	it('never throws and keeps to its bounds, whatever a peer sends', async () => {
		const port = await servers.listen(nodeServer());
		const { recording } = await overTap(port, client);
		let seed = 1;
		const random = (below: number): number => {
			// Numerical Recipes' generator: the same damage in every run.
			seed = (seed * 1664525 + 1013904223) % 2 ** 32;
			return seed % below;
		};
		for (let round = 0; round < 300; round++) {
			const damaged = recording.map((step) => {
				if ('line' in step) {
					return step;
				}
				const piece = Uint8Array.from(step.piece);
				for (let count = 0; count < 1 + random(4); count++) {
					piece[random(piece.length)] = random(256);
				}
				return { ...step, piece: piece.subarray(0, random(piece.length + 1)) };
			});
			const transcript = replay(damaged, 4096);
			timeline(transcript.events);
			handshakeFacts(transcript.events);
		}
		const flood = new Transcript();
		for (let count = 0; count < 5000; count++) {
			flood.bytes('server', Buffer.from([21, 3, 3, 0, 2, 1, 0]), count);
		}
		assert.ok(flood.events.length <= 400);
	});
});

function replay(recording: Recording, pieceLength: number): Transcript {
	const transcript = new Transcript();
	for (const step of recording) {
		if ('line' in step) {
			transcript.keylog(step.line);
			continue;
		}
		const from: Side = step.from;
		for (let at = 0; at < step.piece.length; at += pieceLength) {
			transcript.bytes(from, step.piece.subarray(at, at + pieceLength), 0);
		}
	}
	transcript.end();
	return transcript;
}

function hash(bytes: Uint8Array | undefined): string {
	return Buffer.from(bytes ?? []).toString('base64');
}
