import { isSelfIssued, type Certificate } from '../x509/certificate';
import type { Role } from './rule';

/** What may tell the role of a certificate, beside what it says itself. */
export interface RoleEvidence {
	readonly path: string;
	/** Whether the file's name speaks of this certificate: it is the first that no other there names as issuer. */
	readonly isLeading: boolean;
	/** Whether another certificate of the same file names it as issuer. */
	readonly isIssuerInFile: boolean;
	/** Paths of files that hold the same public key: its private key, its request. */
	readonly pathsOfKey: readonly string[];
	/** Whether its key signed another certificate here. */
	readonly hasIssued: () => boolean;
}

/**
 * What a certificate is used as where nobody said it (a pinned role and configuration go first):
 * by file and folder names, then by what stands around it, and by its own extensions last. So an
 * extended key usage is never evidence against itself: a certificate for servers in `client.crt` is
 * a client certificate that is wrong.
 */
export function inferRole(certificate: Certificate, evidence: RoleEvidence): Role {
	if (!evidence.isLeading) {
		// Around a leaf stand its issuers, whatever the file is called.
		return evidence.isIssuerInFile ? 'ca' : roleByExtensions(certificate);
	}
	const named = roleByPath(evidence.path);
	if (named === 'bundle') {
		// A file of CAs, unless somebody put the leaf in front of them.
		const isLeaf = certificate.basicConstraints?.isCa === false && !evidence.hasIssued();
		return isLeaf ? roleByExtensions(certificate) : 'ca';
	}
	if (named !== undefined) {
		return named;
	}
	for (const path of evidence.pathsOfKey) {
		const ofKey = roleByPath(path);
		if (ofKey !== undefined && ofKey !== 'bundle') {
			return ofKey;
		}
	}
	if (evidence.hasIssued()) {
		return 'ca';
	}
	const role = roleByExtensions(certificate);
	return role === 'unknown' && isServersFileName(evidence.path) ? 'server' : role;
}

/**
 * What the names of a file and its folder say, by the names people have: `ca.crt`, `server.crt`,
 * `client.crt` (most threads), `ca_certificate.pem`, `client_certificate.pem` (tls-gen),
 * `rootCA.pem`, `localhost+2.pem`, `localhost+2-client.pem` (mkcert), `peer.crt` (etcd),
 * `chain.pem` (ACME). `tls.crt` and `cert.pem` say nothing by themselves.
 */
export function roleByPath(path: string): Role | 'bundle' | undefined {
	const parts = path.split('/');
	const name = (parts.at(-1) ?? '').replace(/\.[^.]*$/, '');
	const byName = roleByWords(name);
	if (byName !== undefined || !isGenericName(name)) {
		return byName;
	}
	const byFolder = roleByWords(parts.at(-2) ?? '');
	return byFolder === 'bundle' ? undefined : byFolder;
}

const roleWords: readonly (readonly [Role | 'bundle', ReadonlySet<string>])[] = [
	[
		'ca',
		new Set(['ca', 'cacert', 'authority', 'caroot', 'root', 'rootca', 'intermediate', 'issuing']),
	],
	[
		'bundle',
		new Set([
			'chain',
			'bundle',
			'cabundle',
			'cachain',
			'cacerts',
			'truststore',
			'trust',
			'anchors',
		]),
	],
	['peer', new Set(['peer'])],
];
const serverWords = new Set(['server', 'srv', 'servercert']);
const clientWords = new Set(['client', 'clientcert']);

function roleByWords(name: string): Role | 'bundle' | undefined {
	const words = wordsOf(name);
	const has = (known: ReadonlySet<string>): boolean => words.some((word) => known.has(word));
	for (const [role, known] of roleWords) {
		// A CA for clients (`client-ca.crt`) is a CA.
		if (has(known)) {
			return role;
		}
	}
	const isServer = has(serverWords);
	const isClient = has(clientWords);
	if (isServer !== isClient) {
		return isServer ? 'server' : 'client';
	}
	// mkcert names files after the first host and the number of further ones.
	const isHost = !isServer && (words[0] === 'localhost' || /\+\d+$/.test(name));
	return isHost ? 'server' : undefined;
}

/** `rootCA-key`, `tls_server` and `client2` in lower-case words without numbers. */
function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter(Boolean);
}

const genericWords = new Set(['cert', 'certificate', 'crt', 'tls', 'ssl', 'fullchain', 'public']);

function isGenericName(name: string): boolean {
	return wordsOf(name).every((word) => genericWords.has(word));
}

/** Names that are used for servers far more often than not, asked only where nothing else decides. */
function isServersFileName(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return /^(?:tls|ssl|fullchain)\b/.test(name);
}

function roleByExtensions(certificate: Certificate): Role {
	const { extendedKeyUsage = [], subjectAltName = [], version } = certificate;
	if (isMarkedAsCa(certificate)) {
		return 'ca';
	}
	const isServer = extendedKeyUsage.includes('serverAuth');
	const isClient = extendedKeyUsage.includes('clientAuth');
	if (isServer || isClient) {
		return isServer && isClient ? 'peer' : isServer ? 'server' : 'client';
	}
	if (subjectAltName.some(({ type }) => type === 'dns' || type === 'ip')) {
		return 'server';
	}
	if (subjectAltName.some(({ type }) => type === 'email' || type === 'uri')) {
		return 'client';
	}
	// Roots of the nineties have neither constraints nor usage.
	return version < 3 && isSelfIssued(certificate) ? 'ca' : 'unknown';
}

function isMarkedAsCa({ basicConstraints, keyUsage }: Certificate): boolean {
	return basicConstraints?.isCa ?? keyUsage?.includes('keyCertSign') ?? false;
}
