import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKeyPair } from '../issue/keys';
import type { KeyPair } from '../issue/request';
import type { LintFile } from '../lint/rule';
import { isAsideOfReading } from '../lint/rules/malformedCertificate';
import { fileReason } from '../util/fileReason';
import { UserError } from '../util/userError';
import { isCertificateFile, isEmbeddingFile } from '../workspace/certificateFiles';
import type { Certificate } from '../x509/certificate';
import type { Crl } from '../x509/crl';
import { readFileBytes } from '../x509/read/embedded';

/** Bytes of a file; a `UserError` says in words why it cannot be read. */
export async function readBytes(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		throw new UserError('file-not-readable', `${path} cannot be read: ${fileReason(error)}.`);
	}
}

/** A file with the objects in it; a passphrase opens PKCS #12 files. */
export async function readObjectFile(path: string, passphrase?: string): Promise<LintFile> {
	const name = forward(path);
	const bytes = await readBytes(path);
	return { path: name, content: await readFileBytes(name, bytes, undefined, { passphrase }) };
}

/** The certificates of files, in order; a file without one is a `UserError`. */
export async function readCertificates(
	paths: readonly string[],
): Promise<{ readonly certificate: Certificate; readonly path: string; readonly line: number }[]> {
	const found = [];
	for (const path of paths) {
		const { content } = await readObjectFile(path);
		const certificates = content.objects.flatMap((object) =>
			object.kind === 'certificate'
				? [{ certificate: object.certificate, path: forward(path), line: object.line }]
				: [],
		);
		if (certificates.length === 0) {
			const problem = content.problems[0];
			const detail = problem === undefined ? '' : ` Line ${problem.line}: ${problem.message}`;
			throw new UserError('no-certificate', `${path} holds no certificate.${detail}`);
		}
		found.push(...certificates);
	}
	return found;
}

/**
 * The CRLs of files, PEM or DER. A file without one is a `UserError`, and so is one with a part that
 * cannot be read: who was revoked there would pass for good.
 */
export async function readCrls(paths: readonly string[]): Promise<Crl[]> {
	const crls: Crl[] = [];
	for (const path of paths) {
		const { content } = await readObjectFile(path);
		const problem = content.problems.find(({ code }) => !isAsideOfReading(code));
		if (problem !== undefined) {
			const place = content.isBinary ? '' : `, line ${problem.line}`;
			throw new UserError('crl-not-readable', `${path}${place}: ${problem.message}`);
		}
		const found = content.objects.flatMap((object) => (object.kind === 'crl' ? [object.crl] : []));
		if (found.length === 0) {
			throw new UserError('no-crl', `${path} holds no CRL.`);
		}
		crls.push(...found);
	}
	return crls;
}

/** The first line of a file, as `-passin file:` of OpenSSL takes it; undefined if no file is named. */
export async function readPassphrase(path: string | undefined): Promise<string | undefined> {
	return path === undefined
		? undefined
		: (await readBytes(path)).toString('utf8').replace(/\r?\n[^]*$/, '');
}

/** A passphrase that is to encrypt a key: an empty one would leave it in the clear, so it is refused. */
export async function readNewPassphrase(path: string | undefined): Promise<string | undefined> {
	const passphrase = await readPassphrase(path);
	if (passphrase === '') {
		throw new UserError('passphrase-empty', `The first line of ${path ?? ''} is empty.`, {
			nextStep: 'Write a passphrase there, or leave --passphrase-file out.',
		});
	}
	return passphrase;
}

/** The private key of a file; what is wrong with it is told with the name of the file. */
export async function readKeyPair(path: string, passphrase: string | undefined): Promise<KeyPair> {
	const bytes = await readBytes(path);
	try {
		return loadKeyPair(bytes, passphrase);
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}
		throw keyError(error, forward(path));
	}
}

function keyError({ code, message, nextStep }: UserError, path: string): UserError {
	switch (code) {
		case 'key-needs-passphrase':
			return needsPassphrase(path);
		case 'key-passphrase-wrong':
			return passphraseWrong(path);
		default:
			return new UserError(code, `${path}: ${message}`, { nextStep });
	}
}

/** Asks for the passphrase of a key or of a PKCS #12 file. */
export function needsPassphrase(path: string): UserError {
	return new UserError('key-needs-passphrase', `${path} is encrypted.`, {
		nextStep: 'Give its passphrase with --passphrase-file FILE.',
	});
}

/** The passphrase of a key or of a PKCS #12 file is another one. */
export function passphraseWrong(path: string): UserError {
	return new UserError('key-passphrase-wrong', `The passphrase does not open ${path}.`);
}

/**
 * Files named, and files of folders named that may hold certificates, sorted; links are not followed
 * into folders. What cannot be read is told to `onUnreadable`, and the rest is walked all the same.
 */
export async function walk(
	paths: readonly string[],
	onUnreadable: (message: string) => void,
): Promise<string[]> {
	const files = new Set<string>();
	for (const path of paths) {
		let isFolder: boolean;
		try {
			isFolder = (await stat(path)).isDirectory();
		} catch (error) {
			onUnreadable(`${path} cannot be read: ${fileReason(error)}.`);
			continue;
		}
		if (isFolder) {
			await walkFolder(path, files, onUnreadable);
		} else {
			files.add(path);
		}
	}
	return [...files].toSorted();
}

/** Folders that hold other people's files. */
const skippedFolders = new Set(['node_modules', '.git']);

async function walkFolder(
	folder: string,
	files: Set<string>,
	onUnreadable: (message: string) => void,
): Promise<void> {
	const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
		onUnreadable(`${folder} cannot be read: ${fileReason(error)}.`);
		return [];
	});
	for (const entry of entries) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			if (!skippedFolders.has(entry.name)) {
				await walkFolder(path, files, onUnreadable);
			}
		} else if (isOfInterest(entry.name) && (entry.isFile() || (await isLinkToFile(path)))) {
			files.add(path);
		}
	}
}

/** Certificate files, and files of other kinds that may hold certificates. */
function isOfInterest(name: string): boolean {
	return isCertificateFile(name) || isEmbeddingFile(name);
}

/** False for pipes, which would be waited for, and for links to folders or to nothing, as editors leave them. */
async function isLinkToFile(path: string): Promise<boolean> {
	return stat(path).then(
		(target) => target.isFile(),
		() => false,
	);
}

/** Paths are printed with `/` on every system. */
export function forward(path: string): string {
	return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
