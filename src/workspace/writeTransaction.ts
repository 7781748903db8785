import { randomBytes } from 'node:crypto';
import { sep } from 'node:path';
import { UserError } from '../util/userError';
import type { FileToWrite } from './writeFiles';
import { codeOf, type FileSystem } from './writeDisk';

/** The steps of writing a group of files, each remembered until all are done, so that they can be taken back. */
export class FileTransaction {
	readonly #staged = new Map<string, { readonly system: FileSystem; readonly temporary: string }>();
	readonly #backups = new Map<string, { readonly system: FileSystem; readonly backup: string }>();
	readonly #inPlace = new Map<string, FileSystem>();
	readonly #folders: { readonly system: FileSystem; readonly outermost: string; path: string }[] =
		[];

	/** Writes the content to a new file in the target's folder, which a move into place never leaves. */
	async stage(system: FileSystem, { path, content, isSecret }: FileToWrite): Promise<void> {
		const outermost = await system.makeFolderOf(path);
		if (outermost !== undefined) {
			this.#folders.push({ system, outermost, path });
		}
		// Ends as the target does, so that ignore rules for keys cover it too.
		const temporary = beside(path, `.${randomBytes(6).toString('hex')}.`);
		await system.create(temporary, Buffer.from(content), { isSecret });
		this.#staged.set(path, { system, temporary });
	}

	/** Keeps the file that is there under the first free name of `.bak`, `.bak2`, ... */
	async backUp(system: FileSystem, { path, isSecret }: FileToWrite): Promise<void> {
		// What is replaced may hold a key although what comes does not.
		const options = { isSecret: isSecret || holdsPrivateKey(await system.read(path)) };
		for (let number = 1; ; number++) {
			const backup = `${path}.bak${number === 1 ? '' : number}`;
			try {
				await system.keep(path, backup, options);
			} catch (error) {
				if (codeOf(error) === 'EEXIST') {
					continue;
				}
				throw error;
			}
			this.#backups.set(path, { system, backup });
			return;
		}
	}

	/** Where the file is kept that stood at this path before; undefined if there was none, or no more. */
	backupOf({ path }: FileToWrite): string | undefined {
		return this.#backups.get(path)?.backup;
	}

	/** Moves the staged file to its path. */
	async putInPlace({ path }: FileToWrite): Promise<void> {
		const staged = this.#staged.get(path);
		if (staged === undefined) {
			throw new RangeError('only staged files are put in place');
		}
		// Looked at again: a link or folder may have been swapped in since the first look.
		const kind = await staged.system.kindOf(path);
		if (kind === 'other') {
			throw new UserError('not-a-file', `${path} is a folder or a link, not a file.`);
		}
		const { system, temporary } = staged;
		await system.move(temporary, path, { canReplace: this.#backups.has(path) });
		this.#staged.delete(path);
		this.#inPlace.set(path, system);
	}

	/** Removes the old files, after everything is in place; what cannot be removed stays a backup. */
	async removeBackups(): Promise<void> {
		for (const [path, { system, backup }] of this.#backups) {
			const isRemoved = await system.remove(backup).then(
				() => true,
				() => false,
			);
			if (isRemoved) {
				this.#backups.delete(path);
			}
		}
	}

	/**
	 * Takes every step back, the last one first. Throws a `UserError` if something could not be taken
	 * back, which says where the old content is; `cause` is why the group was given up.
	 */
	async rollBack(cause: unknown): Promise<void> {
		const stuck: string[] = [];
		const attempt = async (work: Promise<void>, sentence: string): Promise<void> => {
			await work.catch(() => stuck.push(sentence));
		};
		for (const [path, system] of [...this.#inPlace].toReversed()) {
			const backup = this.#backups.get(path)?.backup;
			if (backup === undefined) {
				await attempt(system.remove(path), `${path} is new.`);
			} else {
				const restored = system.move(backup, path, { canReplace: true });
				await attempt(restored, `The old ${path} is ${backup}.`);
				this.#backups.delete(path);
			}
		}
		for (const { system, backup } of this.#backups.values()) {
			await attempt(system.remove(backup), `${backup} is a copy too many.`);
		}
		for (const { system, temporary } of this.#staged.values()) {
			await attempt(system.remove(temporary), `${temporary} was left behind.`);
		}
		for (const { system, outermost, path } of this.#folders.toReversed()) {
			// Whoever put something into a new folder in the meantime keeps it.
			await system.removeFolders(outermost, path).catch(() => undefined);
		}
		if (stuck.length > 0) {
			throw new UserError(
				'cannot-restore',
				`Writing was given up, and not everything could be put back. ${stuck.join(' ')}`,
				{ cause },
			);
		}
	}
}

function beside(path: string, prefix: string): string {
	const nameStart = Math.max(path.lastIndexOf('/'), path.lastIndexOf(sep)) + 1;
	return path.slice(0, nameStart) + prefix + path.slice(nameStart);
}

function holdsPrivateKey(content: Uint8Array): boolean {
	return Buffer.from(content).includes('PRIVATE KEY-----');
}
