import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for all tests of the surrounding `describe`, where making the files is the slow part. */
export function useSuiteFolder(): { readonly path: string; join(...parts: string[]): string } {
	let path = '';
	before(() => {
		path = mkdtempSync(join(tmpdir(), 'mtls-suite-'));
	});
	after(() => rmSync(path, { recursive: true, force: true }));
	return {
		get path() {
			return path;
		},
		join: (...parts) => join(path, ...parts),
	};
}
