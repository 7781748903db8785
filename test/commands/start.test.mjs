import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { packageExtension } from '../host/package.mjs';
import { start } from './program.mjs';

describe('npm start', function () {
	this.timeout(120_000);

	/** @type {import('./program.mjs').Running} */
	let workbench;
	/** @type {URL} */
	let url;
	/** @type {string} */
	let folder;

	before(async () => {
		workbench = start('test/start/index.mjs');
		const [address = ''] = await workbench.printed(/http:\/\/\S+/);
		url = new URL(address);
		folder = url.searchParams.get('folder') ?? '';
	});
	after(() => workbench.child.kill('SIGKILL'));

	it('prints the address of a workbench, and how to stop it', async () => {
		assert.equal(url.hostname, '127.0.0.1');
		const response = await fetch(url);
		assert.equal(response.status, 200);
		assert.match(await response.text(), /workbench/);
		await workbench.printed(/Ctrl\+C stops it/);
	});

	it('has a good set in the sample workspace, without a finding', async () => {
		assert.deepEqual(readdirSync(path.join(folder, 'certs')).sort(), [
			'ca.crt',
			'ca.key',
			'client.crt',
			'client.key',
			'server.crt',
			'server.key',
		]);
		assert.deepEqual(await findingsByFolder(['certs']), { certs: undefined });
	});

	it('has a folder for each fault, in which our lint finds that one and no other', async () => {
		const faults = readdirSync(path.join(folder, 'faults'));
		assert.ok(faults.length >= 9, faults.join());
		const folders = faults.map((name) => `faults/${name}`);
		const expected = Object.fromEntries(faults.map((name) => [`faults/${name}`, [name]]));
		assert.deepEqual(await findingsByFolder(folders), expected);
	});

	it('ends with 0 on Ctrl+C and leaves nothing behind', async () => {
		workbench.child.kill('SIGINT');
		const { code, output } = await workbench.ended;
		assert.equal(code, 0, output);
		assert.equal(existsSync(folder), false);
		await assert.rejects(fetch(url));
	});

	/**
	 * Rules that speak up, by the folder they speak of; the whole workspace is judged at once.
	 *
	 * @param {string[]} folders
	 */
	async function findingsByFolder(folders) {
		const extension = await packageExtension();
		const cli = path.join(extension.folder, 'dist/cli.js');
		const { output } = await start(cli, 'lint', folder, '--json').ended;
		/** @type {{ path: string, rule: string }[]} */
		const findings = JSON.parse(output).findings;
		return Object.fromEntries(
			folders.map((name) => {
				const own = findings.filter((finding) =>
					path.relative(folder, path.resolve(finding.path)).startsWith(`${name}/`),
				);
				return [name, own.length === 0 ? undefined : own.map(({ rule }) => rule)];
			}),
		);
	}
});

describe('npm start -- --desktop', () => {
	it('says what is missing where there is no desktop VS Code', async function () {
		this.timeout(60_000);
		const { code, output } = await startWithoutCode();
		assert.equal(code, 1);
		assert.match(output, /no program named code in PATH/);
	});

	function startWithoutCode() {
		return start('test/start/index.mjs', '--desktop').ended;
	}
});
