import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { commandLineFile, mtls } from '../../support/commandLine';
import { buildCertificate } from '../../support/certificates';
import { useTemporaryFolder } from '../../support/temporaryFolder';

describe('mtls, called as nobody should', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const run = (...args: string[]) => mtls(args, { cwd: folder.path });
	const refused = async (told: RegExp, ...args: string[]): Promise<void> => {
		const { status, stdout, stderr } = await run(...args);
		assert.match(stderr, told);
		assert.doesNotMatch(stderr, /bug here/);
		assert.deepEqual([status, stdout], [2, '']);
	};

	it('never says that nothing is wrong where there is nothing', async () => {
		writeFileSync(folder.join('notes.txt'), 'notes');
		mkdirSync(folder.join('empty'));
		for (const path of ['notes.txt', 'empty', '/dev/null']) {
			await refused(/no certificate/, 'lint', path);
		}
	});

	it('passes over pipes and links to nothing in a folder that it walks', async () => {
		writeFileSync(folder.join('a.crt'), buildCertificate({ now: new Date() }).pem);
		symlinkSync('nowhere', folder.join('.#a.crt'));
		execFileSync('mkfifo', [folder.join('pipe.pem')]);
		const { status, stderr } = await run('lint', '.');
		assert.equal(stderr, '');
		assert.equal(status, 1);
	});

	it('ends without a word where its reader has gone', () => {
		writeFileSync(folder.join('many.pem'), buildCertificate().pem.repeat(300));
		const pipeline = '"$0" "$1" inspect many.pem | head -n 1; echo "${PIPESTATUS[0]}"';
		const printed = execFileSync(
			'bash',
			['-c', `(${pipeline}) 2>&1`, process.execPath, commandLineFile],
			{
				cwd: folder.path,
				encoding: 'utf8',
			},
		);
		assert.equal(printed, 'many.pem:1: certificate\n141\n');
	});

	it('says in words why a file cannot be read or written', async () => {
		symlinkSync('loop', folder.join('loop'));
		await refused(/^loop cannot be read: its links lead in a circle\.$/m, 'lint', 'loop');
		await refused(/^Cannot write loop[^\n]* a circle\./, 'create', 'set', '--out', 'loop');
	});

	it('takes no folder for a file, and no file for a folder', async () => {
		writeFileSync(folder.join('file'), '');
		await refused(/file/, 'create', 'set', '--out', 'file');
		await refused(/file/, 'create', 'set', '--out', 'file/sub');
		assert.deepEqual(readdirSync(folder.path), ['file']);
	});

	it('encrypts with the first line of the passphrase file, and never with an empty one', async () => {
		writeFileSync(folder.join('empty'), '\n');
		await refused(
			/empty/,
			'create',
			'ca',
			'--out',
			'.',
			'--name',
			'a',
			'--passphrase-file',
			'empty',
		);
		assert.deepEqual(readdirSync(folder.path), ['empty']);
		writeFileSync(folder.join('one'), 'secret\n');
		writeFileSync(folder.join('two'), 'secret\r\nnot this\n');
		const made = await run(
			'create',
			'ca',
			'--out',
			'.',
			'--name',
			'ca',
			'--passphrase-file',
			'one',
		);
		assert.equal(made.status, 0, made.stderr);
		assert.match(readFileSync(folder.join('ca.key'), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
		const leaf = ['create', 'client', '--out', '.', '--name', 'b'];
		await refused(/ca\.key.*--passphrase-file/, ...leaf);
		assert.equal((await run(...leaf, '--passphrase-file', 'two')).status, 0);
	});

	for (const [told, args] of [
		[/--subject/, ['create', 'set', '--out', 'c', '--subject', 'CN=x']],
		[/--host/, ['create', 'ca', '--out', 'c', '--name', 'x', '--host', 'a.test']],
		[/name/, ['create', 'ca', '--out', 'c', '--name', '']],
		[/64 characters/, ['create', 'ca', '--out', 'c', '--name', 'x'.repeat(65)]],
		[/64 characters/, ['create', 'set', '--out', 'c', '--ca-name', 'x'.repeat(65)]],
		[/subject of a CA/, ['create', 'ca', '--out', 'c', '--name', 'x', '--subject', '']],
		[/one name/, ['csr', '--out', 'c', '--name', 'a,b']],
		[
			/--existing-key/,
			['csr', '--out', 'c', '--name', 'a', '--key', 'p256', '--existing-key', 'x'],
		],
		[/^--ca-name is empty/, ['create', 'set', '--out', 'c', '--ca-name', '']],
		[/^--client: /, ['create', 'set', '--out', 'c', '--client', '']],
		[/^--name is empty/, ['create', 'ca', '--out', 'c', '--name', '']],
		[/^--name: a\/b is not a DNS name/, ['csr', '--out', 'c', '--name', 'a/b']],
		[/^--ca-days takes [^\n]* from 1 to/, ['create', 'set', '--out', 'c', '--ca-days', '0']],
		[/^--days needs a value\./, ['create', 'set', '--out', 'c', '--days']],
		[/set, ca, server or client, not bogus\.$/m, ['create', 'bogus', '--out', 'c']],
		[/--at/, ['lint', '.', '--at', '2027-02-31']],
		[
			/^--days needs a value that does not begin with a dash\. Run/,
			['create', 'set', '--out', 'c', '--days', '-5'],
		],
		[/-h cannot be read/, ['inspect', '--', '-h']],
	] as const) {
		it(`refuses ${args.join(' ').slice(0, 60)}, and writes nothing`, async () => {
			await refused(told, ...args);
			assert.deepEqual(readdirSync(folder.path), []);
		});
	}
});
