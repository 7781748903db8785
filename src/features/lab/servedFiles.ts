import { encodePem } from '../../issue/pem';
import type { CertificateInFile } from '../../lint/rule';
import type { TestServerFiles } from '../../mtls/server';
import type { CertificateIndex, FileSource, IndexedFiles } from '../../workspace/certificateIndex';
import { keyOf } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';
import { readIdentity } from '../../workspace/identityFiles';

/** What a test server is started with. */
export interface ServerRequest {
	readonly identity: KeyedCertificate;
	/** Of the server's key; undefined if it is not encrypted. */
	readonly passphrase: string | undefined;
	readonly clientAuthorities: readonly CertificateInFile[];
	readonly host: string;
	readonly port: number;
	readonly clientCertificate: 'require' | 'request' | 'none';
	readonly isStrict: boolean;
}

/** Reads what the server needs from the files as they are now. */
export async function readServedFiles(
	{ files, index }: { files: Pick<FileSource, 'read'>; index: Pick<CertificateIndex, 'workspace'> },
	request: ServerRequest,
): Promise<TestServerFiles> {
	const pem = await readIdentity(files, index.workspace, request.identity);
	return {
		identity: { ...pem, passphrase: request.passphrase, label: request.identity.place.file.path },
		clientCaPems: request.clientAuthorities.map(({ object }) =>
			encodePem('CERTIFICATE', object.certificate.der),
		),
		known: [...index.workspace.files].flatMap((file) =>
			certificatesOf(file).map(({ certificate }) => certificate),
		),
		clientAuthentication: request.clientCertificate,
		isStrict: request.isStrict,
	};
}

/** The files that a server depends on. */
export function pathsOf({ identity, clientAuthorities }: ServerRequest): string[] {
	return [
		identity.place.file.path,
		identity.key.file.path,
		...clientAuthorities.map(({ file }) => file.path),
	];
}

/** The same places with what stands there now; throws if one of them is empty. */
export function renewRequest(workspace: IndexedFiles, request: ServerRequest): ServerRequest {
	const place = certificateAt(workspace, request.identity.place);
	const key = keyOf(workspace, place);
	if (key === undefined) {
		throw new Error(`${place.file.path} has no private key here`);
	}
	return {
		...request,
		identity: { place, certificate: place.object.certificate, key },
		clientAuthorities: request.clientAuthorities.map((authority) =>
			certificateAt(workspace, authority),
		),
	};
}

/** The certificate with the same number in the same file. */
function certificateAt(workspace: IndexedFiles, before: CertificateInFile): CertificateInFile {
	const number = certificatesOf(before.file).findIndex(
		({ start }) => start === before.object.start,
	);
	const file = workspace.get(before.file.path);
	const object = file === undefined ? undefined : certificatesOf(file)[number];
	if (file === undefined || object === undefined) {
		throw new Error(`${before.file.path} holds no certificate`);
	}
	return { file, object };
}

function certificatesOf({ content }: CertificateInFile['file']): CertificateInFile['object'][] {
	return content.objects.filter((object) => object.kind === 'certificate');
}
