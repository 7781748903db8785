import { readObjectFile } from '../../src/cli/files';
import type { LocatedObject } from '../../src/x509/read';
import { causeOf } from './causes';
import { isSame, type Check, type Difference } from './check';
import { compareObject } from './compare';
import { listFiles, type Expected, type ExpectedFile } from './expected';
import { matchObjects } from './match';

/** The outcome of one check. */
export interface Outcome extends Check {
	readonly folder: string;
	readonly file: string;
	/** Number in the list of expected objects, from 0. */
	readonly index: number;
	readonly type: string;
	/** Id of the cause, where we differ on purpose. */
	readonly cause: string | undefined;
	readonly isPassed: boolean;
}

/** What came out of reading folders. */
export interface DecodeResult {
	readonly outcomes: readonly Outcome[];
	readonly files: number;
	/** Files about which nobody was asked; they were read all the same. */
	readonly filesWithoutExpectation: number;
}

/** Reads every file of the folders as `mtls inspect` does, and compares with what others read there. */
export async function decodeFolders(folders: readonly string[]): Promise<DecodeResult> {
	const outcomes: Outcome[] = [];
	let files = 0;
	let filesWithoutExpectation = 0;
	for (const folder of folders) {
		const list = listFiles(folder);
		for (const file of list.missing) {
			outcomes.push(failure({ path: file, folder, expected: undefined }, 'is there', false, true));
		}
		for (const file of list.files) {
			files++;
			filesWithoutExpectation += file.expected === undefined ? 1 : 0;
			outcomes.push(...(await decodeFile(file)));
		}
	}
	return { outcomes, files, filesWithoutExpectation };
}

async function decodeFile(file: ExpectedFile): Promise<Outcome[]> {
	const { expected = [] } = file;
	let objects: readonly LocatedObject[];
	let problems: Difference['problems'];
	try {
		({ objects, problems } = (await readObjectFile(file.path, passphraseOf(expected))).content);
	} catch (error) {
		return [failure(file, 'does not throw', String(error), 'no exception')];
	}
	const pairs = matchObjects(expected, objects);
	return expected.flatMap((one: Expected, index) => {
		const object = pairs.get(one);
		return compareObject(one, object, objects).map((check): Outcome => {
			const isPassed = isSame(check);
			const cause = isPassed ? undefined : causeOf({ ...check, expected: one, object, problems });
			const { folder, path } = file;
			return { folder, file: path, index, type: one.type, ...check, cause: cause?.id, isPassed };
		});
	});
}

/** A container is opened with what its author wrote down, `null` for an empty one. */
function passphraseOf(expected: readonly Expected[]): string | undefined {
	const container = expected.find(({ type }) => type === 'pkcs12');
	return container && (container.password ?? '');
}

function failure({ path, folder }: ExpectedFile, field: string, ours: unknown, theirs: unknown) {
	return {
		...{ folder, file: path, index: 0, type: 'file', field, ours, theirs },
		cause: undefined,
		isPassed: false,
	};
}
