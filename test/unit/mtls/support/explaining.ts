import assert from 'node:assert/strict';
import { explain } from '../../../../src/mtls/explain';

/** Wording, cause, and whose certificate is at fault (`-`: nobody's). */
export type Row = readonly [text: string, cause: string, atFault: 'server' | 'client' | '-'];

/** One test per wording. */
export function checkAll(title: string, rows: readonly Row[]): void {
	describe(title, () => {
		for (const [text, cause, atFault] of rows) {
			it(text, () => {
				const found = explain(text);
				assert.equal(found?.cause, cause);
				assert.equal(found.certificateAtFault ?? '-', atFault);
			});
		}
	});
}
