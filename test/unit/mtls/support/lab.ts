import { writeFileSync } from 'node:fs';
import type { Identity } from '../../../../src/mtls/report';
import { parseCertificate, type Certificate } from '../../../../src/x509/certificate';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	type BuiltCertificate,
} from '../../../support/certificates';
import { findPeer } from '../../../support/peers/peer';

/** TLS libraries look at the real clock, so what they are to accept is made for now. */
const now = new Date();

export const curlPeer = findPeer('curl', 'curl', '/usr/bin/curl', 'curl');
export const nginxPeer = findPeer('nginx', 'nginx-light', '/usr/sbin/nginx', 'nginx');

const ca = buildCa({ subject: 'orders CA', now });
const otherCa = buildCa({ subject: 'other CA', now });
const intermediate = buildCa({ subject: 'Lab Issuing CA', issuer: ca, now });

/** One CA, a server, and clients: good ones, and one for each fault that everyone meets. */
export const lab = {
	ca,
	otherCa,
	intermediate,
	server: buildCertificate({
		role: 'server',
		subject: 'localhost',
		subjectAltName: ['localhost', '127.0.0.1', '::1'],
		issuer: ca,
		now,
	}),
	client: buildCertificate({ role: 'client', subject: 'client', issuer: ca, now }),
	foreign: buildCertificate({ role: 'client', subject: 'foreign', issuer: otherCa, now }),
	wrongPurpose: buildCertificate({ role: 'server', subject: 'billing', issuer: ca, now }),
	expired: buildCertificate({
		role: 'client',
		subject: 'late',
		issuer: ca,
		notBefore: daysAfter(-30, now),
		notAfter: daysAfter(-3, now),
	}),
	future: buildCertificate({
		role: 'client',
		subject: 'early',
		issuer: ca,
		notBefore: daysAfter(3, now),
		notAfter: daysAfter(30, now),
	}),
	selfSigned: buildCertificate({ role: 'client', subject: 'lonely', now }),
	viaIntermediate: buildCertificate({ role: 'client', subject: 'deep', issuer: intermediate, now }),
	noDigitalSignature: buildCertificate({
		role: 'client',
		subject: 'mute',
		issuer: ca,
		keyUsage: ['nonRepudiation'],
		now,
	}),
} as const;

/** The clients a server has to refuse, with the cause that a probe names. */
export const refusedClients = {
	foreign: 'unknown-ca',
	wrongPurpose: 'wrong-extended-key-usage',
	expired: 'expired',
	future: 'not-yet-valid',
	selfSigned: 'unknown-ca',
} as const;

/** A built certificate as an identity, with more certificates behind it. */
export function identityOf(
	built: BuiltCertificate,
	label: string,
	...chain: readonly BuiltCertificate[]
): Identity {
	return {
		certificateChainPem: [built, ...chain].map(({ pem }) => pem).join(''),
		privateKeyPem: built.privateKeyPem,
		label,
	};
}

/** The decoded value, as trust anchors are given. */
export function parsed(...built: readonly BuiltCertificate[]): Certificate[] {
	return built.map(({ der }) => parseCertificate(der));
}

/** Writes `name.crt` and `name.key` for each certificate of the lab, for programs that read files. */
export function writeLab(join: (name: string) => string): void {
	for (const [name, { pem, privateKeyPem }] of Object.entries(lab)) {
		writeFileSync(join(`${name}.crt`), pem);
		writeFileSync(join(`${name}.key`), privateKeyPem, { mode: 0o600 });
	}
	writeFileSync(join('viaIntermediateFull.crt'), lab.viaIntermediate.pem + lab.intermediate.pem);
}
