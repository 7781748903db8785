// From an empty folder to an accepted mutual handshake, by keyboard, with the packaged extension.
// UPDATE_IMAGES=1 saves the pictures of the README; without it they go to test-results/.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { root } from '../host/install.mjs';
import { freePort } from './support/freePort.mjs';
import { startWorkbench } from './support/workbench.mjs';

const isUpdating = process.env['UPDATE_IMAGES'] !== undefined;
const images = path.join(root, isUpdating ? 'docs/images' : 'test-results/images');

describe('the first minute', function () {
	this.timeout(180_000);

	/** @type {import('./support/workbench.mjs').Workbench} */
	let workbench;
	/** @type {string} */
	let parent;
	/** @type {string} */
	let folder;
	/** @type {number} */
	let port;

	before(async () => {
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'first-minute-'));
		folder = path.join(parent, 'orders');
		fs.mkdirSync(folder);
		fs.mkdirSync(images, { recursive: true });
		// The pictures show the default; a test must not fail because the machine uses that port.
		port = isUpdating ? 8443 : await freePort();
		workbench = await startWorkbench({
			folder,
			size: { width: 1160, height: 720 },
			settings: { 'mtls.server.port': port },
		});
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	/** @param {string} name */
	async function picture(name) {
		await workbench.page.screenshot({ path: path.join(images, `${name}.png`), caret: 'hide' });
	}

	it('goes from an empty folder to Accepted by keyboard alone', async () => {
		const { page, quickInput, notifications } = workbench;
		await workbench.openContainer('Certificates');
		const welcome = await workbench.view('Certificates').welcome();
		assert.match(welcome, /^No certificates in this folder yet\. Create CA, Server and Client /);
		await picture('first-1-welcome');

		const startedAt = Date.now();
		await workbench.runCommand('mTLS: Create CA, Server and Client Certificates...');
		await quickInput.waitFor('Create CA, Server and Client Certificates (1/3)');
		assert.equal(await quickInput.value(), 'localhost, 127.0.0.1, ::1');
		await picture('first-2-server');
		await page.keyboard.press('Enter');
		await quickInput.waitFor('Create CA, Server and Client Certificates (2/3)');
		assert.equal(await quickInput.value(), 'client');
		await picture('first-3-client');
		await page.keyboard.press('Enter');
		await quickInput.waitFor('Create CA, Server and Client Certificates (3/3)');
		assert.equal(await quickInput.focusedRow(), 'Create');
		await picture('first-4-review');
		await page.keyboard.press('Enter');

		const created = await notifications.waitFor(/Created/);
		assert.equal(created.text, 'Created orders CA, localhost and client in certs.');
		assert.deepEqual(created.buttons, ['Start Test Server', 'Show']);
		const view = workbench.view('Certificates');
		await view.waitForRow('localhost', 'server · 364 days');
		await picture('first-5-created');
		await workbench.runCommand('Notifications: Accept Notification Primary Action');

		const started = await notifications.waitFor(/Test server on/);
		assert.ok(
			started.text.startsWith(
				`Test server on https://localhost:${port} lets in clients issued by orders CA.`,
			),
		);
		assert.deepEqual(started.buttons, ['Probe as client', 'Copy curl Command']);
		await workbench.statusItem(`mTLS ${port}`);
		await picture('first-6-server');
		await workbench.runCommand('Notifications: Accept Notification Primary Action');

		const report = await workbench.webview();
		await report.locator('[role=status]', { hasText: /^Accepted$/ }).waitFor();
		const seconds = (Date.now() - startedAt) / 1000;
		await picture('first-7-accepted');
		assert.ok(seconds < 60, `took ${seconds} seconds`);
		await workbench.view('Test Lab').waitForRow('client', /^accepted · \d\d:\d\d:\d\d$/);
	});

	it('leaves six files, with keys that only their owner reads', () => {
		const certs = path.join(folder, 'certs');
		assert.deepEqual(fs.readdirSync(certs).sort(), [
			'ca.crt',
			'ca.key',
			'client.crt',
			'client.key',
			'server.crt',
			'server.key',
		]);
		for (const name of ['ca.key', 'client.key', 'server.key']) {
			assert.equal(fs.statSync(path.join(certs, name)).mode & 0o777, 0o600, name);
		}
	});

	it('reports the handshake message by message', async () => {
		const report = await workbench.webview();
		const names = await report.locator('.handshake li .name b').allTextContents();
		for (const name of ['ClientHello', 'ServerHello', 'CertificateRequest', 'Certificate']) {
			assert.ok(names.includes(name), name);
		}
		await report
			.getByText(
				'The client counts as connected. In TLS 1.3 the server judges its certificate only now.',
			)
			.waitFor();
	});

	it('has no finding to show on the new set', async () => {
		assert.deepEqual(await workbench.problems.all(), []);
	});
});
