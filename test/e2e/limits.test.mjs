// Where nothing can be written or served, the commands say so and offer the way on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { startWorkbench } from './support/workbench.mjs';

describe('commands where they cannot do it', function () {
	this.timeout(120_000);

	/** @type {import('./support/workbench.mjs').Workbench | undefined} */
	let workbench;
	/** @type {string} */
	let folder;

	before(() => {
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'limits-'));
	});
	afterEach(() => workbench?.close());
	after(() => fs.rmSync(folder, { recursive: true, force: true }));

	it('ask for a folder in an empty window', async () => {
		workbench = await startWorkbench();
		await workbench.runCommand('mTLS: Create Root CA...');
		const { text, buttons } = await workbench.notifications.waitFor(/Open a folder/);
		assert.equal(text, 'Open a folder first; certificates are files in it.');
		assert.deepEqual(buttons, ['Open Folder...']);
	});

	it('write and serve nothing in restricted mode', async () => {
		workbench = await startWorkbench({
			folder,
			trust: false,
			settings: { 'security.workspace.trust.startupPrompt': 'never' },
		});
		await workbench.openContainer('Certificates');
		const lab = await workbench.view('Test Lab').welcome();
		assert.match(lab, /^This folder is in restricted mode/);
		for (const title of ['Create CA, Server and Client Certificates...', 'Start Test Server']) {
			await workbench.runCommand(`mTLS: ${title}`);
			const { text, buttons } = await workbench.notifications.waitFor(/restricted mode/);
			assert.equal(
				text,
				'This folder is in restricted mode. Certificates can be read, not written or served.',
			);
			assert.deepEqual(buttons, ['Manage Trust']);
			await workbench.notifications.dismiss(/restricted mode/);
		}
		assert.deepEqual(fs.readdirSync(folder), []);
	});

	it('say that there is nothing to serve yet', async () => {
		workbench = await startWorkbench({ folder });
		await workbench.runCommand('mTLS: Start Test Server');
		const { text, buttons } = await workbench.notifications.waitFor(/No server certificate/);
		assert.equal(text, 'No server certificate with its private key is in this workspace.');
		assert.deepEqual(buttons, ['Create One...']);
	});
});
