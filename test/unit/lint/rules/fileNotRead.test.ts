import assert from 'node:assert/strict';
import { lintFile } from '../../../../src/lint/lint';
import { createFileSet } from '../../../../src/workspace/fileSet';
import { testNow } from '../../../support/certificates';
import { check, server } from '../findings';

describe('rule file-not-read', () => {
	it('lets a file pass that was read', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('informs of a file that was too large to read', () => {
		const problem = {
			code: 'file-too-large',
			message: 'all.pem is larger than mtls.files.maximumMegabytes allows.',
			offset: 0,
			line: 1,
			blockStart: undefined,
		};
		const file = {
			path: 'all.pem',
			content: { isBinary: true, objects: [], problems: [problem] },
		};
		const findings = lintFile(file, createFileSet(), {
			now: testNow,
			profile: 'mtls',
			expiresSoonDays: 30,
			severities: {},
		});
		assert.deepEqual(
			findings.map(({ rule, severity, message }) => [rule.id, severity, message]),
			[['file-not-read', 'information', problem.message]],
		);
	});
});
