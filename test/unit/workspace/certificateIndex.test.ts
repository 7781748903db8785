import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	createCertificateIndex,
	type CertificateIndex,
	type IndexChange,
} from '../../../src/workspace/certificateIndex';
import { createFileSet } from '../../../src/workspace/fileSet';
import { buildCa, buildCertificate } from '../../support/certificates';
import { createTestLog, MemoryFiles } from '../../support/memoryFiles';

describe('certificate index', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const server = buildCertificate({ issuer: ca });

	interface Started {
		readonly index: CertificateIndex;
		readonly events: IndexChange[];
		readonly log: ReturnType<typeof createTestLog>;
	}

	function start(files: MemoryFiles): Started {
		const log = createTestLog();
		const index = createCertificateIndex(files, createFileSet(), log);
		const events: IndexChange[] = [];
		index.onDidChange((change) => events.push(change));
		return { index, events, log };
	}

	/** Object kinds by path, the whole of what the index knows. */
	function check({ index }: Started, expected: Readonly<Record<string, readonly string[]>>): void {
		const found = [...index.workspace.files].map(({ path, content }) => [
			path,
			content.objects.map(({ kind }) => kind),
		]);
		assert.deepEqual(Object.fromEntries(found), expected);
	}

	it('reads nothing before it is asked', async () => {
		const files = new MemoryFiles({ 'ca.crt': ca.pem });
		const { index } = start(files);
		files.write('ca.crt', server.pem);
		await Promise.resolve();
		assert.equal(index.state, 'none');
		assert.deepEqual(files.reads, []);
	});

	it('reads every listed file once and says that it is ready', async () => {
		const files = new MemoryFiles({
			'certs/ca.crt': ca.pem,
			'certs/ca.key': ca.privateKeyPem,
			'notes.pem': 'no certificate here',
		});
		const started = start(files);
		await started.index.whenReady();
		check(started, {
			'certs/ca.crt': ['certificate'],
			'certs/ca.key': ['privateKey'],
			'notes.pem': [],
		});
		assert.equal(started.index.state, 'ready');
		assert.deepEqual(
			started.events.map(({ state }) => state),
			['indexing', 'ready'],
		);
		await started.index.whenReady();
		assert.equal(files.reads.length, 3);
	});

	it('does not read a file again that left the list while it waited to be read', async () => {
		const files = new MemoryFiles({ 'ca.crt': ca.pem, 'other.crt': server.pem });
		const started = start(files);
		await started.index.whenReady();
		check(started, { 'ca.crt': ['certificate'], 'other.crt': ['certificate'] });
		files.unlist('other.crt');
		await started.index.whenReady();
		check(started, { 'ca.crt': ['certificate'] });
	});

	it('is empty when no file holds anything', async () => {
		const started = start(new MemoryFiles({ 'notes.pem': 'nothing' }));
		await started.index.whenReady();
		assert.equal(started.index.state, 'empty');
	});

	it('follows files that change, appear and go away, reading only those', async () => {
		const files = new MemoryFiles({ 'a.crt': ca.pem, 'b.crt': ca.pem });
		const started = start(files);
		const { index, events } = started;
		await index.whenReady();
		files.reads.length = 0;
		events.length = 0;

		files.write('a.crt', `${server.pem}${ca.pem}`);
		await index.whenReady();
		files.write('c.key', server.privateKeyPem);
		await index.whenReady();
		files.remove('b.crt');
		await index.whenReady();

		check(started, { 'a.crt': ['certificate', 'certificate'], 'c.key': ['privateKey'] });
		assert.deepEqual(files.reads, ['a.crt', 'c.key', 'b.crt']);
		assert.deepEqual(
			events.map(({ paths }) => paths),
			[['a.crt'], ['c.key'], ['b.crt']],
		);
	});

	it('takes up what changes while it reads', async () => {
		const files = new MemoryFiles({ 'a.crt': ca.pem });
		const started = start(files);
		const ready = started.index.whenReady();
		files.write('b.crt', server.pem);
		await ready;
		check(started, { 'a.crt': ['certificate'], 'b.crt': ['certificate'] });
	});

	it('says so when files cannot be listed, and tries again on request', async () => {
		const files = new MemoryFiles({ 'a.crt': ca.pem });
		files.listError = new Error('search service is down');
		const started = start(files);
		await started.index.whenReady();
		assert.equal(started.index.state, 'failed');
		assert.deepEqual(started.log.errors, [files.listError]);
		files.listError = undefined;
		await started.index.refresh();
		assert.equal(started.index.state, 'ready');
	});

	it('keeps files that it may not read, with the reason', async () => {
		const files = new MemoryFiles();
		files.write('secret.key', { kind: 'not-permitted' });
		files.write('huge.pem', { kind: 'too-large' });
		const { index } = start(files);
		await index.whenReady();
		const problems = [...index.workspace.files].map(({ content }) => content.problems[0]?.code);
		assert.deepEqual(problems, ['file-not-permitted', 'file-too-large']);
		assert.equal(index.state, 'ready');
	});

	it('lets others have their turn while it reads many files', async function () {
		this.timeout(20_000);
		const many = Object.fromEntries(
			Array.from({ length: 3000 }, (_, number) => [`certs/${number}.crt`, server.pem]),
		);
		const { index } = start(new MemoryFiles(many));
		let longest = 0;
		// Time of this process, not of the clock: other programs of the machine are not our work.
		const begin = process.cpuUsage();
		let last = process.cpuUsage();
		const timer = setInterval(() => {
			longest = Math.max(longest, process.cpuUsage(last).user / 1000);
			last = process.cpuUsage();
		}, 1);
		await index.whenReady();
		clearInterval(timer);
		assert.equal([...index.workspace.files].length, 3000);
		// In slices no run of work is most of it; how long one takes depends on the machine.
		const whole = process.cpuUsage(begin).user / 1000;
		assert.ok(longest < whole / 2, `blocked for ${longest.toFixed(0)} of ${whole.toFixed(0)} ms`);
	});
});
