import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

describe('the launcher in VS Code terminals', () => {
	it('runs the command line with the Node that the extension names', function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		const output = execFileSync(join(process.cwd(), 'dist/bin/mtls'), ['--help'], {
			encoding: 'utf8',
			env: { PATH: '/usr/bin:/bin', MTLS_NODE: process.execPath },
		});
		assert.match(output, /^mtls: make, read, judge and prove/);
	});
});
