import { loadKeyPair } from '../issue/keys';
import { encodePem } from '../issue/pem';
import { UserError } from '../util/userError';
import { readObjects, readText } from '../x509/read';
import type { LocatedObject } from '../x509/read';
import { readFileText } from '../x509/read/embedded';
import { extract } from '../x509/read/embedded/extract';
import type { FileSource, IndexedFiles, SourceContent } from './certificateIndex';
import { chainToSend } from './identities';
import type { KeyedCertificate, KeyInFile } from './identities';

/** A certificate and its key as PEM text, read at the moment of use. Goes into a TLS context and nowhere else. */
export interface IdentityPem {
	/** Leaf first, intermediates behind it. */
	readonly certificateChainPem: string;
	readonly privateKeyPem: string;
}

/** Takes certificate and intermediates from the index and reads the private key anew: the index holds no keys. */
export async function readIdentity(
	source: Pick<FileSource, 'read'>,
	workspace: IndexedFiles,
	{ place, key }: KeyedCertificate,
): Promise<IdentityPem> {
	const chain = chainToSend(workspace, place);
	return {
		certificateChainPem: chain
			.map(({ object }) => encodePem('CERTIFICATE', object.certificate.der))
			.join(''),
		privateKeyPem: await readPrivateKeyPem(source, key),
	};
}

/** The PEM text of a private key as its file has it now, wherever in the file it stands by now. */
export async function readPrivateKeyPem(
	source: Pick<FileSource, 'read'>,
	{ file, object: wanted }: KeyInFile,
): Promise<string> {
	const content =
		wanted.entry === undefined
			? await source.read(file.path)
			: await valueOf(await source.read(file.path), file.path, wanted);
	const result = readContent(content);
	const object = result?.objects.find((candidate) => isSameKey(candidate, wanted));
	if (object === undefined || content.kind === 'gone') {
		throw new UserError('changed-since-read', `${file.path} changed since it was read.`, {
			nextStep: 'Try again.',
		});
	}
	if (object.within !== undefined) {
		return keyInContainer(content, file.path, object);
	}
	if (result?.isBinary === true && content.kind === 'bytes') {
		return wanted.kind === 'encryptedPrivateKey'
			? encodePem('ENCRYPTED PRIVATE KEY', content.bytes)
			: encodePem('PRIVATE KEY', loadKeyPair(content.bytes).pkcs8);
	}
	return `${textOf(content).slice(object.start, object.end)}\n`;
}

/**
 * A key of a container that is in the open or encrypted by itself, as PEM; one that stands inside of
 * what is encrypted has to be exported first.
 */
function keyInContainer(
	content: SourceContent,
	path: string,
	{ start, end }: LocatedObject,
): string {
	const bytes = content.kind === 'bytes' ? content.bytes.subarray(start, end) : new Uint8Array();
	const [object] = readObjects(bytes).objects;
	switch (object?.kind) {
		case 'encryptedPrivateKey':
			return encodePem('ENCRYPTED PRIVATE KEY', bytes);
		case 'privateKey':
			return encodePem('PRIVATE KEY', loadKeyPair(bytes).pkcs8);
		default:
			throw new UserError('key-in-container', `The private key is locked inside ${path}.`, {
				nextStep: 'Export it to a file of its own first.',
			});
	}
}

/** The value of a document that holds a key, as if it were a file of its own. */
async function valueOf(
	content: SourceContent,
	path: string,
	wanted: KeyInFile['object'],
): Promise<SourceContent> {
	const text = textOf(content);
	const { objects } = await readFileText({ path, text });
	const same = objects.filter((candidate) => isSameKey(candidate, wanted));
	const object = same.find(({ entry }) => entry?.title === wanted.entry?.title) ?? same[0];
	const value = object && extract(text, object);
	if (value === undefined) {
		return { kind: 'gone' };
	}
	return typeof value === 'string'
		? { kind: 'text', text: value }
		: { kind: 'bytes', bytes: value };
}

/** True if the passphrase opens this key; throws a `UserError` if no passphrase could. */
export function opensKey(privateKeyPem: string, passphrase: string): boolean {
	try {
		loadKeyPair(privateKeyPem, passphrase);
		return true;
	} catch (error) {
		const code = error instanceof UserError ? error.code : '';
		if (code === 'key-passphrase-wrong' || code === 'key-needs-passphrase') {
			return false;
		}
		throw error;
	}
}

function readContent(content: SourceContent): ReturnType<typeof readText> | undefined {
	switch (content.kind) {
		case 'text':
			return readText(content.text);
		case 'bytes':
			return readObjects(content.bytes);
		default:
			return undefined;
	}
}

/** Offsets count from behind a byte order mark, which the decoder drops as the reader does. */
function textOf(content: SourceContent): string {
	if (content.kind === 'text') {
		return content.text;
	}
	return content.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : '';
}

/** The same key by its public half; a locked one has nothing to compare but its place, or that it is locked. */
function isSameKey(object: LocatedObject, wanted: KeyInFile['object']): boolean {
	if (wanted.within !== undefined) {
		return object.start === wanted.start && object.kind === wanted.kind;
	}
	return (
		object.kind === wanted.kind &&
		object.privateKey.publicKey?.spkiSha256 === wanted.privateKey.publicKey?.spkiSha256
	);
}
