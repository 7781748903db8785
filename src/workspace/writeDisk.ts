import { constants } from 'node:fs';
import { link, lstat, mkdir, open, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * What writing needs of a place where files are: the disk here, or any file system provider of the
 * editor for files that are not secret. Every operation rejects with an error that has a `code`.
 */
export interface FileSystem {
	/** `other` is whatever must not be written over or through: folders, links, devices. */
	kindOf(path: string): Promise<'absent' | 'file' | 'other'>;
	read(path: string): Promise<Uint8Array>;
	/** Rejects with `EEXIST` if something is there. The content has reached the disk when this resolves. */
	create(path: string, content: Uint8Array, options: { readonly isSecret: boolean }): Promise<void>;
	/** Keeps the file at `from` under a second name; rejects with `EEXIST` if something is at `to`. */
	keep(from: string, to: string, options: { readonly isSecret: boolean }): Promise<void>;
	/** Without `canReplace`, rejects with `EEXIST` if something is at `to`. */
	move(from: string, to: string, options: { readonly canReplace: boolean }): Promise<void>;
	remove(path: string): Promise<void>;
	/** Makes the folder of `path` and those above it; resolves with the outermost that was missing. */
	makeFolderOf(path: string): Promise<string | undefined>;
	/** Removes an empty folder that was made here, and those inside it down to that of `path`. */
	removeFolders(outermost: string, path: string): Promise<void>;
}

/** The disk of this machine. */
export const diskFiles: FileSystem = {
	async kindOf(path) {
		try {
			return (await lstat(path)).isFile() ? 'file' : 'other';
		} catch (error) {
			if (codeOf(error) === 'ENOENT') {
				return 'absent';
			}
			throw error;
		}
	},

	async read(path) {
		// A link that was swapped in is not followed.
		const file = await open(path, constants.O_RDONLY | noFollow);
		try {
			return await file.readFile();
		} finally {
			await file.close();
		}
	},

	async create(path, content, { isSecret }) {
		// The mode is set by the call that creates the file: no moment in which others could open a key.
		const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | noFollow;
		const file = await open(path, flags, isSecret ? 0o600 : 0o644);
		try {
			await file.writeFile(content);
			await file.sync();
		} catch (error) {
			await unlink(path).catch(() => undefined);
			throw error;
		} finally {
			await file.close();
		}
	},

	async keep(from, to, { isSecret }) {
		const { mode } = await lstat(from);
		// A second link keeps mode and times. A key that others can read is copied, so that the copy has 0600.
		const isOpenToOthers = isSecret && (mode & 0o077) !== 0;
		if (!isOpenToOthers && (await tryLink(from, to))) {
			return;
		}
		// A copy is open to nobody to whom the original was closed.
		const isClosed = (mode & 0o077) === 0;
		await diskFiles.create(to, await diskFiles.read(from), { isSecret: isSecret || isClosed });
	},

	async move(from, to, { canReplace }) {
		if (canReplace) {
			await rename(from, to);
		} else {
			await moveToFreePath(from, to);
		}
		await syncFolder(dirname(to));
	},

	async remove(path) {
		await unlink(path);
	},

	makeFolderOf: (path) => makeFolder(dirname(path)),

	async removeFolders(outermost, path) {
		const last = resolve(outermost);
		let folder = resolve(dirname(path));
		await rmdir(folder);
		while (folder !== last && folder !== dirname(folder)) {
			folder = dirname(folder);
			await rmdir(folder);
		}
	},
};

/** As `mkdir` with `recursive`, which never returns where a folder takes no other, as /proc does (Node 20). */
async function makeFolder(folder: string): Promise<string | undefined> {
	let above: string | undefined;
	try {
		await mkdir(folder);
		return folder;
	} catch (error) {
		if (codeOf(error) === 'ENOENT' && dirname(folder) !== folder) {
			above = await makeFolder(dirname(folder));
		} else if (codeOf(error) !== 'EEXIST' || !(await stat(folder)).isDirectory()) {
			throw codeOf(error) === 'EEXIST' ? Object.assign(error as Error, { code: 'ENOTDIR' }) : error;
		} else {
			return undefined;
		}
	}
	await mkdir(folder).catch((error: unknown) => {
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	});
	return above ?? folder;
}

/** Absent on Windows. */
const noFollow = (constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/** `rename` would replace what somebody else put there in the meantime; a hard link never does. */
async function moveToFreePath(from: string, to: string): Promise<void> {
	if (await tryLink(from, to)) {
		await unlink(from);
		return;
	}
	if ((await diskFiles.kindOf(to)) !== 'absent') {
		throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST', path: to });
	}
	await rename(from, to);
}

/** False where there are no hard links: FAT, some network disks, files of other users on Linux. */
async function tryLink(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
		return true;
	} catch (error) {
		if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'].includes(codeOf(error))) {
			return false;
		}
		throw error;
	}
}

/** Makes a rename last over a power cut; not possible on Windows, and no reason to undo anything. */
async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, constants.O_RDONLY);
		await handle.sync().finally(() => handle.close());
	} catch {
		// The content itself is on the disk already.
	}
}

/** The `code` of a file system error; empty for any other. */
export function codeOf(error: unknown): string {
	const { code } = error as { readonly code?: unknown };
	return typeof code === 'string' ? code : '';
}
