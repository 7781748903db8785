// Reading and judging as a person does it: tree, CodeLens, hover, Problems panel, quick fix and undo.
// UPDATE_IMAGES=1 saves the pictures of the README; without it they go to test-results/.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { root } from '../host/install.mjs';
import { startWorkbench } from './support/workbench.mjs';

const isUpdating = process.env['UPDATE_IMAGES'] !== undefined;
const images = path.join(root, isUpdating ? 'docs/images' : 'test-results/images');

describe('reading and judging', function () {
	this.timeout(180_000);

	/** @type {import('./support/workbench.mjs').Workbench} */
	let workbench;
	/** @type {string} */
	let parent;
	/** @type {string} */
	let folder;

	before(async () => {
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'inspect-'));
		folder = path.join(parent, 'orders');
		const certs = path.join(folder, 'certs');
		fs.mkdirSync(certs, { recursive: true });
		fs.mkdirSync(images, { recursive: true });
		const cli = path.join(root, 'dist/cli.js');
		execFileSync(process.execPath, [cli, 'create', 'set', '--out', certs]);
		// A server certificate as the tutorials make it: the name stands in the common name only.
		const openssl = (/** @type {string} */ words) =>
			execFileSync('openssl', words.split(' '), { cwd: certs, stdio: 'ignore' });
		openssl('ecparam -name prime256v1 -genkey -noout -out api.key');
		openssl('req -new -key api.key -subj /CN=api.example.test -out api.csr');
		fs.writeFileSync(
			path.join(parent, 'api.cnf'),
			'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n' +
				'extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
		);
		openssl(
			`x509 -req -in api.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 88 -extfile ${parent}/api.cnf -out api.crt`,
		);
		fs.rmSync(path.join(certs, 'api.csr'));
		workbench = await startWorkbench({ folder, size: { width: 1280, height: 800 } });
		await workbench.openContainer('Certificates');
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	it('shows who issued what, and what is wrong first', async () => {
		const view = workbench.view('Certificates');
		await view.waitForRow('orders CA', /^root CA · 36\d\d days$/);
		await view.expand('orders CA');
		await view.waitForRow('client', 'client · 364 days');
		await view.waitForRow('localhost', 'server · 364 days');
		const bad = await view.waitForRow('api.example.test', /^server · 8\d days$/);
		assert.deepEqual(bad.icons, ['error']);
		assert.equal(bad.decoration, '1');
		await view.expand('api.example.test');
		await view.waitForRow('No subject alternative name');
		await view.waitForRow('api.key', 'EC P-256 · matches');
	});

	it('says above the block and in the hover what the certificate says', async () => {
		await workbench.openFile('api.crt');
		await workbench.editor.waitForCodeLens(/Server · api\.example\.test · 8\d days/);
		const lenses = await workbench.editor.codeLenses();
		assert.ok(lenses.includes('Issued by orders CA'), lenses.join(' | '));
		assert.ok(lenses.includes('Key: api.key'), lenses.join(' | '));
		const hover = await workbench.editor.hover('BEGIN CERTIFICATE');
		assert.match(hover, /server certificate/);
		assert.match(hover, /certs\/ca\.crt, signature verified/);
		assert.match(hover, /private key in certs\/api\.key/);
		await workbench.page.screenshot({ path: path.join(images, 'hover.png'), caret: 'hide' });
	});

	it('lists the finding with who refuses it, on the block itself', async () => {
		const problem = await workbench.problems.waitFor('missing-subject-alternative-name');
		assert.equal(problem.severity, 'error');
		assert.match(
			problem.message,
			/has no subject alternative name; the name api\.example\.test stands only in the common name\./,
		);
		assert.match(problem.message, /Refused by Go and Chrome\. Go: x509: certificate relies on/);
		assert.equal(problem.position, '[Ln 1, Col 1]');
		assert.equal(await workbench.editor.squiggles('error'), 1);
		await workbench.page.keyboard.press('Escape');
		await workbench.page.screenshot({
			path: path.join(images, 'workbench-dark.png'),
			caret: 'hide',
		});
	});

	it('repairs it with one quick fix, keeps the old file, and takes it back', async () => {
		const file = path.join(folder, 'certs/api.crt');
		const before = fs.readFileSync(file, 'utf8');
		await workbench.openFile('api.crt');
		await workbench.editor.goToLine(4);
		const fixes = await workbench.editor.quickFixes();
		assert.ok(fixes[0]?.startsWith('Reissue with SAN DNS:api.example.test'), fixes.join(' | '));
		await workbench.page.screenshot({ path: path.join(images, 'quick-fix.png'), caret: 'hide' });
		await workbench.editor.applyQuickFix(fixes[0] ?? '');
		const done = /Reissued api\.example\.test; the old one is (?:certs\/)?api\.crt\.bak\./;
		await workbench.notifications.waitFor(done);
		const text = execFileSync('openssl', ['x509', '-in', file, '-noout', '-ext', 'subjectAltName']);
		assert.match(text.toString(), /DNS:api\.example\.test/);
		await workbench.view('Certificates').waitForRow('api.example.test', /^server · \d+ days$/);
		await workbench.notifications.click(done, 'Undo');
		await workbench.problems.waitFor('missing-subject-alternative-name');
		assert.equal(fs.readFileSync(file, 'utf8'), before);
	});

	it('offers in the palette only what can run', async () => {
		const titles = await workbench.commandsFor('mTLS: ');
		assert.ok(titles.includes('mTLS: Create CA, Server and Client Certificates...'));
		assert.ok(!titles.includes('mTLS: Stop Test Server'), titles.join(', '));
		assert.ok(!titles.includes('mTLS: Copy Value'), titles.join(', '));
	});

	it('narrows the view while somebody types, and shows everything again', async () => {
		const view = workbench.view('Certificates');
		await workbench.runCommand('mTLS: Filter Certificates...');
		await workbench.quickInput.waitFor('Filter Certificates');
		await workbench.quickInput.type('role:c');
		assert.deepEqual(
			(await workbench.quickInput.rows()).map(({ description }) => description),
			['', 'role:ca', 'role:client'],
		);
		await workbench.quickInput.type('role:client');
		await view.waitForNoRow('localhost');
		await view.waitForNoRow('api.example.test');
		await view.waitForRow('client', 'client · 364 days');
		await workbench.screenshot('filter', { themes: ['dark', 'light'] });
		await workbench.quickInput.accept();
		assert.equal(await view.message(), '1 of 4 match: role:client');
		await workbench.runCommand('mTLS: Filter Certificates...');
		await workbench.quickInput.type('nobody');
		await workbench.quickInput.accept();
		assert.match(await view.welcome(), /^No certificate matches the filter\. ?Clear Filter$/);
		await view.clickWelcomeButton('Clear Filter');
		await view.waitForRow('localhost', 'server · 364 days');
	});

	it('goes back to the filter before when the typing is given up', async () => {
		const view = workbench.view('Certificates');
		await workbench.runCommand('mTLS: Filter Certificates...');
		await workbench.quickInput.type('nobody');
		await view.welcome();
		await workbench.quickInput.dismiss();
		await view.waitForRow('localhost', 'server · 364 days');
		assert.equal(await view.message(), '');
	});

	it('orders by expiry', async () => {
		const view = workbench.view('Certificates');
		await workbench.runCommand('mTLS: Group by Expiry');
		await view.waitForRow('Within 90 Days', '1');
		await view.waitForRow('Later', '3');
		await workbench.screenshot('expiry', { themes: ['dark', 'light'] });
		await workbench.runCommand('mTLS: Group by Issuer');
		await view.waitForRow('orders CA', /^root CA/);
	});
});
