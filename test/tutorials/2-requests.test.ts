import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { recipe } from './recipes';
import { caCommands, requestCommands, signingCommands, tools, type Tool } from './requestSets';
import { useTerminal } from './terminal';

describe('Tutorial 2: a CA with an encrypted key, and certificates by request', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		await Promise.all(
			tools.flatMap((tool) => [
				terminal.run(`mkdir ca-${tool} && cd ca-${tool}\n${caCommands[tool]}`),
				terminal.run(`mkdir requests-${tool} && cd requests-${tool}\n${requestCommands[tool]}`),
			]),
		);
	});

	for (const tool of tools) {
		it(`the key of a CA made by ${tool} is encrypted and opens with its passphrase only`, async () => {
			const { stdout } = await terminal.run(`head -1 ca-${tool}/ca.key`);
			assert.equal(stdout, '-----BEGIN ENCRYPTED PRIVATE KEY-----\n');
			const folder = `ca-${tool}`;
			await terminal.run('openssl pkey -in ca.key -passin file:ca.pass -noout', folder);
			const wrong = 'openssl pkey -in ca.key -passin pass:wrong -noout';
			assert.equal((await terminal.attempt(wrong, { folder })).status, 1);
			const sign = (more: string) =>
				terminal.attempt(
					'mtls sign ../requests-mtls/client.csr --ca ca.crt --ca-key ca.key ' +
						`--profile client --out never.crt ${more}`,
					{ folder },
				);
			for (const { status, stderr } of [await sign(''), await sign('--passphrase-file ca.crt')]) {
				assert.equal(status, 2);
				assert.match(stderr, /passphrase/i);
			}
			assert.equal((await terminal.attempt('test -e never.crt', { folder })).status, 1);
		});
	}

	const combinations: readonly (readonly [ca: Tool, requester: Tool, signer: Tool])[] = [
		['openssl', 'openssl', 'openssl'],
		['mtls', 'mtls', 'mtls'],
		// The encrypted key of one tool is opened by the other.
		['openssl', 'openssl', 'mtls'],
		['openssl', 'mtls', 'mtls'],
		['mtls', 'openssl', 'openssl'],
		['mtls', 'mtls', 'openssl'],
	];
	for (const [ca, requester, signer] of combinations) {
		it(`a CA of ${ca} and requests of ${requester}, signed by ${signer}: openssl and mtls accept both certificates`, async () => {
			const folder = `${ca}-${requester}-${signer}`;
			await terminal.run(
				`mkdir ${folder} && cp ca-${ca}/* requests-${requester}/* ${folder} && cd ${folder}\n` +
					signingCommands[signer],
			);
			const { stdout } = await terminal.run(
				'openssl verify -CAfile ca.crt -purpose sslserver -verify_hostname localhost server.crt\n' +
					'openssl verify -CAfile ca.crt -purpose sslclient client.crt\n' +
					recipe('2-verify'),
				folder,
			);
			assert.match(
				stdout,
				/^server.crt: OK\nclient.crt: OK\nValid as a server [^]*\nValid as a client /,
			);
		});
	}

	it('neither certificate does for the purpose of the other, nor below the other CA', async () => {
		const folder = 'mtls-mtls-mtls';
		for (const [options, code] of [
			['--leaf client.crt --trust ca.crt', 'wrong-extended-key-usage'],
			['--leaf server.crt --trust ca.crt --purpose client', 'wrong-extended-key-usage'],
			['--leaf server.crt --trust ../ca-openssl/ca.crt', 'issuer-not-found'],
		]) {
			const { status, stdout } = await terminal.attempt(`mtls verify --json ${options}`, {
				folder,
			});
			assert.equal(status, 1);
			const { faults } = JSON.parse(stdout) as { faults: { code: string }[] };
			assert.deepEqual(
				faults.map((fault) => fault.code),
				[code],
			);
		}
	});
});
