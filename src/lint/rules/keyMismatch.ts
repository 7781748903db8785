import type { Certificate } from '../../x509/certificate';
import type { LocatedObject } from '../../x509/read';
import { certificateRule, type CertificateContext } from '../certificateRule';
import { refusalsOf } from '../refusals';
import type { KeyInFile, LintFile, LintWorkspace, RuleHit } from '../rule';
import { unitOf } from '../unit';

/** The private key beside a certificate, by file name, is not its own. */
export const keyMismatch = certificateRule({
	id: 'key-mismatch',
	title: 'Private key does not belong to the certificate',
	shortTitle: 'other key',
	severity: 'error',
	reference: 'RFC 8446, 4.4.3',
	yieldsTo: [],
	check: (certificate, context) => {
		const { file, object, workspace } = context;
		// TLS programs pair a key with the first certificate of a file; containers say themselves what
		// belongs together, and a program that opens one takes it out of there.
		if (
			object.within !== undefined ||
			unitOf(file, object).find(({ kind }) => kind === 'certificate') !== object
		) {
			return undefined;
		}
		const keys = keysBeside(file, object, workspace);
		const [key] = keys;
		return key === undefined || keys.some((each) => isKeyOf(each, certificate))
			? undefined
			: hitFor(certificate, key, context);
	},
});

/** Keys of the file itself, or of files named as its pair that hold no certificate of their own. */
function keysBeside(file: LintFile, object: LocatedObject, workspace: LintWorkspace): KeyInFile[] {
	const own = keysAmong(unitOf(file, object), file);
	// An entry of a document is paired inside of it, never with a file that is named like the document.
	return own.length > 0 || object.entry !== undefined
		? own
		: workspace
				.partners(file.path)
				.filter(
					({ path, content }) =>
						path !== file.path && content.objects.every(({ kind }) => kind !== 'certificate'),
				)
				.flatMap((partner) => keysAmong(partner.content.objects, partner));
}

/** Keys whose public half is known; of a locked one nobody can say whose it is. */
function keysAmong(objects: readonly LocatedObject[], file: LintFile): KeyInFile[] {
	return objects.flatMap((object) =>
		object.kind === 'privateKey' &&
		object.within === undefined &&
		object.privateKey.publicKey !== undefined
			? [{ file, object }]
			: [],
	);
}

function isKeyOf({ object }: KeyInFile, { publicKey }: Certificate): boolean {
	return object.privateKey.publicKey?.spkiSha256 === publicKey.spkiSha256;
}

function hitFor(
	certificate: Certificate,
	key: KeyInFile,
	{ file, object, workspace }: CertificateContext,
): RuleHit {
	const here = object.entry?.title ?? nameFrom(file.path, file.path);
	const keyName = key.object.entry?.name ?? nameFrom(file.path, key.file.path);
	const position = positionOf(key, unitOf(file, object));
	const [fitting] = workspace.privateKeysFor(certificate.publicKey.spkiSha256);
	const isInHere = key.file === file && object.entry === undefined;
	const subject = isInHere ? `The private key in ${here}` : `Private key ${keyName}`;
	const isSameType = key.object.privateKey.publicKey?.algorithm === certificate.publicKey.algorithm;
	return {
		message:
			position > 0
				? `${subject} belongs to certificate ${position + 1} of ${here}; programs pair it with the first one.`
				: fitting === undefined
					? `${subject} does not belong to ${isInHere ? 'the certificate there' : here}.`
					: `${subject} does not belong to ${here}; ${fitting.object.entry?.title ?? nameFrom(file.path, fitting.file.path)} does.`,
		span: certificate.spans.subjectPublicKeyInfo,
		refusedBy: refusalsOf(isSameType ? 'private-key-differs' : 'private-key-of-other-type'),
		related: [key, ...(fitting === undefined ? [] : [fitting])].map((each) => ({
			path: each.file.path,
			offset: each.object.start,
			line: each.object.line,
			message: each === key ? 'This key has another public half.' : 'This key belongs to it.',
		})),
	};
}

/** Which certificate of the file the key does fit: a bundle whose CA stands first. */
function positionOf(key: KeyInFile, unit: readonly LocatedObject[]): number {
	return unit
		.flatMap((object) => (object.kind === 'certificate' ? [object.certificate] : []))
		.findIndex((certificate) => isKeyOf(key, certificate));
}

/** The name alone for files of the same folder, else the whole path. */
function nameFrom(from: string, path: string): string {
	const folder = from.slice(0, from.lastIndexOf('/') + 1);
	return path.startsWith(folder) ? path.slice(folder.length) : path;
}
