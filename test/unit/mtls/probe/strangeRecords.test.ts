import assert from 'node:assert/strict';
import { describeProbe } from '../../../../src/mtls/probeText';
import { pythonPeer } from '../../../support/peers/python';
import { requirePeer } from '../../../support/peers/peer';
import { useProcesses } from '../../../support/process';
import { useTemporaryFolder } from '../../../support/temporaryFolder';
import { checkProbe } from '../support/probing';
import { plainServer, useServers } from '../support/servers';

describe('probe of servers that speak TLS badly', () => {
	const servers = useServers();
	const processes = useProcesses();
	const folder = useTemporaryFolder();

	/** Answers a ClientHello with these bytes and compares the verdict without its place. */
	async function check(answer: readonly number[], verdict: string): Promise<void> {
		const port = await servers.listen(plainServer((socket) => socket.end(Uint8Array.from(answer))));
		const report = await checkProbe(port, undefined, { reached: true, accepted: null });
		const words = describeProbe(report);
		assert.equal(words.verdict.replace(`localhost:${port}`, 'PLACE'), verdict);
		assert.doesNotMatch(words.explanation, /\b(?:ERR_|E[A-Z]{4,})/);
	}

	it('tells a record that is too long as what it is', async () => {
		await check(
			[0x16, 3, 3, 0xff, 0xff, ...Array.from({ length: 32 }, () => 0)],
			'Cannot connect: PLACE sent a record that TLS does not allow',
		);
	});

	it('tells an alert that says nothing of certificates by number and name', async () => {
		const words = 'Cannot connect: the server ended the handshake with alert';
		await check([21, 3, 3, 0, 2, 2, 22], `${words} 22, record_overflow`);
		await check([21, 3, 3, 0, 2, 2, 80], `${words} 80, internal_error`);
		await check([21, 3, 3, 0, 2, 2, 99], `${words} 99, alert_99`);
	});

	it('keeps the words of alerts that name what is not shared', async () => {
		await check(
			[21, 3, 3, 0, 2, 2, 40],
			'Cannot connect: client and server share no cipher suite or signature algorithm',
		);
		await check([21, 3, 3, 0, 2, 2, 70], 'Cannot connect: client and server share no TLS version');
	});

	it('does not call a server unreachable that sends one warning after the other', async () => {
		const warning = [21, 3, 3, 0, 2, 1, 112];
		await check(
			Array.from({ length: 10 }, () => warning).flat(),
			'Cannot connect: this client ended the handshake with alert 10, unexpected_message',
		);
	});

	it('knows the page without a status line that Python answers to TLS', async function () {
		const python = requirePeer(this, pythonPeer);
		const server = processes.start(python, [
			'-u',
			'-m',
			'http.server',
			'0',
			'--bind',
			'127.0.0.1',
			'--directory',
			folder.path,
		]);
		const [, port] = await server.waitFor(/port (\d+)/);
		const report = await checkProbe(Number(port), undefined, { cause: 'wrong-protocol' });
		assert.equal(
			describeProbe(report).explanation,
			`localhost:${port} speaks plain HTTP, not TLS.`,
		);
		assert.equal(
			describeProbe(report).verdict,
			`Cannot connect: localhost:${port} speaks plain HTTP, not TLS`,
		);
	});
});
