// The create wizard where a person leaves the straight path.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { waitUntil } from './support/wait.mjs';
import { startWorkbench } from './support/workbench.mjs';

const title = 'Create CA, Server and Client Certificates';

describe('the create wizard', function () {
	this.timeout(180_000);

	/** @type {import('./support/workbench.mjs').Workbench} */
	let workbench;
	/** @type {string} */
	let parent;
	/** @type {string} */
	let folder;

	before(async () => {
		parent = fs.mkdtempSync(path.join(os.tmpdir(), 'create-'));
		folder = path.join(parent, 'orders');
		fs.mkdirSync(path.join(folder, 'deploy'), { recursive: true });
		execFileSync('git', ['init', '--quiet', folder]);
		workbench = await startWorkbench({ folder });
	});

	after(async () => {
		await workbench?.close();
		fs.rmSync(parent, { recursive: true, force: true });
	});

	async function toReview() {
		const { quickInput } = workbench;
		await workbench.runCommand(`mTLS: ${title}...`);
		for (const step of ['(1/3)', '(2/3)']) {
			await quickInput.waitFor(step);
			await quickInput.accept();
		}
		await quickInput.waitFor('(3/3)');
	}

	async function rows() {
		const found = await workbench.quickInput.rows();
		return found.map(({ label, description }) => `${label}: ${description}`);
	}

	it('sorts out what is typed, blocks what cannot be, and Back keeps it', async () => {
		const { quickInput } = workbench;
		await workbench.runCommand(`mTLS: ${title}...`);
		await quickInput.waitFor('(1/3)');
		assert.match(await quickInput.message(), /^Names and addresses of the server /);
		await quickInput.type('https://a.test/x');
		await quickInput.waitForMessage('Enter the name only: a.test');
		assert.equal(await quickInput.severity(), 'error');
		await quickInput.accept();
		await quickInput.waitFor('(1/3)');
		await quickInput.type('a.test, 192.168.1.10');
		await quickInput.waitForMessage('DNS: a.test · IP: 192.168.1.10');
		assert.equal(await quickInput.severity(), 'info');
		await quickInput.accept();
		await quickInput.waitFor('(2/3)');
		await quickInput.type('client, alice@example.test');
		await quickInput.waitForMessage('Writes client.crt, client.key, alice.crt and alice.key');
		await quickInput.back();
		await quickInput.waitFor('(1/3)');
		assert.equal(await quickInput.value(), 'a.test, 192.168.1.10');
		await quickInput.accept();
		await quickInput.waitFor('(2/3)');
		assert.equal(await quickInput.value(), 'client, alice@example.test');
		await quickInput.dismiss();
		assert.deepEqual(fs.readdirSync(folder).sort(), ['.git', 'deploy']);
	});

	it('shows every default and changes it, then keeps keys out of git', async () => {
		const { quickInput, notifications } = workbench;
		await toReview();
		assert.deepEqual(await rows(), [
			'Create: 6 files in certs',
			'Folder: certs',
			'CA: new: orders CA, 3650 days',
			'Server: localhost, 127.0.0.1, ::1, 365 days',
			'Client: client, 365 days',
			'Key type: EC P-256',
			'Key passphrase: none',
			'Git: adds *.key*, *.p12 and *.pfx to .gitignore',
		]);
		await quickInput.pick('Client');
		// What is typed before the question is there would go to the list.
		await quickInput.waitForMessage(/^Name of the client/);
		await quickInput.type('billing');
		await quickInput.accept();
		await quickInput.waitForMessage(/^Days of validity/);
		await quickInput.type('0');
		await quickInput.waitForMessage(/^Enter a number of days from 1 to 36500/);
		await quickInput.type('30');
		// The question is part of the third step too, so its title tells nothing.
		await waitUntil(
			'30 is a number of days',
			async () => (await quickInput.severity()) !== 'error',
		);
		await quickInput.accept();
		await waitUntil('the review has the new days', async () =>
			(await rows()).includes('Client: billing, 30 days'),
		);
		assert.equal(await quickInput.focusedRow(), 'Create');
		await quickInput.accept();
		const { text } = await notifications.waitFor(/Created/);
		assert.equal(text, 'Created orders CA, localhost and billing in certs.');
		await notifications.dismiss(/Created/);
		const ignored = fs.readFileSync(path.join(folder, '.gitignore'), 'utf8');
		assert.ok(ignored.includes('*.key*\n*.p12\n*.pfx\n'));
		const tracked = execFileSync('git', [
			'-C',
			folder,
			'status',
			'--porcelain',
			'-uall',
		]).toString();
		assert.ok(tracked.includes('certs/ca.crt') && !tracked.includes('.key'), tracked);
	});

	it('writes over nothing: another folder, other names, or backups after a question', async () => {
		const { quickInput, notifications, dialog } = workbench;
		await toReview();
		assert.deepEqual((await rows()).slice(0, 3), [
			'Create in certs-2: certs holds such files already',
			'Use orders CA, add server and client as server-2, client-2: ',
			'Replace, keep backups as .bak: 4 files',
		]);
		await quickInput.pick('Replace, keep backups as .bak');
		const { message, detail, buttons } = await dialog.read();
		assert.equal(
			`${message}${detail}`,
			'Replace ca.crt, ca.key and 2 more? The old files are kept with the ending .bak. Certificates issued by the old CA will no longer verify.',
		);
		assert.deepEqual(buttons.sort(), ['Cancel', 'Replace']);
		await dialog.click('Cancel');
		await quickInput.waitFor('(3/3)');
		const before = fs.readFileSync(path.join(folder, 'certs/ca.crt'), 'utf8');
		await quickInput.pick('Use orders CA, add server and client as server-2, client-2');
		const { text } = await notifications.waitFor(/Created/);
		assert.equal(text, 'Created localhost and client in certs.');
		await notifications.dismiss(/Created/);
		assert.equal(fs.readFileSync(path.join(folder, 'certs/ca.crt'), 'utf8'), before);
		execFileSync('openssl', [
			...['verify', '-x509_strict', '-CAfile', path.join(folder, 'certs/ca.crt')],
			path.join(folder, 'certs/server-2.crt'),
		]);
	});

	it('replaces with backups that are as private as the keys', async () => {
		const { quickInput, notifications, dialog } = workbench;
		const before = fs.readFileSync(path.join(folder, 'certs/ca.key'), 'utf8');
		await toReview();
		await quickInput.pick('Replace, keep backups as .bak');
		await dialog.click('Replace');
		await notifications.waitFor(/Created orders CA/);
		await notifications.dismiss(/Created/);
		const backup = path.join(folder, 'certs/ca.key.bak');
		assert.equal(fs.readFileSync(backup, 'utf8'), before);
		assert.equal(fs.statSync(backup).mode & 0o777, 0o600);
	});

	it('writes where the Explorer was asked, below a CA that a passphrase opens', async () => {
		const { quickInput, notifications } = workbench;
		await workbench.chooseInExplorer('deploy', 'Create Certificates Here...');
		for (const step of ['(1/3)', '(2/3)']) {
			await quickInput.waitFor(step);
			await quickInput.accept();
		}
		await quickInput.waitFor('(3/3)');
		await quickInput.pick('Key passphrase');
		await quickInput.waitForMessage(/^Passphrase for the new keys/);
		await quickInput.type('secret');
		await quickInput.accept();
		await quickInput.waitForMessage(/^The same passphrase once more/);
		await quickInput.type('other');
		await quickInput.waitForMessage('This is not the passphrase of the step before.');
		await quickInput.type('secret');
		await quickInput.accept();
		await quickInput.waitFor('(3/3)');
		await quickInput.accept();
		await notifications.waitFor('Created orders CA, localhost and client in deploy.');
		await notifications.dismiss(/Created/);
		const key = fs.readFileSync(path.join(folder, 'deploy/ca.key'), 'utf8');
		assert.match(key, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);

		await workbench.runCommand('mTLS: Create Client Certificate...');
		await quickInput.waitFor('Create Client Certificate (1/2)');
		await quickInput.type('alice@example.test');
		await quickInput.accept();
		await quickInput.waitFor('(2/2)');
		await quickInput.pick('CA');
		const locked = await waitUntil('the locked CA is offered', async () =>
			(await quickInput.rows()).find(({ description }) => description === 'deploy/ca.crt'),
		);
		assert.deepEqual(locked.icons, ['lock']);
		await quickInput.pick(locked.label);
		await quickInput.waitFor('(2/2)');
		await quickInput.accept();
		await quickInput.waitForMessage(/^Passphrase for ca\.key; it is not stored\./);
		await quickInput.type('wrong');
		await quickInput.accept();
		await quickInput.waitForMessage('This passphrase does not open ca.key.');
		await quickInput.type('secret');
		await quickInput.accept();
		await notifications.waitFor(/Created alice@example\.test in /);
	});
});
