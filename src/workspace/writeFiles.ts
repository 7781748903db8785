import { fileReason } from '../util/fileReason';
import { UserError } from '../util/userError';
import { FileTransaction } from './writeTransaction';
import { diskFiles, type FileSystem } from './writeDisk';

/** A file that is to be written. */
export interface FileToWrite {
	readonly path: string;
	readonly content: string | Uint8Array;
	/** True for private keys: always written to the disk, mode 0600 from the first moment on. */
	readonly isSecret: boolean;
}

/** How a group of files is written. */
export interface WriteOptions {
	/** Existing files are replaced and kept as `.bak`; otherwise one existing file refuses the group. */
	readonly canReplace?: boolean | undefined;
	/**
	 * False removes the backups once everything is in place (setting `mtls.create.keepBackups`); one that
	 * cannot be removed stays, and is reported.
	 */
	readonly keepBackups?: boolean | undefined;
	/** For files that are not secret; the disk if left out. */
	readonly publicFiles?: FileSystem | undefined;
}

/** What was written, enough to undo it. */
export interface WriteReport {
	/** In the order asked for. */
	readonly written: readonly WrittenFile[];
}

/** One file that is in place now. */
export interface WrittenFile extends FileToWrite {
	/** Where the file that was there before is kept; undefined if there was none. */
	readonly backup: string | undefined;
}

/**
 * Writes a group of files, all or none: every content goes to a new file beside its target first, and
 * only then are they moved into place. Whatever goes wrong, the files that were there before are there
 * again and no other is left. Throws a `UserError` with the code `file-exists`, `not-a-file`,
 * `path-twice`, `cannot-write` or `cannot-restore`.
 */
export async function writeFiles(
	files: readonly FileToWrite[],
	options: WriteOptions = {},
): Promise<WriteReport> {
	try {
		return await writeAll(files, options);
	} catch (error) {
		throw asUserError(error);
	}
}

/**
 * Puts the backups of a report back in place, as *Undo* does; files that replaced nothing stay.
 * Refuses, and changes nothing, if one of the files is no longer as it was written.
 */
export async function restoreBackups(
	report: WriteReport,
	publicFiles: FileSystem = diskFiles,
): Promise<void> {
	const replaced = report.written.flatMap((file) => {
		const { backup } = file;
		return backup === undefined
			? []
			: [{ ...file, backup, system: file.isSecret ? diskFiles : publicFiles }];
	});
	for (const { path, content, system } of replaced) {
		const now = await system.read(path).catch(() => undefined);
		if (now === undefined || Buffer.compare(now, Buffer.from(content)) !== 0) {
			throw new UserError('changed-since', `${path} was changed since, so it stays as it is.`);
		}
	}
	for (const { path, backup, system } of replaced) {
		const kind = await system.kindOf(backup).catch(() => 'absent');
		if (kind !== 'file') {
			throw new UserError('backup-missing', `${backup} is not there, so ${path} stays as it is.`);
		}
	}
	for (const { path, backup, system } of replaced) {
		try {
			await system.move(backup, path, { canReplace: true });
		} catch (error) {
			throw new UserError(
				'cannot-restore',
				`The old ${path} is ${backup}; it cannot be moved back.`,
				{
					cause: error,
				},
			);
		}
	}
}

async function writeAll(
	files: readonly FileToWrite[],
	options: WriteOptions,
): Promise<WriteReport> {
	const { canReplace = false, keepBackups = true, publicFiles = diskFiles } = options;
	const targets = files.map((file) => ({
		file,
		system: file.isSecret ? diskFiles : publicFiles,
	}));
	checkPaths(files);
	const existing = new Set<string>();
	for (const { file, system } of targets) {
		if (await isThere(system, file.path)) {
			existing.add(file.path);
		}
	}
	if (existing.size > 0 && !canReplace) {
		const names = [...existing];
		throw new UserError(
			'file-exists',
			names.length === 1 ? `${names[0] ?? ''} exists.` : `${names.join(', ')} exist.`,
			{ nextStep: 'Nothing was written. Choose another folder, or replace them.' },
		);
	}
	const transaction = new FileTransaction();
	try {
		for (const { file, system } of targets) {
			await transaction.stage(system, file);
		}
		for (const { file, system } of targets) {
			if (existing.has(file.path)) {
				await transaction.backUp(system, file);
			}
		}
		for (const { file } of targets) {
			await transaction.putInPlace(file);
		}
	} catch (error) {
		await transaction.rollBack(error);
		throw error;
	}
	// From here on nothing is taken back: a step back without its backup would lose the old file.
	if (!keepBackups) {
		await transaction.removeBackups();
	}
	return { written: files.map((file) => ({ ...file, backup: transaction.backupOf(file) })) };
}

function checkPaths(files: readonly FileToWrite[]): void {
	const seen = new Set<string>();
	for (const { path } of files) {
		// Disks of macOS and Windows do not tell the case of letters apart.
		const key = path.normalize('NFC').toLowerCase();
		if (seen.has(key)) {
			throw new UserError('path-twice', `${path} would be written twice.`);
		}
		seen.add(key);
	}
}

async function isThere(system: FileSystem, path: string): Promise<boolean> {
	const kind = await system.kindOf(path);
	if (kind === 'other') {
		throw new UserError('not-a-file', `${path} is a folder or a link, not a file.`, {
			nextStep: 'Nothing was written. Choose another name or folder.',
		});
	}
	return kind === 'file';
}

function asUserError(error: unknown): unknown {
	if (error instanceof UserError || !(error instanceof Error) || !('code' in error)) {
		return error;
	}
	// Of a move, the place it goes to; of a file on its way, the name that it is to have.
	const place = 'dest' in error ? error.dest : 'path' in error ? error.path : 'the files';
	const path = String(place).replace(/\.[\da-f]{12}\.(?=[^/\\]*$)/, '');
	// What is missing when something is to be written is never the file itself.
	const reason = error.code === 'ENOENT' ? 'its folder cannot be made' : fileReason(error);
	return new UserError('cannot-write', `Cannot write ${path}: ${reason}.`, {
		nextStep: 'Nothing was changed.',
		cause: error,
	});
}
