import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { buildCa, buildCertificate } from '../../support/certificates';
import { mtls, mtlsProgram, useServe } from '../../support/commandLine';
import type { Ended } from '../../support/printed';
import { freePort } from '../../support/process';
import { useTemporaryFolder } from '../../support/temporaryFolder';

/** What other tests ask within their own process has to be what the program answers. */
describe('mtls as a program', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const servers = useServe(folder);
	const now = new Date();
	const ca = buildCa({ now });
	const expired = buildCertificate({ now, issuer: ca, notBefore: new Date(0), notAfter: now });
	const server = buildCertificate({ now, issuer: ca });
	const client = buildCertificate({ now, issuer: ca, role: 'client' });
	const folders = ['inside', 'program'] as const;

	beforeEach(async () => {
		for (const name of folders) {
			await mkdir(folder.join(name));
			for (const [base, { pem, privateKeyPem }] of Object.entries({
				ca,
				server,
				client,
				expired,
			})) {
				writeFileSync(folder.join(name, `${base}.crt`), pem);
				writeFileSync(folder.join(name, `${base}.key`), privateKeyPem);
			}
		}
	});

	for (const [line, status] of [
		['--help', 0],
		['lnit', 2],
		['inspect --help', 0],
		['create set --out set --json', 0],
		['create ca --out . --name ca', 2],
		['csr --out . --name api --host api.test', 0],
		['csr --out .', 2],
		['sign missing.csr --ca ca.crt --ca-key ca.key --profile server --out api.crt', 2],
		['inspect ca.crt server.key', 0],
		['inspect ca.crt missing.crt --json', 2],
		['lint ca.crt server.crt', 0],
		['lint . --format sarif', 1],
		['verify --leaf server.crt --trust ca.crt --json', 0],
		['verify --leaf expired.crt --trust ca.crt', 1],
		['verify --leaf server.crt --trust missing.crt', 2],
		['serve --cert server.crt --key client.key --ca ca.crt', 2],
		['explain SSL alert number 116', 0],
		['explain it does not work --json', 1],
	] as const) {
		it(`${line}: exits with ${status}, prints and writes the same as within this process`, () =>
			compare(line.split(' '), status));
	}

	it('sign exits with 0', async () => {
		const csr = 'csr --out . --name api --host api.test'.split(' ');
		await Promise.all(folders.map((name) => mtls(csr, { cwd: folder.join(name) })));
		const sign = 'sign api.csr --ca ca.crt --ca-key ca.key --profile server --out api.crt';
		await compare(sign.split(' '), 0);
	});

	it('probe exits with 0 where it is let in, and with 1 where nobody listens', async () => {
		const files = '--cert program/server.crt --key program/server.key --ca program/ca.crt';
		const running = servers.start([...files.split(' '), '--port', '0']);
		const [, port] = await running.waitFor(/^\{"event":"listening",.*"port":(\d+)\}$/m);
		const identity = '--ca ca.crt --cert client.crt --key client.key'.split(' ');
		await compare(['probe', `localhost:${port}`, ...identity], 0);
		await compare(['probe', `127.0.0.1:${await freePort()}`, ...identity], 1);
	});

	it('explain reads standard input, and exits with 2 where that is empty', async () => {
		await compare(['explain'], 0, 'curl: (7) Connection refused\n');
		await compare(['explain'], 2, '');
	});

	async function compare(args: readonly string[], status: number, input = ''): Promise<void> {
		const [inside, program] = [
			await mtls(args, { cwd: folder.join('inside'), input }),
			await mtlsProgram(args, { cwd: folder.join('program'), input }),
		];
		assert.deepEqual(withoutTimes(inside), withoutTimes(program));
		assert.deepEqual([program.status, program.signal], [status, null], program.stderr);
		const [written, expected] = folders.map((name) => readdirSync(folder.join(name)));
		assert.deepEqual(written, expected);
	}
});

/** Probe prints how long the first answer took. */
function withoutTimes(ended: Ended): Ended {
	return { ...ended, stdout: ended.stdout.replaceAll(/[\d.]+ ms\b/g, 'some ms') };
}
