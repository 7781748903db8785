import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { asUnprivilegedUser, nobody } from '../../support/unprivileged';
import { diskFiles, type FileSystem } from '../../../src/workspace/writeDisk';
import { restoreBackups, writeFiles, type FileToWrite } from '../../../src/workspace/writeFiles';

describe('writing a group of files', () => {
	const folder = useTemporaryFolder();
	const set = (suffix = ''): FileToWrite[] => [
		{ path: folder.join('ca.crt'), content: `ca${suffix}`, isSecret: false },
		{ path: folder.join('ca.key'), content: `ca key${suffix}`, isSecret: true },
		{ path: folder.join('server.crt'), content: `server${suffix}`, isSecret: false },
		{ path: folder.join('server.key'), content: `server key${suffix}`, isSecret: true },
	];

	it('writes all, keys with mode 0600, whatever the umask', async () => {
		const umask = process.umask(0);
		try {
			const report = await writeFiles(set());
			assert.deepEqual(snapshot(folder.path), {
				'ca.crt': '644 ca',
				'ca.key': '600 ca key',
				'server.crt': '644 server',
				'server.key': '600 server key',
			});
			assert.deepEqual(
				report.written.map(({ backup }) => backup),
				[undefined, undefined, undefined, undefined],
			);
		} finally {
			process.umask(umask);
		}
	});

	it('creates a key with its mode, never wider for a moment', async () => {
		const modes = new Set<number>();
		const progress = { isDone: false };
		const umask = process.umask(0);
		const key = { path: folder.join('a.key'), content: 'x'.repeat(2e7), isSecret: true };
		const work = writeFiles([key]).finally(() => (progress.isDone = true));
		while (!progress.isDone) {
			for (const name of fs.readdirSync(folder.path)) {
				modes.add(
					(fs.lstatSync(folder.join(name), { throwIfNoEntry: false })?.mode ?? 0o600) & 0o777,
				);
			}
			await new Promise((resolve) => setImmediate(resolve));
		}
		process.umask(umask);
		await work;
		assert.deepEqual([...modes], [0o600]);
	});

	it('makes missing folders', async () => {
		await writeFiles([{ path: folder.join('a/b/c.crt'), content: 'c', isSecret: false }]);
		assert.equal(fs.readFileSync(folder.join('a/b/c.crt'), 'utf8'), 'c');
	});

	it('refuses all of it if one file exists, and writes nothing', async () => {
		fs.writeFileSync(folder.join('server.key'), 'old', { mode: 0o600 });
		await rejects(writeFiles(set()), 'file-exists');
		assert.deepEqual(snapshot(folder.path), { 'server.key': '600 old' });
	});

	it('replaces when told to, and never loses a backup', async () => {
		await writeFiles(set(' 1'));
		fs.chmodSync(folder.join('ca.key'), 0o644);
		for (const round of [' 2', ' 3']) {
			await writeFiles(set(round), { canReplace: true });
		}
		assert.deepEqual(snapshot(folder.path), {
			'ca.crt': '644 ca 3',
			'ca.crt.bak': '644 ca 1',
			'ca.crt.bak2': '644 ca 2',
			'ca.key': '600 ca key 3',
			'ca.key.bak': '600 ca key 1',
			'ca.key.bak2': '600 ca key 2',
			'server.crt': '644 server 3',
			'server.crt.bak': '644 server 1',
			'server.crt.bak2': '644 server 2',
			'server.key': '600 server key 3',
			'server.key.bak': '600 server key 1',
			'server.key.bak2': '600 server key 2',
		});
	});

	it('keeps a key safe that stood in a file for certificates', async () => {
		const path = folder.join('both.pem');
		fs.writeFileSync(path, '-----BEGIN PRIVATE KEY-----', { mode: 0o644 });
		await writeFiles([{ path, content: 'new', isSecret: false }], { canReplace: true });
		assert.equal(snapshot(folder.path)['both.pem.bak'], '600 -----BEGIN PRIVATE KEY-----');
	});

	it('removes the backups where nobody wants them', async () => {
		await writeFiles(set(' 1'));
		const report = await writeFiles(set(' 2'), { canReplace: true, keepBackups: false });
		assert.deepEqual(Object.keys(snapshot(folder.path)).length, 4);
		assert.equal(report.written[0]?.backup, undefined);
	});

	it('loses nothing where a backup cannot be removed', async () => {
		await writeFiles(set(' 1'));
		const publicFiles: FileSystem = {
			...diskFiles,
			remove: (path) =>
				path.endsWith('server.crt.bak')
					? Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY', path }))
					: diskFiles.remove(path),
		};
		const options = { canReplace: true, keepBackups: false, publicFiles };
		const { written } = await writeFiles(set(' 2'), options);
		assert.deepEqual(
			written.map(({ backup }) => backup),
			[undefined, undefined, folder.join('server.crt.bak'), undefined],
		);
		assert.deepEqual(snapshot(folder.path), {
			'ca.crt': '644 ca 2',
			'ca.key': '600 ca key 2',
			'server.crt': '644 server 2',
			'server.crt.bak': '644 server 1',
			'server.key': '600 server key 2',
		});
	});

	it('undoes nothing once a backup is gone', async () => {
		await writeFiles(set(' 1'));
		const report = await writeFiles(set(' 2'), { canReplace: true });
		fs.rmSync(folder.join('server.key.bak'));
		const before = snapshot(folder.path);
		await rejects(restoreBackups(report), 'backup-missing');
		assert.deepEqual(snapshot(folder.path), before);
	});

	it('undoes a replacement', async () => {
		await writeFiles(set(' 1'));
		const before = snapshot(folder.path);
		const report = await writeFiles(set(' 2'), { canReplace: true });
		await restoreBackups(report);
		assert.deepEqual(snapshot(folder.path), before);
	});

	it('undoes nothing once a file was changed', async () => {
		await writeFiles(set(' 1'));
		const report = await writeFiles(set(' 2'), { canReplace: true });
		fs.appendFileSync(folder.join('server.crt'), 'edited');
		const before = snapshot(folder.path);
		await rejects(restoreBackups(report), 'changed-since');
		assert.deepEqual(snapshot(folder.path), before);
	});

	it('refuses two files of one name', async () => {
		const [file] = set();
		const twice = [file!, { ...file!, path: folder.join('CA.crt') }];
		await rejects(writeFiles(twice), 'path-twice');
		assert.deepEqual(snapshot(folder.path), {});
	});
});

describe('writing that cannot be finished', () => {
	const folder = useTemporaryFolder();
	const file = (name: string, isSecret = false): FileToWrite => ({
		path: folder.join(name),
		content: `new ${name}`,
		isSecret,
	});

	it('leaves nothing when a folder stands in place of a file', async () => {
		fs.mkdirSync(folder.join('b.key'));
		const files = [file('a.crt'), file('b.key', true)];
		await rejects(writeFiles(files, { canReplace: true }), 'not-a-file');
		assert.deepEqual(snapshot(folder.path), { 'b.key': 'folder' });
	});

	it('leaves nothing when a later file has no folder to be in', async () => {
		fs.writeFileSync(folder.join('file'), 'x', { mode: 0o644 });
		await rejects(
			writeFiles([file('new/a.crt'), file('new/a.key', true), file('file/b.key', true)]),
			'cannot-write',
		);
		assert.deepEqual(snapshot(folder.path), { file: '644 x' });
	});

	it('names the file that was asked for, not the one on its way', async () => {
		fs.writeFileSync(folder.join('file'), 'x', { mode: 0o644 });
		await assert.rejects(writeFiles([file('file/b.key', true)]), (error: Error) => {
			assert.equal(error.message.includes(folder.join('file')), true, error.message);
			assert.doesNotMatch(error.message, /\.[\da-f]{12}\./);
			return true;
		});
	});

	it('does not hang where a folder takes no other', async function () {
		if (process.platform !== 'linux') {
			this.skip();
		}
		await rejects(writeFiles([{ ...file('a.crt'), path: '/proc/mtls/a.crt' }]), 'cannot-write');
	});

	it('leaves nothing in a folder that may not be written to', async () => {
		for (const name of ['open', 'closed']) {
			fs.mkdirSync(folder.join(name), { mode: 0o755 });
		}
		fs.chmodSync(folder.path, 0o755);
		if (process.geteuid?.() === 0) {
			fs.chownSync(folder.join('open'), nobody, nobody);
		}
		fs.chmodSync(folder.join('closed'), 0o555);
		await asUnprivilegedUser(() =>
			rejects(
				writeFiles([file('open/a.crt'), file('open/a.key', true), file('closed/b.crt')]),
				'cannot-write',
			),
		);
		assert.deepEqual(snapshot(folder.join('open')), {});
		assert.deepEqual(snapshot(folder.join('closed')), {});
	});

	it('puts the old files back when a folder is swapped in halfway', async () => {
		const names = ['a.crt', 'b.key', 'c.crt'];
		for (const name of names) {
			fs.writeFileSync(folder.join(name), `old ${name}`, {
				mode: name === 'b.key' ? 0o600 : 0o644,
			});
		}
		const before = snapshot(folder.path);
		const files = [file('a.crt'), file('b.key', true), file('new.key', true), file('c.crt')];
		const publicFiles = swappingInFolder(folder.join('c.crt'));
		await rejects(writeFiles(files, { canReplace: true, publicFiles }), 'not-a-file');
		assert.deepEqual(snapshot(folder.path), { ...before, 'c.crt': 'folder' });
	});

	it('does not write through a link that is swapped in halfway', async () => {
		const outside = folder.join('outside');
		fs.writeFileSync(outside, 'precious', { mode: 0o644 });
		const publicFiles: FileSystem = {
			...diskFiles,
			async move(from, to, options) {
				fs.symlinkSync(outside, to);
				await diskFiles.move(from, to, options);
			},
		};
		await rejects(
			writeFiles([file('a.key', true), file('a.crt')], { publicFiles }),
			'cannot-write',
		);
		assert.equal(fs.readFileSync(outside, 'utf8'), 'precious');
		assert.equal(fs.existsSync(folder.join('a.key')), false);
	});

	it('refuses a link from the start, also a dangling one', async () => {
		fs.symlinkSync(folder.join('nowhere'), folder.join('a.key'));
		await rejects(writeFiles([file('a.key', true)], { canReplace: true }), 'not-a-file');
		assert.deepEqual(fs.readdirSync(folder.path), ['a.key']);
	});

	it('does not replace what another program writes in the meantime', async () => {
		const publicFiles: FileSystem = {
			...diskFiles,
			async move(from, to, options) {
				fs.writeFileSync(to, 'theirs', { mode: 0o644 });
				await diskFiles.move(from, to, options);
			},
		};
		await rejects(
			writeFiles([file('a.key', true), file('a.crt')], { publicFiles }),
			'cannot-write',
		);
		assert.deepEqual(snapshot(folder.path), { 'a.crt': '644 theirs' });
	});
});

/** Swaps a folder in for a file that was backed up, as another program might, before it is looked at again. */
function swappingInFolder(path: string): FileSystem {
	let looks = 0;
	return {
		...diskFiles,
		kindOf(asked) {
			if (asked === path && ++looks === 2) {
				fs.rmSync(path);
				fs.mkdirSync(path);
			}
			return diskFiles.kindOf(asked);
		},
	};
}

function snapshot(path: string): Record<string, string> {
	return Object.fromEntries(
		fs.readdirSync(path, { withFileTypes: true }).map((entry) => {
			const full = `${path}/${entry.name}`;
			const mode = (fs.lstatSync(full).mode & 0o777).toString(8);
			return [
				entry.name,
				entry.isDirectory() ? 'folder' : `${mode} ${fs.readFileSync(full, 'utf8')}`,
			];
		}),
	);
}

async function rejects(work: Promise<unknown>, code: string): Promise<void> {
	await assert.rejects(work, { name: 'UserError', code });
}
