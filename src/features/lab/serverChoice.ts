import type { CertificateInFile } from '../../lint/rule';
import type { IndexedFiles } from '../../workspace/certificateIndex';
import { issuerOf, keyedCertificates, trustAnchors } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';

/** Certificates that a test server can show: for servers or peers, with their key; others only if there is none. */
export function serverCandidates(workspace: IndexedFiles): KeyedCertificate[] {
	return withRole(workspace, ['server', 'peer']);
}

/** Certificates that a probe can send: for clients or peers, with their key; others only if there is none. */
export function clientCandidates(workspace: IndexedFiles): KeyedCertificate[] {
	return withRole(workspace, ['client', 'peer']);
}

/**
 * The CAs that may decide who gets in: the one that signed the server, if it also signed clients or
 * nobody else did; otherwise all that signed clients, and the choice is the user's.
 */
export function clientAuthorityCandidates(
	workspace: IndexedFiles,
	server: KeyedCertificate,
): CertificateInFile[] {
	const own = anchorOf(workspace, server.place);
	const issuers = new Map<string, CertificateInFile>();
	for (const { place } of clientCandidates(workspace)) {
		const anchor = anchorOf(workspace, place);
		if (anchor !== undefined) {
			issuers.set(anchor.object.certificate.fingerprintSha256, anchor);
		}
	}
	if (own !== undefined) {
		const isOwnEnough = issuers.size === 0 || issuers.has(own.object.certificate.fingerprintSha256);
		return isOwnEnough ? [own] : [...issuers.values(), own];
	}
	return issuers.size > 0 ? [...issuers.values()] : trustAnchors(workspace);
}

/** The clients of the workspace that these CAs let in, the likeliest first. */
export function clientsOf(
	workspace: IndexedFiles,
	authorities: readonly CertificateInFile[],
): KeyedCertificate[] {
	const trusted = new Set(authorities.map(({ object }) => object.certificate.fingerprintSha256));
	return clientCandidates(workspace).filter(({ place }) => {
		const anchor = anchorOf(workspace, place);
		return anchor !== undefined && trusted.has(anchor.object.certificate.fingerprintSha256);
	});
}

/** The topmost certificate here that the chain of this one reaches; undefined if its issuer is not here. */
export function anchorOf(
	workspace: IndexedFiles,
	place: CertificateInFile,
): CertificateInFile | undefined {
	let top: CertificateInFile | undefined;
	let certificate = place.object.certificate;
	const seen = new Set([certificate.fingerprintSha256]);
	for (;;) {
		const issuer = issuerOf(workspace, certificate);
		const fingerprint = issuer?.object.certificate.fingerprintSha256;
		if (issuer === undefined || fingerprint === undefined || seen.has(fingerprint)) {
			return top;
		}
		seen.add(fingerprint);
		top = issuer;
		certificate = issuer.object.certificate;
	}
}

function withRole(
	workspace: IndexedFiles,
	roles: readonly ('server' | 'client' | 'peer')[],
): KeyedCertificate[] {
	const leaves = keyedCertificates(workspace).map((keyed) => ({
		keyed,
		role: workspace.roleOf(keyed.place),
	}));
	const fitting = leaves.filter(({ role }) => (roles as readonly string[]).includes(role));
	const chosen = fitting.length > 0 ? fitting : leaves.filter(({ role }) => role === 'unknown');
	return chosen.map(({ keyed }) => keyed);
}
