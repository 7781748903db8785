import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lintFile } from '../../../src/lint/lint';
import type { LintOptions } from '../../../src/lint/rule';
import { createCertificateIndex } from '../../../src/workspace/certificateIndex';
import { createFileSet } from '../../../src/workspace/fileSet';
import { createFindings, type Findings } from '../../../src/workspace/findings';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';
import { createTestLog, MemoryFiles } from '../../support/memoryFiles';

describe('findings beside the index', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const server = buildCertificate({ issuer: ca });

	interface Started {
		readonly files: MemoryFiles;
		readonly findings: Findings;
		readonly announced: string[][];
		settle(): Promise<void>;
		now: Date;
		judged: number;
	}

	function start(contents: Readonly<Record<string, string>>): Started {
		const files = new MemoryFiles(contents);
		const index = createCertificateIndex(files, createFileSet(), createTestLog());
		const announced: string[][] = [];
		const started: Started = {
			files,
			announced,
			now: testNow,
			judged: 0,
			findings: createFindings(index, (file) => {
				started.judged++;
				const options: LintOptions = {
					now: started.now,
					profile: 'mtls',
					expiresSoonDays: 30,
					severities: {},
				};
				return lintFile(file, index.workspace, options);
			}),
			async settle() {
				await index.whenReady();
				await started.findings.whenSettled();
			},
		};
		started.findings.onDidChange((paths) => announced.push([...paths].sort()));
		return started;
	}

	function ids({ findings }: Started, path: string): string[] {
		return findings.of(path).map(({ rule }) => rule.id);
	}

	it('are announced for every file that was read', async () => {
		const started = start({ 'ca.crt': ca.pem, 'server.crt': server.pem });
		await started.settle();
		assert.deepEqual(started.announced, [['ca.crt', 'server.crt']]);
		assert.deepEqual(ids(started, 'server.crt'), []);
	});

	it('change with another file, and only what changed is announced', async () => {
		const unrelated = buildCa({ subject: 'other' });
		const started = start({
			'ca.crt': ca.pem,
			'server.crt': server.pem,
			'other/ca.crt': unrelated.pem,
		});
		await started.settle();
		started.announced.length = 0;
		started.files.remove('ca.crt');
		await started.settle();
		assert.deepEqual(ids(started, 'server.crt'), ['issuer-not-found']);
		assert.deepEqual(started.announced, [['ca.crt', 'server.crt']]);
	});

	it('are announced though somebody asked before', async () => {
		const started = start({ 'ca.crt': ca.pem, 'server.crt': server.pem });
		await started.settle();
		started.announced.length = 0;
		started.now = daysAfter(400);
		started.findings.invalidate();
		assert.deepEqual(ids(started, 'server.crt'), ['expired']);
		await started.findings.whenSettled();
		assert.deepEqual(started.announced, [['server.crt']]);
	});

	it('are judged once per change, however often they are asked for', async () => {
		const started = start({ 'ca.crt': ca.pem, 'server.crt': server.pem });
		await started.settle();
		const before = started.judged;
		ids(started, 'server.crt');
		ids(started, 'ca.crt');
		assert.equal(started.judged, before);
	});

	it('go with their file', async () => {
		const expired = buildCertificate({
			issuer: ca,
			notBefore: daysAfter(-20),
			notAfter: daysAfter(-3),
		});
		const started = start({ 'ca.crt': ca.pem, 'server.crt': expired.pem });
		await started.settle();
		assert.deepEqual(ids(started, 'server.crt'), ['expired']);
		started.announced.length = 0;
		started.files.remove('server.crt');
		await started.settle();
		assert.deepEqual(ids(started, 'server.crt'), []);
		assert.deepEqual(started.announced, [['server.crt']]);
	});
});
