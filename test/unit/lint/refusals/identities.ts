import type { Situation } from '../../../../src/lint/refusals';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../../support/certificates';

/** Certificates with one fault in them: what a peer shows, and what the other side trusts. */
export interface FaultyIdentity {
	readonly leaf: BuiltCertificate;
	/** Sent behind the leaf. */
	readonly chain?: readonly BuiltCertificate[];
	readonly anchor: BuiltCertificate;
	/** The name that the client asks for; `localhost` if left out. */
	readonly host?: string;
}

const now = new Date();
const future = { notBefore: daysAfter(1, now), notAfter: daysAfter(9, now) };
const past = { notBefore: daysAfter(-9, now), notAfter: daysAfter(-1, now) };
const anyPurpose = ['2.5.29.37.0'];

const good = buildCa({ subject: 'measured CA', now });
const rsaCa = buildCa({ subject: 'measured RSA CA', key: 'rsa2048', now });
const namesake = buildCa({ subject: 'measured CA', now });

/** A server that everybody accepts. */
export const goodServer = leaf('server', {});
/** A client that everybody accepts. */
export const goodClient = leaf('client', {});

/** Every situation that clients judge. */
export const serverIdentities: Partial<Record<Situation, FaultyIdentity>> = {
	'no-subject-alternative-name': leaf('server', { subjectAltName: null }),
	'ip-address-as-dns-name': {
		...leaf('server', { subjectAltName: [{ dns: 'localhost' }, { dns: '127.0.0.1' }] }),
		host: '127.0.0.1',
	},
	'server-wrong-extended-key-usage': leaf('server', { extendedKeyUsage: ['clientAuth'] }),
	'server-any-extended-key-usage': leaf('server', { extendedKeyUsage: anyPurpose }),
	'server-expired': leaf('server', past),
	'server-not-yet-valid': leaf('server', future),
	'server-weak-key': leaf('server', { key: 'rsa1024' }),
	'server-weak-signature': leaf('server', { hash: 'sha1' }, rsaCa),
	'server-without-digital-signature': leaf('server', {
		key: 'rsa2048',
		keyUsage: ['keyEncipherment'],
	}),
	'server-without-any-tls-usage': leaf('server', {
		key: 'rsa2048',
		keyUsage: ['dataEncipherment'],
	}),
	'no-authority-key-identifier': leaf('server', { authorityKeyIdentifier: null }),
	'server-self-signed': selfSigned('server'),
	'issuer-key-differs': { leaf: leaf('server', {}, namesake).leaf, anchor: good },
	'server-ed25519': leaf('server', { key: 'ed25519' }),

	'ca-expired': belowCa(past),
	'ca-not-yet-valid': belowCa(future),
	'ca-version-1': belowCa({ version: 1 }),
	'ca-weak-key': belowCa({ key: 'rsa1024' }),
	'ca-weak-signature': belowWeaklySignedCa(),
	'ca-without-basic-constraints': belowCa({ basicConstraints: null, keyUsage: null }),
	'ca-without-basic-constraints-but-key-cert-sign': belowCa({ basicConstraints: null }),
	'ca-marked-as-leaf': belowCa({ basicConstraints: { isCa: false } }),
	'ca-basic-constraints-not-critical': belowCa({
		basicConstraints: { isCa: true, critical: false },
	}),
	'ca-without-key-cert-sign': belowCa({ keyUsage: ['cRLSign'] }),
	'ca-without-key-usage': belowCa({ keyUsage: null }),
	'ca-without-subject-key-identifier': belowCa({ subjectKeyIdentifier: null }),
};

/** Every situation that servers judge. */
export const clientIdentities: Partial<Record<Situation, FaultyIdentity>> = {
	'client-wrong-extended-key-usage': leaf('client', { extendedKeyUsage: ['serverAuth'] }),
	'client-any-extended-key-usage': leaf('client', { extendedKeyUsage: anyPurpose }),
	'client-expired': leaf('client', past),
	'client-not-yet-valid': leaf('client', future),
	'client-weak-key': leaf('client', { key: 'rsa1024' }),
	'client-weak-signature': leaf('client', { hash: 'sha1' }, rsaCa),
	'client-without-digital-signature': leaf('client', {
		key: 'rsa2048',
		keyUsage: ['keyEncipherment'],
	}),
	'client-with-key-agreement-only': leaf('client', { keyUsage: ['keyAgreement'] }),
	'client-no-authority-key-identifier': leaf('client', { authorityKeyIdentifier: null }),
	'client-self-signed': selfSigned('client'),
	'client-issuer-key-differs': { leaf: leaf('client', {}, namesake).leaf, anchor: good },
	'client-ed25519': leaf('client', { key: 'ed25519' }),
};

/** Files that a program is given as its certificate and its key. */
export interface FaultyFiles {
	readonly certificate: string | Buffer;
	readonly privateKey: string;
}

const { pem, privateKeyPem } = goodServer.leaf;
const broken = spoilt(pem);

/** Every situation that shows when certificate and key are loaded. */
export const faultyFiles: Partial<Record<Situation, FaultyFiles>> = {
	'private-key-differs': { certificate: pem, privateKey: testKey().privateKeyPem },
	'private-key-of-other-type': {
		certificate: pem,
		privateKey: testKey('rsa2048').privateKeyPem,
	},
	'truncated-block': { certificate: withoutEnd(pem), privateKey: privateKeyPem },
	'truncated-key': { certificate: pem, privateKey: withoutEnd(privateKeyPem) },
	'broken-base64': { certificate: broken, privateKey: privateKeyPem },
	'broken-base64-behind-certificate': {
		certificate: pem + good.pem + broken,
		privateKey: privateKeyPem,
	},
	'no-line-breaks': { certificate: pem.replaceAll('\n', ''), privateKey: privateKeyPem },
	'escaped-newlines': { certificate: pem.replaceAll('\n', '\\n'), privateKey: privateKeyPem },
	'utf-16-text': { certificate: Buffer.from(`\uFEFF${pem}`, 'utf16le'), privateKey: privateKeyPem },
	'begins-with-byte-order-mark': { certificate: `\uFEFF${pem}`, privateKey: privateKeyPem },
};

function leaf(
	role: 'server' | 'client',
	options: CertificateOptions,
	issuer: BuiltCertificate = good,
): FaultyIdentity {
	return { leaf: buildCertificate({ role, issuer, now, ...options }), anchor: issuer };
}

function selfSigned(role: 'server' | 'client'): FaultyIdentity {
	return { leaf: buildCertificate({ role, now }), anchor: good };
}

function belowCa(options: CertificateOptions): FaultyIdentity {
	return leaf('server', {}, buildCa({ subject: 'faulty CA', now, ...options }));
}

/** A root's own signature is looked at by nobody, so the weak one is that of an intermediate. */
function belowWeaklySignedCa(): FaultyIdentity {
	const intermediate = buildCa({ subject: 'weakly signed', issuer: rsaCa, hash: 'sha1', now });
	return { ...leaf('server', {}, intermediate), chain: [intermediate], anchor: rsaCa };
}

/** One character in the middle of the base64 that is none. */
function spoilt(text: string): string {
	const middle = Math.floor(text.length / 2);
	return `${text.slice(0, middle)}!${text.slice(middle + 1)}`;
}

/** As half a paste leaves it: whole lines, and no END. */
function withoutEnd(text: string): string {
	return text.split('\n').slice(0, -3).join('\n').concat('\n');
}
