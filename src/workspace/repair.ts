import type { CertificateInFile, Finding } from '../lint/rule';
import type { IndexedFiles } from './certificateIndex';
import { issuerOf, keyOf } from './identities';
import { issuerLabel } from './summary/certificate';

/** What is missing for the repair of a finding, in words; undefined if it can be carried out. */
export function missingForReissue(
	workspace: IndexedFiles,
	{ path, object }: Finding,
): string | undefined {
	const file = workspace.get(path);
	if (object.kind !== 'certificate' || file === undefined) {
		return 'this is not a certificate';
	}
	const place: CertificateInFile = { file, object };
	const issuer = issuerOf(workspace, object.certificate);
	return issuer !== undefined && keyOf(workspace, issuer) !== undefined
		? undefined
		: `the key of ${issuerLabel(place.object.certificate)} is not in this workspace`;
}
