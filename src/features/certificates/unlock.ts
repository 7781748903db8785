import { askPassphrase } from '../../editor/passphraseBox';
import type { Services } from '../../services';
import { UserError } from '../../util/userError';
import { baseName } from '../../workspace/summary/others';
import { obstacleText } from '../../x509/describeContainers';
import { readObjects, readText, type ReadResult } from '../../x509/read';
import type { Node } from './nodes/node';
import type { CertificatesView } from './view';

/**
 * Asks once for the passphrase of a PKCS #12 file and keeps it for this window, so that what the file
 * holds shows in the view; beyond the window only if that is asked for.
 */
export async function unlock(
	{ files, index, passphrases }: Services,
	view: CertificatesView,
	node: Node | undefined,
): Promise<void> {
	const place = node?.place;
	if (place === undefined) {
		throw new UserError('nothing-to-unlock', 'Choose a locked file in the Certificates view.');
	}
	const { path } = place;
	const content = await files.read(path);
	if (content.kind !== 'bytes' && content.kind !== 'text') {
		throw new UserError('changed-since-read', `${path} changed since it was read.`, {
			nextStep: 'Try again.',
		});
	}
	const remember = { isWanted: false };
	const passphrase = await askPassphrase(
		baseName(path),
		(typed) =>
			opens(
				path,
				content.kind === 'bytes'
					? readObjects(content.bytes, { passphrase: typed })
					: readText(content.text, { passphrase: typed }),
			),
		remember,
	);
	await passphrases.set(path, passphrase, remember.isWanted);
	await index.reread(path);
	await view.revealStore(place);
}

/** True if the passphrase fits; a `UserError` if no passphrase could open anything here. */
function opens(path: string, { objects }: ReadResult): boolean {
	const containers = objects.flatMap((object) => (object.kind === 'pkcs12' ? [object.pkcs12] : []));
	if (containers.some(({ passphrase }) => passphrase === 'fits')) {
		return true;
	}
	const [obstacle] = containers.flatMap(({ obstacles }) =>
		obstacles.filter(({ code }) => code !== 'wrong-passphrase'),
	);
	if (obstacle !== undefined) {
		throw new UserError(
			'unsupported-encryption',
			`${path} cannot be opened: ${obstacleText(obstacle)}.`,
			{ nextStep: 'Ask for it with AES-256, or convert it.' },
		);
	}
	return false;
}
