import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { describeProbe } from '../../../../src/mtls/probeText';
import { freePort, useProcesses } from '../../../support/process';
import { useSuiteFolder } from '../../../support/suiteFolder';
import type { lab } from '../support/lab';
import { refusedClients, writeLab } from '../support/lab';
import {
	nodeServer,
	plainServer,
	startNginx,
	startOpensslServer,
	useServers,
} from '../support/servers';
import { checkProbe } from '../support/probing';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;

describe('probe of other servers', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	const servers = useServers();
	before(() => writeLab(file));

	for (const version of versions) {
		const option = version === 'TLSv1.2' ? '-tls1_2' : '-tls1_3';

		describe(`openssl s_server in ${version}`, () => {
			it('accepts a good client and answers', async function () {
				const { port } = await startOpensslServer(this, processes, file, option);
				await checkProbe(port, 'client', { accepted: true, cause: 'ok', httpStatus: 200 });
			});

			const alerts = {
				foreign: [48, 'unknown-ca'],
				wrongPurpose: [43, 'wrong-extended-key-usage'],
				expired: [45, 'expired'],
				future: [42, 'not-yet-valid'],
				selfSigned: [48, 'unknown-ca'],
				viaIntermediate: [48, 'unknown-ca'],
			} as const;
			for (const [name, [number, cause]] of Object.entries(alerts)) {
				it(`refuses the client ${name} with alert ${number}`, async function () {
					const { port } = await startOpensslServer(this, processes, file, option);
					const report = await checkProbe(port, name as keyof typeof lab, {
						accepted: false,
						cause,
						certificateAtFault: 'client',
						httpStatus: undefined,
					});
					assert.equal(report.alert?.number, number);
					assert.equal(report.alert.from, 'server');
				});
			}

			it('refuses a client without a certificate', async function () {
				const { port } = await startOpensslServer(this, processes, file, option);
				const number = version === 'TLSv1.2' ? 40 : 116;
				const report = await checkProbe(port, undefined, {
					accepted: false,
					cause: 'no-client-certificate',
				});
				assert.equal(report.alert?.number, number);
				assert.ok(report.handshake.some(({ name }) => name.startsWith(`Alert ${number} `)));
				const { verdict, explanation, facts } = describeProbe(report);
				assert.equal(verdict, 'Refused: no client certificate was sent');
				assert.equal(
					explanation,
					`The server requires a client certificate issued by orders CA. The client sent an empty list, and the server closed the connection with alert ${number}, ${report.alert.name}.`,
				);
				assert.equal(
					facts[0]?.text,
					"The server's, on the client. The server certificate itself is fine.",
				);
			});
		});

		describe(`nginx in ${version}`, () => {
			const protocols = `ssl_protocols ${version};`;

			it('lets a good client in', async function () {
				const port = await startNginx(this, processes, file, protocols);
				const report = await checkProbe(port, 'client', {
					accepted: true,
					cause: 'ok',
					httpStatus: 200,
				});
				assert.equal(report.httpBodyStart, 'hello\n');
			});

			it('answers 400 to a client without a certificate', async function () {
				const port = await startNginx(this, processes, file, protocols);
				await checkProbe(port, undefined, {
					accepted: false,
					cause: 'no-client-certificate',
					httpStatus: 400,
					alert: undefined,
				});
			});

			it('answers 400 without a cause to a bad one, and our check knows it', async function () {
				const port = await startNginx(this, processes, file, protocols);
				for (const [name, cause] of Object.entries(refusedClients)) {
					await checkProbe(port, name as keyof typeof lab, {
						accepted: false,
						cause,
						httpStatus: 400,
						isCauseOurs: true,
					});
				}
			});
		});

		describe(`a strict Node server in ${version}`, () => {
			const options = { minVersion: version, maxVersion: version };

			it('lets a good client in', async () => {
				const port = await servers.listen(nodeServer(options));
				await checkProbe(port, 'client', { accepted: true, cause: 'ok', httpStatus: 200 });
			});

			it('names the missing client certificate', async () => {
				const port = await servers.listen(nodeServer(options));
				await checkProbe(port, undefined, { accepted: false, cause: 'no-client-certificate' });
			});

			it('drops bad clients without a reason, and our check of them stands beside that', async () => {
				const port = await servers.listen(nodeServer(options));
				for (const name of Object.keys(refusedClients) as (keyof typeof refusedClients)[]) {
					const report = await checkProbe(port, name, {
						accepted: false,
						cause: 'refused-without-reason',
						alert: undefined,
						httpStatus: undefined,
					});
					assert.ok(report.clientFaults.length > 0, name);
				}
			});
		});
	}

	describe('what is no server of TLS', () => {
		it('is plain HTTP', async () => {
			const port = await servers.listen(createHttpServer());
			const report = await checkProbe(port, undefined, {
				reached: true,
				accepted: null,
				cause: 'wrong-protocol',
			});
			assert.equal(
				describeProbe(report).verdict,
				`Cannot connect: localhost:${port} speaks plain HTTP, not TLS`,
			);
		});

		it('is a banner of something else', async () => {
			const port = await servers.listen(plainServer((socket) => socket.end('SSH-2.0-test\r\n')));
			await checkProbe(port, undefined, { reached: true, accepted: null, cause: 'wrong-protocol' });
		});

		it('ends the connection without a word', async () => {
			const port = await servers.listen(plainServer((socket) => socket.end()));
			await checkProbe(port, undefined, { reached: true, accepted: null, cause: 'wrong-protocol' });
		});

		it('says nothing until the time is over', async () => {
			const port = await servers.listen(plainServer(() => undefined));
			await checkProbe(
				port,
				undefined,
				{ reached: true, accepted: null, cause: 'timeout' },
				{ timeoutMs: 50 },
			);
		});

		it('is nobody at all', async () => {
			const report = await checkProbe(await freePort(), undefined, {
				reached: false,
				accepted: null,
				cause: 'nothing-listening',
			});
			assert.equal(report.error?.code, 'ECONNREFUSED');
		});

		it('has a name that does not resolve', async () => {
			await checkProbe(
				443,
				undefined,
				{ reached: false, accepted: null, cause: 'name-not-resolved' },
				{ host: 'nobody.invalid' },
			);
		});
	});
});
