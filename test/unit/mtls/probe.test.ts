import assert from 'node:assert/strict';
import type { ProbeOptions } from '../../../src/mtls/probe';
import { describeProbe } from '../../../src/mtls/probeText';
import type { ProbeReport } from '../../../src/mtls/report';
import { createTestServer, type TestServer } from '../../../src/mtls/server';
import { buildCertificate, daysAfter } from '../../support/certificates';
import { encryptPkcs8 } from '../../../src/issue/encryptedKey';
import { encodePem } from '../../../src/issue/pem';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { useProcesses } from '../../support/process';
import { useSuiteFolder } from '../../support/suiteFolder';
import { identityOf, lab, parsed, refusedClients, writeLab } from './support/lab';
import { nodeServer, plainServer, startOpensslServer, useServers } from './support/servers';
import { readFileSync } from 'node:fs';
import { checkProbe, runProbe } from './support/probing';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;

describe('probe', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	const servers = useServers();
	before(() => writeLab(file));

	describe('a test server of ours', () => {
		let server: TestServer;
		let port: number;
		before(async () => {
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

		it('proves that a good client gets in', async () => {
			const report = await checkProbe(port, 'client', {
				accepted: true,
				cause: 'ok',
				reached: true,
				clientCertificateRequested: true,
				clientCertificateSent: true,
				httpStatus: 200,
				protocol: 'TLS 1.3',
				alpn: 'http/1.1',
				alert: undefined,
				certificateAtFault: undefined,
				error: undefined,
				acceptedIssuers: ['CN=orders CA'],
			});
			assert.equal(report.serverVerdict?.valid, true);
			const { verdict, explanation, facts, otherWords } = describeProbe(report);
			assert.equal(verdict, 'Accepted');
			assert.equal(
				explanation,
				'The server asked for a client certificate, took client.crt and answered HTTP 200.',
			);
			assert.deepEqual(
				facts.slice(0, 2).map(({ text }) => text),
				[
					'localhost, valid for 364 more days, issued by orders CA. Trusted through orders CA; covers the name localhost.',
					'Requested from: orders CA. Sent: client.crt, 1 certificate. Accepted.',
				],
			);
			assert.deepEqual(otherWords, []);
		});

		it('sends the chain of the file and nothing from its trust anchors', async () => {
			const alone = await runProbe(port, { identity: identityOf(lab.client, 'client.crt') });
			assert.equal(alone.clientChain.length, 1);
			const deep = identityOf(lab.viaIntermediate, 'deep.crt');
			const withoutIntermediate = await runProbe(port, {
				identity: deep,
				trustAnchors: parsed(lab.ca, lab.intermediate),
			});
			assert.equal(withoutIntermediate.clientChain.length, 1);
			assert.equal(withoutIntermediate.cause, 'unknown-ca');
			const whole = identityOf(lab.viaIntermediate, 'deep.crt', lab.intermediate);
			const withIntermediate = await runProbe(port, { identity: whole });
			assert.deepEqual(
				withIntermediate.clientChain.map(({ subject }) => subject.text),
				['CN=deep', 'CN=Lab Issuing CA'],
			);
			assert.equal(withIntermediate.accepted, true);
		});

		for (const [name, cause] of Object.entries(refusedClients)) {
			it(`names the cause for the client ${name}`, async () => {
				const report = await checkProbe(port, name as keyof typeof lab, {
					accepted: false,
					cause,
					certificateAtFault: 'client',
					httpStatus: 403,
					isCauseOurs: false,
				});
				assert.ok(report.clientFaults.length > 0);
			});
		}

		it('names the missing client certificate', async () => {
			const report = await checkProbe(port, undefined, {
				accepted: false,
				cause: 'no-client-certificate',
				certificateAtFault: 'client',
				clientCertificateRequested: true,
				clientCertificateSent: false,
				httpStatus: 403,
			});
			assert.equal(describeProbe(report).verdict, 'Refused: no client certificate was sent');
		});

		it('reaches it by name, by IPv4 and by IPv6', async () => {
			for (const host of ['localhost', '127.0.0.1', '::1', 'x.localhost']) {
				const report = await runProbe(port, {
					host,
					serverName: host === '::1' ? undefined : 'localhost',
				});
				assert.equal(report.reached, true, host);
				assert.equal(report.serverVerdict?.valid, true, host);
			}
		});

		it('tells a host name that the certificate does not cover', async () => {
			await checkProbe(
				port,
				'client',
				{ accepted: true, cause: 'wrong-host', certificateAtFault: 'server' },
				{ serverName: 'api.test' },
			);
		});

		it('tells a server whose CA it was not given, and what the server did nevertheless', async () => {
			const report = await checkProbe(
				port,
				'client',
				{ accepted: true, cause: 'server-not-trusted', certificateAtFault: 'server' },
				{ trustAnchors: parsed(lab.otherCa) },
			);
			assert.match(describeProbe(report).verdict, /^Server not trusted: /);
			await checkProbe(
				port,
				undefined,
				{ accepted: false, cause: 'server-not-trusted', certificateAtFault: 'server' },
				{ trustAnchors: [] },
			);
		});

		it('asks the library only where asking does not change what is sent', async () => {
			const asked = await runProbe(port, {});
			assert.equal(asked.libraryVerdict, '');
			const untrusted = await runProbe(port, { trustAnchors: parsed(lab.otherCa) });
			assert.match(untrusted.libraryVerdict ?? '', /^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/);
			const silent = await runProbe(port, { identity: identityOf(lab.client, 'client.crt') });
			assert.equal(silent.libraryVerdict, undefined);
		});

		it('never takes up a session again', async () => {
			const first = await runProbe(port, { identity: identityOf(lab.client, 'client.crt') });
			const second = await runProbe(port, { identity: identityOf(lab.client, 'client.crt') });
			for (const { handshake } of [first, second]) {
				assert.ok(handshake.some(({ from, name }) => from === 'server' && name === 'Certificate'));
			}
		});
	});

	describe('a server with a faulty certificate', () => {
		const now = new Date();
		const faulty = {
			expired: buildCertificate({
				subject: 'localhost',
				subjectAltName: ['localhost'],
				issuer: lab.ca,
				notBefore: daysAfter(-20, now),
				notAfter: daysAfter(-2, now),
			}),
			'not-yet-valid': buildCertificate({
				subject: 'localhost',
				subjectAltName: ['localhost'],
				issuer: lab.ca,
				notBefore: daysAfter(2, now),
				notAfter: daysAfter(20, now),
			}),
			'wrong-host': buildCertificate({
				subject: 'api.internal.test',
				subjectAltName: ['api.internal.test'],
				issuer: lab.ca,
				now,
			}),
			'wrong-extended-key-usage': buildCertificate({
				role: 'client',
				subject: 'localhost',
				subjectAltName: ['localhost'],
				issuer: lab.ca,
				now,
			}),
			'server-not-trusted': buildCertificate({
				subject: 'localhost',
				subjectAltName: ['localhost'],
				now,
			}),
		} as const;
		for (const [cause, built] of Object.entries(faulty)) {
			for (const version of versions) {
				it(`says ${cause} of it in ${version}`, async () => {
					const port = await servers.listen(
						nodeServer({
							cert: built.pem,
							key: built.privateKeyPem,
							requestCert: false,
							minVersion: version,
							maxVersion: version,
						}),
					);
					const report = await checkProbe(port, undefined, {
						cause: cause as ProbeReport['cause'],
						certificateAtFault: 'server',
						accepted: true,
						clientCertificateRequested: false,
						httpStatus: 200,
					});
					assert.equal(report.serverVerdict?.valid, false);
					assert.match(describeProbe(report).verdict, /^Server not trusted: its /);
				});
			}
		}

		it('says which intermediate it left out', async () => {
			const leaf = buildCertificate({
				subject: 'localhost',
				subjectAltName: ['localhost'],
				issuer: lab.intermediate,
				now,
			});
			const port = await servers.listen(
				nodeServer({ cert: leaf.pem, key: leaf.privateKeyPem, requestCert: false }),
			);
			const report = await checkProbe(
				port,
				undefined,
				{ cause: 'server-not-trusted', certificateAtFault: 'server' },
				{ known: parsed(lab.intermediate) },
			);
			assert.deepEqual(
				report.serverVerdict?.faults.map(({ code }) => code),
				['missing-intermediate'],
			);
		});
	});

	it('tells that both sides share no version', async function () {
		const { port } = await startOpensslServer(
			this,
			processes,
			file,
			'-tls1_1',
			'-cipher',
			'DEFAULT@SECLEVEL=0',
		);
		const report = await checkProbe(port, undefined, { accepted: null, cause: 'wrong-protocol' });
		assert.equal(report.alert?.number, 70);
		assert.match(describeProbe(report).verdict, /share no TLS version$/);
	});

	it('does not take silence for an answer', async () => {
		const port = await servers.listen(nodeServer({}, ''));
		await checkProbe(
			port,
			'client',
			{ accepted: null, cause: 'not-proven', reached: true },
			{ timeoutMs: 300 },
		);
	});

	it('takes an answer in another protocol over TLS as proof', async () => {
		const port = await servers.listen(nodeServer({}, '-ERR unknown command\r\n'));
		await checkProbe(port, 'client', { accepted: true, cause: 'ok', httpStatus: undefined });
	});

	it('takes 401 and 403 of a server that asked for a certificate as a refusal', async () => {
		const unauthorized = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n';
		const port = await servers.listen(nodeServer({ rejectUnauthorized: false }, unauthorized));
		await checkProbe(port, 'expired', {
			accepted: false,
			cause: 'expired',
			isCauseOurs: true,
			httpStatus: 401,
		});
		await checkProbe(port, undefined, { accepted: false, cause: 'no-client-certificate' });
		await checkProbe(port, 'client', { accepted: false, cause: 'client-certificate-refused' });
	});

	it('shows a disagreement when a server lets in what our check refuses', async () => {
		const port = await servers.listen(nodeServer({ rejectUnauthorized: false }));
		const report = await checkProbe(port, 'expired', { accepted: true, cause: 'ok' });
		assert.match(describeProbe(report).disagreement ?? '', /^Our check and this server disagree/);
	});

	it('can be cancelled', async () => {
		const port = await servers.listen(plainServer(() => controller.abort()));
		const controller = new AbortController();
		await checkProbe(
			port,
			undefined,
			{ accepted: null, cause: 'cancelled' },
			{ signal: controller.signal },
		);
		await checkProbe(port, undefined, { cause: 'cancelled' }, { signal: AbortSignal.abort() });
	});

	describe('with an identity that cannot be used', () => {
		// Port 9 on loopback: nothing is connected before the identity is checked.
		const rejects = (identity: ProbeOptions['identity'], code: string) =>
			assert.rejects(runProbe(9, { identity }), { name: 'UserError', code });

		it('says that a key is encrypted, or its passphrase wrong, before connecting', async () => {
			const key = lab.client.key.privateKey.export({ format: 'der', type: 'pkcs8' });
			const privateKeyPem = encodePem('ENCRYPTED PRIVATE KEY', await encryptPkcs8(key, 'sesame'));
			const identity = { ...identityOf(lab.client, 'client.crt'), privateKeyPem };
			await rejects(identity, 'key-needs-passphrase');
			await rejects({ ...identity, passphrase: 'wrong' }, 'key-passphrase-wrong');
			const port = await servers.listen(nodeServer());
			const report = await runProbe(port, { identity: { ...identity, passphrase: 'sesame' } });
			assert.equal(report.accepted, true);
		});

		it('says that the key belongs to another certificate', async () => {
			const identity = identityOf(lab.client, 'client.crt');
			await rejects({ ...identity, privateKeyPem: lab.server.privateKeyPem }, 'key-mismatch');
			const wrongOrder = lab.ca.pem + lab.client.pem;
			await rejects({ ...identity, certificateChainPem: wrongOrder }, 'key-mismatch');
		});

		it('says that a file holds no certificate', async () => {
			const identity = identityOf(lab.client, 'client.crt');
			await rejects({ ...identity, certificateChainPem: 'nothing' }, 'certificate-not-found');
		});

		it('opens PKCS#12 and says when the passphrase does not', async function () {
			requirePeer(this, opensslPeer);
			openssl([
				'pkcs12',
				'-export',
				...['-in', file('client.crt'), '-inkey', file('client.key')],
				...['-out', file('client.p12'), '-passout', 'pass:sesame'],
			]);
			const pkcs12 = readFileSync(file('client.p12'));
			await rejects({ pkcs12, passphrase: 'no', label: 'client.p12' }, 'pkcs12-wrong-passphrase');
			const port = await servers.listen(nodeServer());
			const report = await runProbe(port, {
				identity: { pkcs12, passphrase: 'sesame', label: 'client.p12' },
			});
			assert.equal(report.accepted, true);
			assert.deepEqual(
				report.clientChain.map(({ subject }) => subject.text),
				['CN=client'],
			);
		});
	});
});
