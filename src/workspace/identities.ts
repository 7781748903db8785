import type { CertificateInFile, KeyInFile } from '../lint/rule';
import type { Certificate } from '../x509/certificate';
import { isSelfIssued } from '../x509/certificate';
import { unitOf } from '../lint/unit';
import type { LocatedObject } from '../x509/read';
import type { IndexedFiles } from './certificateIndex';

export type { KeyInFile } from '../lint/rule';

/** A certificate together with its private key: what can sign, serve or be sent. */
export interface KeyedCertificate {
	readonly place: CertificateInFile;
	readonly certificate: Certificate;
	readonly key: KeyInFile;
}

/** Every certificate of the workspace whose private key is here too, once each, in the order of their paths. */
export function keyedCertificates(workspace: IndexedFiles): KeyedCertificate[] {
	const keyed: KeyedCertificate[] = [];
	const seen = new Set<string>();
	for (const place of certificatesIn(workspace)) {
		const { certificate } = place.object;
		const key = seen.has(certificate.fingerprintSha256) ? undefined : keyOf(workspace, place);
		if (key !== undefined && isUsable(key)) {
			seen.add(certificate.fingerprintSha256);
			keyed.push({ place, certificate, key });
		}
	}
	return keyed;
}

/** CA certificates that can sign here: the key is at hand and nothing in the certificate forbids it. */
export function signingAuthorities(workspace: IndexedFiles): KeyedCertificate[] {
	return keyedCertificates(workspace).filter(({ certificate }) => isAuthority(certificate));
}

/** CA certificates of the workspace to which nothing here is superior: what a client of this workspace trusts. */
export function trustAnchors(workspace: IndexedFiles): CertificateInFile[] {
	const seen = new Set<string>();
	return certificatesIn(workspace).filter((place) => {
		const { certificate } = place.object;
		if (seen.has(certificate.fingerprintSha256) || !isAuthority(certificate)) {
			return false;
		}
		seen.add(certificate.fingerprintSha256);
		return isSelfIssued(certificate) || issuerOf(workspace, certificate) === undefined;
	});
}

/** The certificate and what stands between it and its root, leaf first, as a peer sends it (RFC 8446 4.4.2). */
export function chainToSend(workspace: IndexedFiles, leaf: CertificateInFile): CertificateInFile[] {
	const chain = [leaf];
	let last = leaf;
	// Cross-signed CAs can form a loop; no sane chain is longer than this.
	while (chain.length < 10) {
		const issuer = issuerOf(workspace, last.object.certificate);
		if (issuer === undefined || isSelfIssued(issuer.object.certificate)) {
			break;
		}
		chain.push(issuer);
		last = issuer;
	}
	return chain;
}

/** The certificate here whose key verifies the signature on this one. */
export function issuerOf(
	workspace: IndexedFiles,
	certificate: Certificate,
): CertificateInFile | undefined {
	return workspace
		.issuerCandidates(certificate)
		.find((candidate) => candidate.signature === 'verified');
}

/** What a certificate is called in lists: its common name, else its first SAN, else its file. */
export function certificateLabel({
	file,
	object: { certificate, entry },
}: CertificateInFile): string {
	return (
		certificate.subject.commonName ??
		certificate.subjectAltName?.[0]?.value ??
		entry?.name ??
		file.path.slice(file.path.lastIndexOf('/') + 1)
	);
}

/** All certificates in the order of their paths, then of their places in the file. */
export function certificatesIn(workspace: IndexedFiles): CertificateInFile[] {
	const places: CertificateInFile[] = [];
	for (const file of [...workspace.files].sort((a, b) => (stem(a.path) < stem(b.path) ? -1 : 1))) {
		for (const object of file.content.objects) {
			if (object.kind === 'certificate') {
				places.push({ file, object });
			}
		}
	}
	return places;
}

/** `server.crt` sorts before `server-2.crt`, as people count. */
function stem(path: string): string {
	return path.replace(/\.[^./]*$/, '');
}

/** True for a certificate that may sign others: a CA by its basic constraints and, where given, its key usage. */
export function isAuthority({ basicConstraints, keyUsage }: Certificate): boolean {
	return basicConstraints?.isCa === true && keyUsage?.includes('keyCertSign') !== false;
}

/** The private key of a certificate: by its public half, the one beside it first; a locked one by its name. */
export function keyOf(workspace: IndexedFiles, place: CertificateInFile): KeyInFile | undefined {
	const matching = workspace
		.privateKeysFor(place.object.certificate.publicKey.spkiSha256)
		// A key of its own is used more easily than one that has to be taken out of a container.
		.toSorted((a, b) => Number(isNested(a)) - Number(isNested(b)));
	const { file, object } = place;
	const own = matching.find(
		(key) => key.file.path === file.path && key.object.entry?.group === object.entry?.group,
	);
	const besides = matching.find((key) => folderOf(key.file.path) === folderOf(place.file.path));
	return (
		own ?? besides ?? matching[0] ?? lockedKeyOfEntry(place) ?? encryptedKeyBeside(workspace, place)
	);
}

/** A locked key of the same container that is tied to the certificate: by local key id, else by alias. */
function lockedKeyOfEntry({ file, object: certificate }: CertificateInFile): KeyInFile | undefined {
	const { within, localKeyId, entryName } = certificate;
	if (within === undefined || (localKeyId ?? entryName) === undefined) {
		return undefined;
	}
	for (const object of file.content.objects) {
		if (object.kind !== 'encryptedPrivateKey' || object.within !== within) {
			continue;
		}
		const isTied =
			localKeyId === undefined
				? object.entryName === entryName && isFirstOfEntry(certificate, file)
				: object.localKeyId === localKeyId;
		if (isTied && object.privateKey.publicKey === undefined) {
			return { file, object };
		}
	}
	return undefined;
}

/** The key of a keystore's entry belongs to the first certificate of its chain. */
function isFirstOfEntry(
	{ within, entryName, start }: CertificateInFile['object'],
	{ content }: CertificateInFile['file'],
): boolean {
	const first = content.objects.find(
		(other) =>
			other.kind === 'certificate' && other.within === within && other.entryName === entryName,
	);
	return first?.start === start;
}

/** False for keys in Java keystores: their encryption is Java's own, and nothing else opens them. */
export function isUsable({ file, object: { within } }: KeyInFile): boolean {
	return (
		within === undefined ||
		file.content.objects.find(({ start }) => start === within)?.kind !== 'jks'
	);
}

function isNested({ object }: KeyInFile): boolean {
	return object.within !== undefined;
}

/** PKCS #8 encrypts the public half too, so a locked key is known by its name only until it is opened. */
function encryptedKeyBeside(
	workspace: IndexedFiles,
	place: CertificateInFile,
): KeyInFile | undefined {
	if (place.object.entry !== undefined) {
		const object = unitOf(place.file, place.object).find(isLocked);
		return object && { file: place.file, object };
	}
	for (const file of [place.file, ...workspace.siblings(place.file.path)]) {
		if (baseName(file.path) !== baseName(place.file.path)) {
			continue;
		}
		for (const object of file.content.objects) {
			if (isLocked(object) && object.entry === undefined) {
				return { file, object };
			}
		}
	}
	return undefined;
}

function isLocked(
	object: LocatedObject,
): object is Extract<LocatedObject, { kind: 'encryptedPrivateKey' }> {
	return object.kind === 'encryptedPrivateKey' && object.within === undefined;
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The file name without its last ending: `ca` for `certs/ca.crt`. */
function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
