import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for each test of the surrounding `describe`, removed afterwards. */
export function useTemporaryFolder(): { readonly path: string; join(...parts: string[]): string } {
	let path = '';
	beforeEach(() => {
		path = mkdtempSync(join(tmpdir(), 'mtls-test-'));
	});
	afterEach(() => rmSync(path, { recursive: true, force: true }));
	return {
		get path() {
			return path;
		},
		join: (...parts) => join(path, ...parts),
	};
}
