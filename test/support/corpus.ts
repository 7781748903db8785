import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folder of third-party certificates that stands beside the repository; `MTLS_CORPUS` names another. */
export const corpusFolder =
	process.env['MTLS_CORPUS'] ?? join(process.cwd(), '..', 'shared', 'corpus');

/**
 * Skips the calling test or suite by name where the corpus is not there; in CI its absence is an
 * error, since a check that did not run must not look like one that passed.
 */
export function requireCorpus(context: Mocha.Context): void {
	if (existsSync(corpusFolder)) {
		return;
	}
	if (process.env['CI'] !== undefined) {
		throw new Error(`The certificate corpus is missing: ${corpusFolder}`);
	}
	context.skip();
}

/** Paths of all files of the corpus or of one folder of it, relative to it. */
export function corpusFiles(folder = ''): string[] {
	return readdirSync(join(corpusFolder, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			relative(corpusFolder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
		)
		.toSorted();
}

/** Bytes of a corpus file. */
export function readCorpus(path: string): Buffer {
	return readFileSync(join(corpusFolder, path));
}
