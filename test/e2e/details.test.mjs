// The details page as a person uses it: chain, findings, fields, tree, bytes, with mouse and keys.
// UPDATE_IMAGES=1 saves the pictures of the README; without it they go to test-results/.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { root } from '../host/install.mjs';
import { waitUntil } from './support/wait.mjs';
import { startWorkbench } from './support/workbench.mjs';

const isUpdating = process.env['UPDATE_IMAGES'] !== undefined;
const results = path.join(root, 'test-results/images');
const images = isUpdating ? path.join(root, 'docs/images') : results;

describe('the details of a certificate', function () {
	this.timeout(180_000);

	/** @type {import('./support/workbench.mjs').Workbench} */
	let workbench;
	/** @type {string} */
	let parent;
	/** @type {string} */
	let folder;

	before(async () => {
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'details-'));
		folder = path.join(parent, 'orders');
		const certs = path.join(folder, 'certs');
		fs.mkdirSync(certs, { recursive: true });
		fs.mkdirSync(results, { recursive: true });
		execFileSync(process.execPath, [
			path.join(root, 'dist/cli.js'),
			'create',
			'set',
			'--out',
			certs,
		]);
		// The name stands in the common name only, as in many tutorials.
		const openssl = (/** @type {string} */ words) =>
			execFileSync('openssl', words.split(' '), { cwd: certs, stdio: 'ignore' });
		openssl('ecparam -name prime256v1 -genkey -noout -out api.key');
		openssl('req -new -key api.key -subj /CN=localhost -out api.csr');
		fs.writeFileSync(
			path.join(parent, 'api.cnf'),
			'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n' +
				'extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
		);
		openssl(
			`x509 -req -in api.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 89 -extfile ${parent}/api.cnf -out api.crt`,
		);
		workbench = await startWorkbench({ folder, size: { width: 1700, height: 1180 } });
		await workbench.openContainer('Certificates');
		await workbench.view('Certificates').waitForRow('orders CA', /^root CA/);
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	/** @param {string} file */
	async function openDetails(file) {
		// A key that a page is given while it is being drawn again is lost.
		await workbench.page.locator('.activitybar .action-item a').first().focus();
		await workbench.openFile(file);
		await workbench.editor.goToLine(1);
		await workbench.runCommand('mTLS: Show Certificate Details');
		return await workbench.webview();
	}

	/** @param {string} name */
	async function picture(name, folderOfPicture = results) {
		await workbench.page.screenshot({
			path: path.join(folderOfPicture, `${name}.png`),
			caret: 'hide',
		});
	}

	it('shows verdict, chain and all fields, and marks bytes, node and field together', async () => {
		const page = await openDetails('api.crt');
		await page.locator('h1', { hasText: 'localhost' }).waitFor();
		await page
			.locator('.verdict.fail strong', { hasText: 'no subject alternative name' })
			.waitFor();
		assert.match(
			await page.locator('.refused').innerText(),
			/Go 1\.19\s+x509: certificate relies on/,
		);
		assert.equal(
			await page.locator('button.primary').innerText(),
			'Reissue with SAN DNS:localhost',
		);
		const chain = (await page.locator('.chain').innerText()).replace(/\s+/g, ' ');
		assert.match(
			chain,
			/^orders CA Root CA · 36\d\d days left certs\/ca\.crt signature verified localhost Server · 88 days left this certificate$/,
		);
		// The page alone, as wide as the window.
		await workbench.page.locator('.tab', { hasText: 'localhost' }).click();
		await workbench.runCommand('View: Move Editor into Previous Group');
		await workbench.page.keyboard.press('Control+B');
		const wide = await workbench.webview();
		await wide.locator('.field', { hasText: 'Subject key identifier' }).click();
		const node = wide.locator('[role=treeitem][aria-selected=true]');
		await node.waitFor();
		assert.match(
			(await node.getAttribute('aria-label')) ?? '',
			/^subjectKeyIdentifier, SEQUENCE, 29 bytes/,
		);
		assert.equal(await wide.locator('.hex .marked').count(), 31);
		await wide.locator('.hex [data-byte="20"]').click();
		await wide.locator('.field.selected', { hasText: 'Serial number' }).waitFor();
		await wide.locator('.field', { hasText: 'Subject key identifier' }).click();
		await wide.locator('.field.selected', { hasText: 'Subject key identifier' }).waitFor();
		await picture('details-dark', images);
	});

	it('is walked with keys alone', async () => {
		const page = await workbench.webview();
		await page.locator('.field').first().focus();
		await page.locator('.field:focus').press('ArrowDown');
		await page.locator('.field:focus').press('End');
		assert.match(await page.locator('.field:focus').innerText(), /^Public key pin/);
		await page.locator('.field:focus').press('Home');
		await page.locator('.field:focus').press('Enter');
		const selected = page.locator('[role=treeitem][aria-selected=true]');
		await waitUntil('the subject is selected', async () =>
			((await selected.getAttribute('aria-label').catch(() => '')) ?? '').startsWith('subject,'),
		);
		await selected.focus();
		await selected.press('ArrowRight');
		await page.locator('[role=treeitem][aria-selected=true] + [aria-level="4"]').waitFor();
		await selected.press('ArrowDown');
		await waitUntil(
			'a part of the subject has the focus',
			async () =>
				((await page.locator('[role=treeitem]:focus').getAttribute('aria-level')) ?? '') === '4',
		);
		await page.locator('[role=treeitem]:focus').press('ArrowLeft');
		await page.locator('[role=tab]').first().focus();
		await page.locator('[role=tab]:focus').press('ArrowRight');
		await page
			.locator('#panel-text pre', { hasText: 'Signature Algorithm: ecdsa-with-SHA256' })
			.waitFor();
		await page.locator('[role=tab]:focus').press('ArrowRight');
		await page.locator('#panel-pem pre', { hasText: '-----BEGIN CERTIFICATE-----' }).waitFor();
		await page.locator('[role=tab]:focus').press('Home');
	});

	it('follows the file', async () => {
		const page = await workbench.webview();
		const file = path.join(folder, 'certs/api.crt');
		const text = fs.readFileSync(file, 'utf8');
		fs.writeFileSync(file, fs.readFileSync(path.join(folder, 'certs/client.crt')));
		await page.locator('h1', { hasText: 'client' }).waitFor();
		await page.locator('.verdict.fail strong', { hasText: 'does not belong' }).waitFor();
		// Somebody who types elsewhere meanwhile keeps the keys.
		await page.locator('.field').first().focus();
		await workbench.page.keyboard.press('F1');
		await workbench.quickInput.waitFor();
		fs.writeFileSync(file, text);
		await page.locator('.verdict.fail strong', { hasText: 'no subject alternative' }).waitFor();
		await workbench.page.keyboard.type('typed');
		assert.equal(await workbench.quickInput.value(), '>typed');
		await workbench.quickInput.dismiss();
		const good = await openDetails('server.crt');
		await good.locator('.verdict.pass strong', { hasText: 'No findings. Valid until' }).waitFor();
		await picture('details-clean');
	});

	it('keeps private keys out of the page', async () => {
		const page = await openDetails('api.key');
		await page.locator('h1', { hasText: 'Private key' }).waitFor();
		await page.locator('[role=treeitem]', { hasText: 'SubjectPublicKeyInfo' }).waitFor();
		const html = await page.locator('html').innerHTML();
		const secret = fs.readFileSync(path.join(folder, 'certs/api.key'), 'utf8').split('\n')[1] ?? '';
		assert.ok(secret.length > 40 && !html.includes(secret));
		const hex = Buffer.from(secret, 'base64').toString('hex').match(/../g)?.join(' ') ?? '';
		const shown = (await page.locator('.hex').innerText()).replace(/\s+/g, ' ');
		assert.ok(!shown.includes(hex.slice(21, 60)));
	});

	it('reads in light, high contrast and a narrow window', async () => {
		await workbench.setTheme('light');
		const page = await openDetails('api.crt');
		await page.locator('.field', { hasText: 'Subject key identifier' }).click();
		await page.locator('.field.selected').waitFor();
		await picture('details-light', images);
		await workbench.setTheme('dark');
		for (const [width, name] of /** @type {const} */ ([
			[900, 'details-one-column'],
			[560, 'details-narrow'],
		])) {
			await workbench.page.setViewportSize({ width, height: 1400 });
			await picture(name);
			const html = (await workbench.webview()).locator('html');
			const excess = await html.evaluate((each) => each.scrollWidth - each.clientWidth);
			assert.ok(excess <= 0, `${excess} px too wide at ${width}`);
		}
		await workbench.page.setViewportSize({ width: 1700, height: 1180 });
		await workbench.runCommand('Preferences: Color Theme');
		await workbench.quickInput.pick('Dark High Contrast');
		await workbench.page.locator('.monaco-workbench.hc-black').waitFor();
		await picture('details-high-contrast');
	});
});
