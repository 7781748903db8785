// The Test Lab as a person uses it: refusals, taken ports, changed files, explained errors.
// UPDATE_IMAGES=1 saves the pictures of the README; without it they go to test-results/.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { root } from '../host/install.mjs';
import { freePort } from './support/freePort.mjs';
import { startWorkbench } from './support/workbench.mjs';

const isUpdating = process.env['UPDATE_IMAGES'] !== undefined;
const images = path.join(root, isUpdating ? 'docs/images' : 'test-results/images');

describe('the Test Lab', function () {
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
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-'));
		folder = path.join(parent, 'orders');
		fs.mkdirSync(folder);
		fs.mkdirSync(images, { recursive: true });
		mtls('create', 'set', '--out', path.join(folder, 'certs'));
		port = isUpdating ? 8443 : await freePort();
		workbench = await startWorkbench({
			folder,
			size: { width: 1160, height: 860 },
			settings: { 'mtls.server.port': port },
		});
		await workbench.openContainer('Certificates');
		await workbench.view('Certificates').waitForRow('localhost', /server/);
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	/** Runs the packaged command line. @param {...string} words */
	function mtls(...words) {
		execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...words]);
	}

	/** @param {RegExp} text */
	async function verdict(text) {
		const report = await workbench.webview();
		await report.locator('[role=status]', { hasText: text }).waitFor();
		return report;
	}

	it('offers a free port when its own is taken, and goes there only when told', async () => {
		const other = createServer().unref();
		await new Promise((resolve) => other.listen(port, '127.0.0.1', () => resolve(undefined)));
		await workbench.runCommand('mTLS: Start Test Server');
		const taken = new RegExp(`Port ${port} is in use by another program\\. Port \\d+ is free\\.`);
		const { text, buttons, severity } = await workbench.notifications.waitFor(taken);
		const free = /Port (\d+) is free/.exec(text)?.[1];
		assert.deepEqual(buttons, [`Use ${free}`, 'Choose Port...']);
		assert.equal(severity, 'warning');
		await workbench.notifications.click(taken, `Use ${free}`);
		await workbench.view('Test Lab').waitForRow(`localhost:${free}`, 'mTLS required');
		await workbench.notifications.dismiss(/Test server on/);
		await workbench.view('Test Lab').clickInline(`localhost:${free}`, 'Stop Test Server');
		await new Promise((resolve) => other.close(resolve));
		await workbench.view('Test Lab').welcome();
	});

	it('starts without a question in a workspace with one set, and speaks in a toast only once', async () => {
		await workbench.view('Test Lab').clickWelcomeButton('Start Test Server');
		await workbench.view('Test Lab').waitForRow(`localhost:${port}`, 'mTLS required');
		await workbench.statusItem(`mTLS ${port}`);
		assert.deepEqual(await workbench.notifications.all(), []);
	});

	it('refuses a probe without a certificate and says what to send', async () => {
		await workbench.runCommand('mTLS: Probe...');
		await workbench.quickInput.pick(`localhost:${port}`);
		await workbench.quickInput.waitFor(`Probe localhost:${port}`);
		assert.deepEqual(
			(await workbench.quickInput.rows()).map(({ label }) => label),
			['client', 'No certificate'],
		);
		await workbench.quickInput.pick('No certificate');
		const report = await verdict(/^Refused: no client certificate was sent$/);
		await report.getByText('Probe Again as client').waitFor();
		const picture = path.join(images, 'probe-refused.png');
		await workbench.page.screenshot({ path: picture, caret: 'hide' });
		await workbench.view('Test Lab').waitForRow('No certificate', /^refused · \d\d:\d\d:\d\d$/);
	});

	it('accepts the client that the report offers, in the same tab', async () => {
		const report = await verdict(/^Refused/);
		await report.getByText('Probe Again as client').click();
		await verdict(/^Accepted$/);
		assert.equal(await workbench.page.locator('.tab', { hasText: 'Probe localhost' }).count(), 1);
	});

	it('opens the files that a report names, and copies its command line', async () => {
		const report = await verdict(/^Accepted$/);
		await report.getByText('Copy curl Command').click();
		const command = `curl --cacert certs/ca.crt --cert certs/client.crt --key certs/client.key https://localhost:${port}/`;
		await workbench.statusItem('Copied the curl command.');
		assert.equal(await workbench.clipboard(), command);
		const answer = execFileSync('sh', ['-c', command], {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		assert.equal(JSON.parse(answer.toString()).accepted, true);
		await report.getByRole('link', { name: 'certs/ca.crt' }).click();
		await workbench.page.locator('.tab.active', { hasText: 'ca.crt' }).waitFor();
		await workbench.closeEditor();
	});

	it('moves through the handshake with the arrow keys', async () => {
		const report = await verdict(/^Accepted$/);
		const rows = report.locator('.handshake li');
		await rows.first().click();
		await workbench.page.keyboard.press('ArrowDown');
		await report.locator('.handshake li:nth-child(2):focus').waitFor();
		await workbench.page.keyboard.press('End');
		await report.locator('.handshake li:last-child:focus').waitFor();
		assert.equal(await report.locator('.handshake li[tabindex="0"]').count(), 1);
	});

	it('goes on with the last good files while new ones are broken, and takes the next good ones', async () => {
		const file = path.join(folder, 'certs/server.crt');
		const good = fs.readFileSync(file, 'utf8');
		fs.writeFileSync(file, good.slice(0, 200));
		const { text, buttons } = await workbench.notifications.waitFor(/cannot be loaded/);
		assert.match(
			text,
			/^certs\/server\.crt cannot be loaded; the server goes on with the one of \d\d:\d\d\.$/,
		);
		assert.deepEqual(buttons, ['Open File']);
		const lab = workbench.view('Test Lab');
		await lab.waitForRow(`localhost:${port}`, 'serving the last good files');
		fs.writeFileSync(file, good);
		await lab.waitForRow(`localhost:${port}`, 'mTLS required');
		await workbench.notifications.dismiss(/cannot be loaded/);
	});

	it('counts refusals in the status bar until somebody looks', async () => {
		await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
		await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
		await workbench.runCommand('mTLS: Probe...');
		await workbench.quickInput.pick(`localhost:${port}`);
		await workbench.quickInput.pick('No certificate');
		await verdict(/^Refused/);
		await workbench.statusItem(new RegExp(`mTLS ${port}\\s+1`));
		await workbench.clickStatusItem(`mTLS ${port}`);
		assert.deepEqual(
			(await workbench.quickInput.rows()).map(({ label }) => label),
			['Stop', 'Probe', 'Copy curl Command', 'Show Log'],
		);
		await workbench.quickInput.dismiss();
		await workbench.statusItem(new RegExp(`mTLS ${port}$`));
		await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
	});

	it('tells a closed port from a refusal', async () => {
		const closed = await freePort();
		await workbench.runCommand('mTLS: Probe...');
		await workbench.quickInput.pick('Other host and port...');
		await workbench.quickInput.waitForMessage(/^Host and port of the server/);
		await workbench.quickInput.type(`localhost:${closed}`);
		await workbench.quickInput.accept();
		await workbench.quickInput.pick('No certificate');
		const report = await verdict(/^Cannot connect: nothing listens on localhost:\d+$/);
		await report.getByText('Try Again').waitFor();
	});

	it('explains an error that was copied', async () => {
		const error = 'curl: (56) OpenSSL SSL_read: tlsv13 alert certificate required, errno 0';
		await workbench.page.evaluate((text) => globalThis.navigator.clipboard.writeText(text), error);
		await workbench.runCommand('mTLS: Explain TLS Error...');
		const report = await verdict(/^No client certificate$/);
		await report.getByText("The server's, on the client.").waitFor();
	});

	it('stops from the status bar and leaves nothing behind', async () => {
		await workbench.clickStatusItem(`mTLS ${port}`);
		await workbench.quickInput.pick('Stop');
		await workbench.view('Test Lab').welcome();
		const texts = await workbench.statusBar();
		assert.ok(texts.every((text) => !text.includes('mTLS')));
	});
});
