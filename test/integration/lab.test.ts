import assert from 'node:assert/strict';
import { request } from 'node:https';
import { connect } from 'node:net';
import * as vscode from 'vscode';
import { buildCa, buildCertificate } from '../support/certificates';
import type { BuiltCertificate } from '../support/certificates';
import { clearWorkspace, eventually, eventuallyEqual, writeOnDisk } from './files';

describe('the test server and the probe', () => {
	const now = new Date();
	const ca = buildCa({ subject: 'orders CA', now });
	const server = buildCertificate({ role: 'server', issuer: ca, now });
	const client = buildCertificate({ role: 'client', issuer: ca, now });
	const stranger = buildCertificate({
		role: 'client',
		issuer: buildCa({ subject: 'other CA', now }),
		now,
	});
	let port = 0;

	before(async () => {
		await clearWorkspace();
		for (const [name, built] of Object.entries({ ca, server, client })) {
			writeOnDisk(`certs/${name}.crt`, built.pem);
			writeOnDisk(`certs/${name}.key`, built.privateKeyPem);
		}
		port = await freePort();
		const settings = vscode.workspace.getConfiguration('mtls');
		await settings.update('server.port', port, vscode.ConfigurationTarget.Global);
		await vscode.commands.executeCommand('mtls.refresh');
		await vscode.commands.executeCommand('mtls.startTestServer');
		await eventuallyEqual('server listens', () => isListening(port), true);
	});

	after(async () => {
		await vscode.commands.executeCommand('mtls.stopTestServer');
		const settings = vscode.workspace.getConfiguration('mtls');
		await settings.update('server.port', undefined, vscode.ConfigurationTarget.Global);
		await clearWorkspace();
	});

	it('lets in the client of the workspace', async () => {
		const { status, body } = await get(client);
		assert.equal(status, 200);
		assert.equal(body.accepted, true);
	});

	it('refuses a client of another CA, and one without a certificate', async () => {
		assert.equal((await get(stranger)).status, 403);
		assert.equal((await get(undefined)).status, 403);
	});

	it('serves a certificate that was replaced on the disk', async () => {
		const renewed = buildCertificate({ issuer: ca, now, subject: 'renewed' });
		writeOnDisk('certs/server.key', renewed.privateKeyPem);
		writeOnDisk('certs/server.crt', renewed.pem);
		await eventuallyEqual('new certificate', async () => (await get(client)).serverName, 'renewed');
	});

	it('is probed in one tab, however often', async () => {
		await vscode.commands.executeCommand('mtls.probeServer');
		await vscode.commands.executeCommand('mtls.probeAgain');
		await eventually('probe tab', () => (probeTabs().length === 1 ? true : undefined));
		assert.equal(probeTabs()[0]?.label, `Probe localhost:${port}`);
	});

	it('copies a curl command with the files of the workspace', async () => {
		await vscode.commands.executeCommand('mtls.copyCurlCommand');
		assert.equal(
			await vscode.env.clipboard.readText(),
			`curl --cacert certs/ca.crt --cert certs/client.crt --key certs/client.key https://localhost:${port}/`,
		);
	});

	it('is gone after it is stopped', async () => {
		await vscode.commands.executeCommand('mtls.stopTestServer');
		await eventuallyEqual('server is gone', () => isListening(port), false);
	});

	interface Answer {
		readonly status: number | undefined;
		readonly body: { readonly accepted: boolean };
		readonly serverName: string;
	}

	/** One request with this client certificate; the server's name is that of its certificate. */
	function get(identity: BuiltCertificate | undefined): Promise<Answer> {
		return new Promise((resolve, reject) => {
			let serverName = '';
			const call = request(
				{
					host: '127.0.0.1',
					servername: 'localhost',
					port,
					ca: ca.pem,
					agent: false,
					checkServerIdentity: (_, { subject }) => {
						serverName = String(subject.CN);
						return undefined;
					},
					...(identity === undefined ? {} : { cert: identity.pem, key: identity.privateKeyPem }),
				},
				(response) => {
					let text = '';
					response.setEncoding('utf8');
					response.on('data', (chunk: string) => (text += chunk));
					response.on('end', () => {
						const body = JSON.parse(text) as Answer['body'];
						resolve({ status: response.statusCode, body, serverName });
					});
				},
			);
			call.on('error', reject);
			call.end();
		});
	}
});

function probeTabs(): vscode.Tab[] {
	return vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs)
		.filter(({ label }) => label.startsWith('Probe '));
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			resolve(true);
		});
		socket.on('error', () => resolve(false));
	});
}

async function freePort(): Promise<number> {
	const { createServer } = await import('node:net');
	const listener = createServer();
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	const address = listener.address();
	await new Promise((resolve) => listener.close(resolve));
	assert.ok(typeof address === 'object' && address !== null);
	return address.port;
}
