import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { opensslPeer } from '../support/peers/openssl';
import { findPeer, requirePeer } from '../support/peers/peer';
import { freePort, type Ended, type RunningProcess } from '../support/process';
import { nobody } from '../support/unprivileged';
import { runProbe, startTestServer } from './ourEnds';
import { recipe } from './recipes';
import { makeRequestSets, tools } from './requestSets';
import { useTerminal } from './terminal';

const nginxPeer = findPeer('nginx', 'nginx-light', '/usr/sbin/nginx', 'nginx');
const curlPeer = findPeer('curl', 'curl', '/usr/bin/curl', 'curl');
const mosquittoPeer = findPeer('mosquitto', 'mosquitto', '/usr/sbin/mosquitto', 'mosquitto');
const mosquittoClients = findPeer(
	'mosquitto_pub',
	'mosquitto-clients',
	'/usr/bin/mosquitto_pub',
	'mosquitto_pub',
);

describe('Tutorial 2: the same set in nginx and mosquitto', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		await makeRequestSets(terminal);
	});

	const probe = (port: string, folder: string, change = (command: string) => command) =>
		runProbe(terminal, folder, change(recipe('1-probe', { '8443': port }).trim()));
	const withoutIdentity = (text: string) => text.replace(/ --cert .*/, '');
	const asForeigner = (text: string) =>
		text.replaceAll(/client\.(?=crt|key)/g, '../foreign/client.');
	const alertRequired = { number: 116, name: 'certificate_required', from: 'server' };

	describe('nginx with ssl_verify_client on', () => {
		let port: string;
		let server: RunningProcess;

		/** Starts nginx in front, as this user, with all its files in a folder of its own. */
		async function startNginx(folder: string): Promise<void> {
			port = String(await freePort());
			const site = recipe('2-nginx', { '8443': port });
			const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
				.map((name) => `${name}_temp_path ${name};`)
				.join(' ');
			writeFileSync(
				terminal.join(folder, 'nginx.conf'),
				`daemon off; worker_processes 1; pid nginx.pid; error_log stderr info; events {}\n` +
					`http { ${temporary} log_format client '$status $ssl_client_verify $ssl_client_s_dn';\n` +
					`access_log /dev/stdout client;\n${site}}\n`,
			);
			const program = nginxPeer.program ?? 'nginx';
			// A log that nginx opens has to be a file or a true pipe, which Node's own streams are not.
			server = terminal.start(`${program} -e stderr -p . -c nginx.conf > >(cat)`, folder);
			await server.waitFor(/start worker process \d+/);
		}

		const curl = (folder: string, identity = '--cert client.crt --key client.key') =>
			terminal.attempt(`curl -s --cacert ca.crt ${identity} https://localhost:${port}/`, {
				folder,
			});
		const logged = async () => (await server.waitFor(/^\d{3} .*$/m))[0];

		before(function () {
			requirePeer(this, nginxPeer);
			requirePeer(this, curlPeer);
		});

		for (const tool of tools) {
			it(`lets curl in with the set of ${tool}, and logs the client`, async () => {
				await startNginx(tool);
				assert.equal((await curl(tool)).stdout, 'Hello CN=client\n');
				assert.equal(await logged(), '200 SUCCESS CN=client');
			});

			it(`lets mtls probe in with the set of ${tool}, and logs the client`, async () => {
				await startNginx(tool);
				const report = await probe(port, tool);
				assert.equal(report.exitCode, 0);
				assert.equal(report.httpStatus, 200);
				assert.equal(await logged(), '200 SUCCESS CN=client');
			});
		}

		it('answers 400 after a good handshake to a client without a certificate, and probe sees through it', async () => {
			await startNginx('mtls');
			assert.match((await curl('mtls', '')).stdout, /400 No required SSL certificate was sent/);
			assert.equal(await logged(), '400 NONE -');
			const report = await probe(port, 'mtls', withoutIdentity);
			assert.equal(report.accepted, false);
			assert.equal(report.cause, 'no-client-certificate');
			assert.equal(report.httpStatus, 400);
			assert.equal(report.alert, null);
			assert.equal(report.exitCode, 1);
		});

		it('answers 400 to a client of another CA, and probe says which CA is missing', async () => {
			await startNginx('mtls');
			const identity = '--cert ../foreign/client.crt --key ../foreign/client.key';
			assert.match((await curl('mtls', identity)).stdout, /400 The SSL certificate error/);
			assert.match(await logged(), /^400 FAILED:unable to verify the first certificate CN=client$/);
			const report = await probe(port, 'mtls', asForeigner);
			assert.equal(report.accepted, false);
			assert.equal(report.cause, 'unknown-ca');
			assert.equal(report.httpStatus, 400);
			assert.equal(report.exitCode, 1);
		});
	});

	describe('mosquitto with require_certificate', () => {
		let port: string;
		let broker: RunningProcess;

		/** Starts the broker as nobody: mosquitto does not stay root. */
		async function startBroker(folder: string): Promise<void> {
			port = String(await freePort());
			writeFileSync(
				terminal.join(folder, 'mosquitto.conf'),
				`log_dest stderr\nlog_type all\n${recipe('2-mosquitto', { '8883': port })}`,
			);
			const isRoot = process.getuid?.() === 0;
			if (isRoot) {
				await terminal.run(`chown -R ${nobody}:${nobody} .`);
			}
			const user = isRoot ? `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups ` : '';
			const program = mosquittoPeer.program ?? 'mosquitto';
			broker = terminal.start(`${user}${program} -c mosquitto.conf`, folder);
			await broker.waitFor(/mosquitto version \S+ running/);
		}

		const server = () => `-h localhost -p ${port} --cafile ca.crt -t test`;
		const identity = '--cert client.crt --key client.key';
		const publish = (folder: string, credentials: string): Promise<Ended> =>
			terminal.attempt(`mosquitto_pub ${server()} ${credentials} -m hello`, { folder });

		before(function () {
			requirePeer(this, mosquittoPeer);
			requirePeer(this, mosquittoClients);
		});

		for (const tool of tools) {
			it(`carries a message between two clients with the set of ${tool}, and logs their name`, async () => {
				await startBroker(tool);
				const subscriber = terminal.start(
					`mosquitto_sub ${server()} ${identity} -C 1 -i subscriber`,
					tool,
				);
				await broker.waitFor(/Sending SUBACK to subscriber/);
				assert.equal((await publish(tool, `${identity} -i publisher`)).status, 0);
				const { status, stdout } = await subscriber.ended;
				assert.equal(status, 0);
				assert.equal(stdout, 'hello\n');
				await broker.waitFor(/New client connected from \S+ as subscriber \(.*u'client'\)/);
				await broker.waitFor(/New client connected from \S+ as publisher \(.*u'client'\)/);
			});
		}

		it('refuses a client without a certificate, and mtls probe says why', async () => {
			await startBroker('mtls');
			assert.notEqual((await publish('mtls', '')).status, 0);
			await broker.waitFor(/peer did not return a certificate/);
			assert.doesNotMatch(broker.stderr, /New client connected/);
			const report = await probe(port, 'mtls', withoutIdentity);
			assert.equal(report.cause, 'no-client-certificate');
			assert.deepEqual(report.alert, alertRequired);
			assert.equal(report.exitCode, 1);
		});

		it('refuses a client of another CA, and mtls probe says why', async () => {
			await startBroker('mtls');
			const foreign = '--cert ../foreign/client.crt --key ../foreign/client.key';
			assert.notEqual((await publish('mtls', foreign)).status, 0);
			await broker.waitFor(/certificate verify failed/);
			assert.doesNotMatch(broker.stderr, /New client connected/);
			const report = await probe(port, 'mtls', asForeigner);
			assert.equal(report.cause, 'unknown-ca');
			assert.equal(report.accepted, false);
			assert.equal(report.exitCode, 1);
		});

		it('speaks no HTTP, so mtls probe proves the handshake and claims no more', async () => {
			await startBroker('mtls');
			const report = await probe(port, 'mtls');
			assert.equal(report.reached, true);
			assert.equal(report.serverVerdict?.valid, true);
			assert.equal(report.clientCertificateSent, true);
			assert.equal(report.accepted, null);
			assert.equal(report.cause, 'not-proven');
			assert.equal(report.exitCode, 1);
		});

		it('mosquitto_pub finishes its handshake with mtls serve, which records the client', async () => {
			const command = recipe('1-serve', { '8443': '0' }).trim();
			const serve = await startTestServer(terminal, 'mtls', command);
			({ port } = serve);
			// The answer is no MQTT.
			assert.notEqual((await publish('mtls', identity)).status, 0);
			const record = await serve.connection();
			assert.equal(record.clientChain[0]?.subject, 'CN=client');
			assert.deepEqual(record.verdict, { valid: true, faults: [] });
		});
	});
});
