/** Why a file cannot be read or written, as half a sentence; codes of the system are for logs. */
export function fileReason(error: unknown): string {
	const { code } = (error ?? {}) as { readonly code?: unknown };
	return (typeof code === 'string' ? reasons[code] : undefined) ?? 'the system does not allow it';
}

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	EACCES: 'permission is missing',
	EPERM: 'permission is missing',
	EISDIR: 'it is a folder',
	ENOTDIR: 'a part of the path is a file',
	ELOOP: 'its links lead in a circle',
	ENAMETOOLONG: 'the name is too long',
	EMFILE: 'too many files are open',
	ENFILE: 'too many files are open',
	EIO: 'the disk reports an error',
	EROFS: 'the disk is read-only',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the quota of the disk is used up',
	EEXIST: 'another program wrote it in the meantime',
};
