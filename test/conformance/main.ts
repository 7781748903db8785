import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { causes } from './causes';
import { decodeFolders, type Outcome } from './decode';

/** Prints how the reader does on folders, writes every difference to a file, and gives the exit code. */
export async function decode(folders: readonly string[], outFile: string): Promise<0 | 1> {
	const { outcomes, files, filesWithoutExpectation } = await decodeFolders(folders);
	const differences = outcomes.filter(({ isPassed }) => !isPassed);
	const failed = differences.filter(({ cause }) => cause === undefined);
	mkdirSync(dirname(outFile), { recursive: true });
	writeFileSync(outFile, `${JSON.stringify({ causes: reasons(), differences }, null, '\t')}\n`);
	console.log(table(outcomes).join('\n'));
	console.log('');
	for (const { id, reason } of causes) {
		const count = differences.filter(({ cause }) => cause === id).length;
		if (count > 0) {
			console.log(`${count} differ on purpose (${id}): ${reason}.`);
		}
	}
	console.log(
		`${files} files were read; of ${filesWithoutExpectation} nobody says what is in them.`,
	);
	console.log(`Differences: ${outFile}`);
	const passed = outcomes.length - differences.length;
	console.log(`${passed} passed, ${failed.length} failed`);
	return failed.length === 0 ? 0 : 1;
}

function reasons(): Record<string, string> {
	return Object.fromEntries(causes.map(({ id, reason }) => [id, reason]));
}

/** One row for each folder, kind of object and field. */
function table(outcomes: readonly Outcome[]): string[] {
	const rows = new Map<
		string,
		{ title: string[]; passed: number; meant: number; failed: number }
	>();
	for (const { folder, type, field, isPassed, cause } of outcomes) {
		const title = [folder, type, field];
		const id = title.join('\n');
		const row = rows.get(id) ?? { title, passed: 0, meant: 0, failed: 0 };
		rows.set(id, row);
		row[isPassed ? 'passed' : cause === undefined ? 'failed' : 'meant']++;
	}
	const cells = [
		['folder', 'object', 'field', 'passed', 'on purpose', 'failed'],
		...[...rows.values()].map(({ title, passed, meant, failed }) => [
			...title,
			...[passed, meant, failed].map((count) => (count === 0 ? '' : count.toString())),
		]),
	];
	const widths = (cells[0] ?? []).map((_, column) =>
		Math.max(...cells.map((row) => row[column]?.length ?? 0)),
	);
	return cells.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column < 3 ? cell.padEnd(width) : cell.padStart(width);
			})
			.join('  ')
			.trimEnd(),
	);
}
