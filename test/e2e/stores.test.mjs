// A locked PKCS #12 file, a truststore and a bundle as a person opens them: rows, unlock, contents.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { root } from '../host/install.mjs';
import { startWorkbench } from './support/workbench.mjs';

describe('containers in the Certificates view', function () {
	this.timeout(180_000);

	/** @type {import('./support/workbench.mjs').Workbench} */
	let workbench;
	/** @type {string} */
	let parent;

	before(async () => {
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'stores-'));
		const folder = path.join(parent, 'orders');
		const certs = path.join(parent, 'certs');
		fs.mkdirSync(folder);
		const cli = path.join(root, 'dist/cli.js');
		execFileSync(process.execPath, [
			cli,
			'create',
			'set',
			'--out',
			certs,
			'--ca-name',
			'Partner CA',
		]);
		const openssl = (/** @type {string} */ words) =>
			execFileSync('openssl', words.split(' '), { cwd: certs, stdio: 'ignore' });
		openssl(
			`pkcs12 -export -in client.crt -inkey client.key -certfile ca.crt -name partner -passout pass:sesame -out ${folder}/partner.p12`,
		);
		openssl(`crl2pkcs7 -nocrl -certfile ca.crt -out ${folder}/issuers.p7b`);
		workbench = await startWorkbench({ folder, size: { width: 1280, height: 800 } });
		await workbench.openContainer('Certificates');
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	it('shows a locked file as such, with how it is protected', async () => {
		const view = workbench.view('Certificates');
		const row = await view.waitForRow('partner.p12', 'PKCS#12 · locked');
		assert.deepEqual(row.icons, ['lock']);
		await view.waitForRow('issuers.p7b', 'PKCS#7 · 1 certificate');
		// The pointer comes from the activity bar, whose own hover has to go first.
		await workbench.page.mouse.move(900, 400);
		await workbench.page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
		assert.match(
			await view.tooltip('partner.p12'),
			/PBES2, AES-256-CBC, PBKDF2 with HMAC of SHA-256, 2048 iterations/,
		);
		assert.deepEqual(await view.inlineButtons('partner.p12'), ['Unlock...']);
		await workbench.page.mouse.move(900, 400);
		await workbench.screenshot('stores-locked');
	});

	it('asks for the passphrase until it fits, and shows what is inside', async () => {
		const view = workbench.view('Certificates');
		await view.clickInline('partner.p12', 'Unlock...');
		const { quickInput } = workbench;
		await quickInput.waitForMessage(
			/Passphrase for partner\.p12; it is kept until this window closes/,
		);
		await quickInput.clickButton('Remember on This Machine');
		await quickInput.waitForMessage(/it is remembered on this machine/);
		await quickInput.type('barley');
		await quickInput.accept();
		await quickInput.waitForMessage(/This passphrase does not open partner\.p12\./);
		await workbench.screenshot('stores-passphrase', { themes: ['dark'] });
		await quickInput.type('sesame');
		await quickInput.accept();
		await view.waitForRow('partner.p12', 'PKCS#12 · client · 364 days');
		await view.waitForRow('Encrypted private key', 'EC P-256 · belongs to partner.p12');
		const ca = await view.waitForRow('Partner CA', /^root CA · 36\d\d days · 2 places$/);
		assert.deepEqual(ca.icons, ['verified']);
		await workbench.page.mouse.move(900, 400);
		await workbench.screenshot('stores-open');
	});
});
