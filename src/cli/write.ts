import { join } from 'node:path';
import type { SetFile } from '../issue/set';
import { dayText } from '../util/duration';
import { UserError } from '../util/userError';
import { writeFiles } from '../workspace/writeFiles';
import { parseCertificate } from '../x509/certificate';
import { forward } from './files';
import type { Output } from './output';
import { UsageError, type Call } from './verb';

/** Writes what a verb made, all or nothing, prints what was written, and gives the exit code. */
export async function writeMade(
	files: readonly SetFile[],
	folder: string,
	{ values, output }: Call,
): Promise<number> {
	try {
		const { written } = await writeFiles(
			files.map(({ name, ...file }) => ({ ...file, path: join(folder, name) })),
			{ canReplace: values.has('force') },
		);
		if (output.isJson) {
			output.json({
				files: written.map(({ path, backup }) => ({
					path: forward(path),
					backup: backup === undefined ? null : forward(backup),
				})),
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

/** Says that a certificate ends with its CA, before the days asked for are over. */
export function tellLimit(issuerDer: Uint8Array, output: Output): void {
	const { subject, notAfter } = parseCertificate(issuerDer);
	output.error(
		`${subject.commonName ?? subject.text} ends on ${dayText(notAfter)}, before the new certificate. It was limited to that date.`,
	);
}
