import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createCertificateIndex } from '../src/workspace/certificateIndex';
import { createFileSet } from '../src/workspace/fileSet';
import { run } from '../test/support/peers/run';
import { compare, median, type Contender } from './compare';
import { makeLeaves } from './data';
import { table, type Section, type Size } from './report';

/** Indexing a folder of certificates with source files between them, beside `cat` of all of them. */
export async function benchIndexing(size: Size): Promise<Section[]> {
	const sections: Section[] = [];
	for (const count of size.isShort ? [100] : [2_000, 10_000]) {
		const folder = mkdtempSync(join(tmpdir(), 'mtls-bench-'));
		try {
			fill(folder, count);
			const lags: number[] = [];
			const contenders: Contender[] = [
				{ name: 'mTLS Workbench', measure: () => index(folder, count, lags) },
				{ name: 'cat', measure: () => cat(folder) },
			];
			const rounds = size.isShort ? 1 : 5;
			const standings = await compare(contenders, { ...size, rounds });
			sections.push({
				title: `Index ${count} certificates, one in a file, among ${count / 10} source files`,
				lines: [
					...table(standings, 'folder'),
					'',
					`Longest time that nothing else had its turn: ${median(lags).toFixed(0)} ms (median).`,
				],
			});
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
	return sections;
}

async function index(folder: string, count: number, lags: number[]): Promise<number> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	const workspace = createFileSet();
	const source = {
		list: () => Promise.resolve(certificateFiles(folder)),
		read: async (path: string) => ({ kind: 'bytes', bytes: await readFile(path) }) as const,
		onDidChange: () => ({ dispose: () => undefined }),
	};
	const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: complain };
	delay.enable();
	const start = performance.now();
	const certificates = createCertificateIndex(source, workspace, log);
	await certificates.whenReady();
	const elapsed = performance.now() - start;
	delay.disable();
	lags.push(delay.max / 1e6);
	let found = 0;
	for (const file of workspace.files) {
		found += file.content.objects.length;
	}
	certificates.dispose();
	if (found !== count) {
		throw new Error(`${found} of ${count} certificates were indexed.`);
	}
	return elapsed;
}

function cat(folder: string): number {
	const start = performance.now();
	const { status } = run('sh', [
		'-c',
		'find "$0" -type f -print0 | xargs -0 cat > /dev/null',
		folder,
	]);
	if (status !== 0) {
		throw new Error('cat did not end well.');
	}
	return performance.now() - start;
}

function certificateFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.crt'))
		.map((name) => join(folder, name));
}

/** Ten certificates and a source file of 10 KB in each folder, a hundred folders in each of those above. */
function fill(folder: string, count: number): void {
	const source = 'export const answer = 42; // nothing that looks like PEM\n'.repeat(180);
	for (const [position, { pem }] of makeLeaves(count).entries()) {
		const group = Math.floor(position / 10);
		const place = join(folder, String(Math.floor(group / 100)), String(group % 100));
		if (position % 10 === 0) {
			mkdirSync(place, { recursive: true });
			writeFileSync(join(place, 'source.ts'), source);
		}
		writeFileSync(join(place, `service-${position}.crt`), pem);
	}
}

function quiet(): void {
	// The bench prints its own lines.
}

function complain(message: string | Error): void {
	console.error(message);
}
