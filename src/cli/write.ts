import { join } from 'node:path';
import type { SetFile } from '../issue/set';
import { dayText } from '../util/duration';
import { certificateName } from '../lint/certificateName';
import { UserError } from '../util/userError';
import { writeFiles } from '../workspace/writeFiles';
import { parseCertificate } from '../x509/certificate';
import { timeText } from '../x509/describe';
import { forward } from './files';
import { UsageError, type Call } from './verb';

/** What a verb made. */
export interface Made {
	readonly files: readonly SetFile[];
	/** DER of the CA whose end came before the days asked for were over. */
	readonly limitedBy?: Uint8Array | undefined;
}

/** Writes what a verb made, all or nothing, prints what was written, and gives the exit code. */
export async function writeMade(
	{ files, limitedBy }: Made,
	folder: string,
	{ values, output }: Call,
): Promise<number> {
	const ca = limitedBy === undefined ? undefined : parseCertificate(limitedBy);
	try {
		const { written } = await writeFiles(
			files.map(({ name, ...file }) => ({ ...file, path: join(folder, name) })),
			{ canReplace: values.has('force') },
		);
		if (ca !== undefined) {
			output.error(
				`${certificateName(ca)} ends on ${dayText(ca.notAfter)}, before the new certificate. It was limited to that date.`,
			);
		}
		if (output.isJson) {
			output.json({
				files: written.map(({ path, backup }) => ({
					path: forward(path),
					backup: backup === undefined ? null : forward(backup),
				})),
				limitedTo: ca === undefined ? null : timeText(ca.notAfter),
			});
		} else {
			output.lines(
				...written.map(
					({ path, backup }) =>
						`wrote ${forward(path)}${backup === undefined ? '' : ` (the old one is ${forward(backup)})`}`,
				),
			);
		}
		return 0;
	} catch (error) {
		if (error instanceof UserError && error.code === 'file-exists') {
			throw new UsageError(
				`${error.message} Nothing was written. Choose another folder, or replace them with --force.`,
			);
		}
		throw error;
	}
}
