/**
 * Runs `work` without root's right to read and write everything, where the tests have it: as the
 * user nobody. The effective ids are those of the whole process, so nothing else may run beside it.
 */
export async function asUnprivilegedUser<T>(work: () => Promise<T>): Promise<T> {
	const { geteuid, seteuid, setegid } = process;
	if (geteuid === undefined || seteuid === undefined || setegid === undefined || geteuid() !== 0) {
		return work();
	}
	setegid(nobody);
	seteuid(nobody);
	try {
		return await work();
	} finally {
		seteuid(0);
		setegid(0);
	}
}

/** Ids of `nobody` on Debian; any ids that own nothing would do. */
export const nobody = 65534;
