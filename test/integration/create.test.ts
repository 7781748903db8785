import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import * as vscode from 'vscode';
import { clearWorkspace, eventually, eventuallyEqual, uriOf, writeOnDisk } from './files';

describe('the create commands', () => {
	beforeEach(clearWorkspace);
	after(clearWorkspace);

	it('make a set that verifies, with Enter pressed three times', async () => {
		await pressEnter('mtls.createSet', () => existsSync(uriOf('certs/client.key').fsPath));
		assert.deepEqual(readdirSync(uriOf('certs').fsPath).sort(), [
			'ca.crt',
			'ca.key',
			'client.crt',
			'client.key',
			'server.crt',
			'server.key',
		]);
		const ca = certificateAt('certs/ca.crt');
		for (const name of ['server', 'client']) {
			const certificate = certificateAt(`certs/${name}.crt`);
			assert.ok(certificate.verify(ca.publicKey));
			assert.ok(certificate.checkPrivateKey(createPrivateKey(textAt(`certs/${name}.key`))));
		}
		assert.equal(
			certificateAt('certs/server.crt').subjectAltName,
			'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
		);
	});

	it('write keys that only their owner reads', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await pressEnter('mtls.createSet', () => existsSync(uriOf('certs/client.key').fsPath));
		for (const name of ['ca', 'server', 'client']) {
			assert.equal(statSync(uriOf(`certs/${name}.key`).fsPath).mode & 0o777, 0o600, name);
		}
	});

	it('leave nothing for the Problems panel', async () => {
		await pressEnter('mtls.createSet', () => existsSync(uriOf('certs/client.key').fsPath));
		await vscode.commands.executeCommand('mtls.refresh');
		await eventuallyEqual(
			'no finding on the new set',
			() => vscode.languages.getDiagnostics(uriOf('certs/server.crt')).length,
			0,
		);
	});

	it('make a second set beside the first one, never over it', async () => {
		await pressEnter('mtls.createSet', () => existsSync(uriOf('certs/client.key').fsPath));
		const before = textAt('certs/ca.key');
		await pressEnter('mtls.createSet', () => existsSync(uriOf('certs-2/client.key').fsPath));
		assert.equal(textAt('certs/ca.key'), before);
		const [first, second] = ['certs', 'certs-2'].map((name) => certificateAt(`${name}/ca.crt`));
		assert.notEqual(first?.subject, second?.subject);
	});

	it('sign below the CA that is here', async () => {
		await pressEnter('mtls.createRootCa', () => existsSync(uriOf('certs/ca.key').fsPath));
		await vscode.commands.executeCommand('mtls.refresh');
		await pressEnter('mtls.createClientCertificate', () =>
			existsSync(uriOf('certs/client.key').fsPath),
		);
		const client = certificateAt('certs/client.crt');
		assert.ok(client.verify(certificateAt('certs/ca.crt').publicKey));
		assert.ok(!client.ca);
	});

	it('take the folder they were called on', async () => {
		writeOnDisk('deploy/README.md', 'here');
		await pressEnter(
			'mtls.createHere',
			() => existsSync(uriOf('deploy/client.key').fsPath),
			uriOf('deploy'),
		);
		assert.ok(existsSync(uriOf('deploy/ca.crt').fsPath));
	});
});

/** Runs a wizard and accepts whatever it offers until it is done, as Enter does. */
async function pressEnter(
	command: string,
	isDone: () => boolean,
	target?: vscode.Uri,
): Promise<void> {
	const running = vscode.commands.executeCommand(command, target);
	await eventually(`${command} is done`, async () => {
		await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
		return isDone() ? true : undefined;
	});
	await running;
	await vscode.commands.executeCommand('notifications.clearAll');
}

function textAt(name: string): string {
	return readFileSync(uriOf(name).fsPath, 'utf8');
}

function certificateAt(name: string): X509Certificate {
	return new X509Certificate(textAt(name));
}
