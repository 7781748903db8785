import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder that `build` filled from these sources and this tool, made once and kept until one of
 * them changes; a build that breaks off leaves nothing.
 */
export function builtOnce(
	tool: string,
	sources: readonly string[],
	build: (folder: string) => void,
): string {
	const hash = createHash('sha256').update(tool);
	for (const source of sources) {
		hash.update(readFileSync(source));
	}
	const cache = join(process.cwd(), '.cache/peers');
	const folder = join(cache, hash.digest('hex').slice(0, 16));
	if (existsSync(folder)) {
		return folder;
	}
	mkdirSync(cache, { recursive: true });
	const fresh = mkdtempSync(`${folder}-`);
	try {
		build(fresh);
		renameSync(fresh, folder);
	} catch (error) {
		rmSync(fresh, { recursive: true, force: true });
		// Another test run may have been faster.
		if (!existsSync(folder)) {
			throw error;
		}
	}
	return folder;
}
