import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { copyAsCurl, copyAsOpenssl, type CopyTarget } from '../../../src/mtls/copyAs';
import { createTestServer, type TestServer } from '../../../src/mtls/server';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { execute } from '../../support/process';
import { useSuiteFolder } from '../../support/suiteFolder';
import { curlPeer, identityOf, lab, writeLab } from './support/lab';

describe('copyAs', () => {
	const folder = useSuiteFolder();
	/** Everything a shell would take for something else. */
	const odd = "it's $HOME; `x` & (1)";
	let server: TestServer;
	let port: number;
	before(async () => {
		writeLab((name) => folder.join(name));
		mkdirSync(folder.join(odd));
		for (const name of ['ca.crt', 'client.crt', 'client.key']) {
			copyFileSync(folder.join(name), folder.join(odd, name));
		}
		server = createTestServer({
			identity: identityOf(lab.server, 'server.crt'),
			clientCaPems: [lab.ca.pem],
			clientAuthentication: 'require',
			isStrict: false,
			port: 0,
			now: () => new Date(),
		});
		({ port } = await server.listen());
	});
	after(() => server.close());

	const paths = (from = ''): Omit<CopyTarget, 'host' | 'port'> => ({
		caPath: `${from}ca.crt`,
		certificatePath: `${from}client.crt`,
		keyPath: `${from}client.key`,
	});

	it('writes plain paths as they are', () => {
		assert.equal(
			copyAsCurl({ host: 'localhost', port: 8443, ...paths('certs/') }),
			'curl --cacert certs/ca.crt --cert certs/client.crt --key certs/client.key https://localhost:8443/',
		);
		assert.equal(
			copyAsOpenssl({ host: 'localhost', port: 8443, ...paths('certs/') }),
			'openssl s_client -connect localhost:8443 -servername localhost -verify_hostname localhost -CAfile certs/ca.crt -cert certs/client.crt -key certs/client.key -verify_return_error',
		);
	});

	const targets: readonly CopyTarget[] = [
		{ host: 'localhost', port: 0, ...paths() },
		{ host: '127.0.0.1', port: 0, ...paths() },
		{ host: '::1', port: 0, ...paths() },
		{ host: '127.0.0.1', port: 0, serverName: 'localhost', ...paths() },
		{ host: 'localhost', port: 0, ...paths(`${odd}/`) },
	];

	it('makes curl lines that a shell runs and the server accepts', async function () {
		requirePeer(this, curlPeer);
		for (const target of targets) {
			const line = copyAsCurl({ ...target, port });
			const { status, stdout, stderr } = await shell(line.replace(/^curl /, 'curl -sS '));
			assert.equal(status, 0, `${line}\n${stderr}`);
			assert.match(stdout, /"accepted":true/, line);
		}
		const stranger = { ...targets[0]!, caPath: 'otherCa.crt' };
		assert.equal((await shell(copyAsCurl({ ...stranger, port }))).status, 60);
	});

	it('makes openssl lines that a shell runs and that stop at a server they do not trust', async function () {
		requirePeer(this, opensslPeer);
		for (const target of targets) {
			const line = copyAsOpenssl({ ...target, port });
			const { status, stdout } = await shell(line, 'GET / HTTP/1.0\r\n\r\n');
			assert.equal(status, 0, line);
			assert.match(stdout, /Verification: OK/, line);
		}
		const stranger = copyAsOpenssl({ ...targets[0]!, caPath: 'otherCa.crt', port });
		assert.notEqual((await shell(stranger)).status, 0);
		const wrongName = copyAsOpenssl({ ...targets[0]!, serverName: 'api.test', port });
		assert.notEqual((await shell(wrongName)).status, 0);
	});

	function shell(line: string, input?: string) {
		return execute('sh', ['-c', line], { cwd: folder.path, input });
	}
});
