import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	testKeyOf,
	type BuiltCertificate,
	type CertificateOptions,
} from '../support/certificates';
import { derOfPem } from '../support/pem';
import { parseCertificate } from '../../src/x509/certificate';

/** A folder of the sample workspace that shows one fault. */
export interface SampleFault {
	/** Name of the folder: the id of the rule that speaks up. */
	readonly rule: string;
	/** What a reader of the README sees beside it. */
	readonly shows: string;
	/** File name to text. */
	readonly files: Readonly<Record<string, string>>;
}

/** The CA of the good set, as files. */
export interface SampleCa {
	readonly certificatePem: string;
	readonly privateKeyPem: string;
}

/** One fault each in certificates that are otherwise good, dated so that they stay as they are. */
export function sampleFaults(ca: SampleCa, now: Date): SampleFault[] {
	const issuer = builtFrom(ca);
	const build = (options: CertificateOptions): BuiltCertificate =>
		buildCertificate({ issuer, now, ...options });
	const sameName = buildCa({ subject: issuer.subject, now });
	const partner = buildCa({ subject: 'partner CA', now });
	const good = build({ role: 'server' });
	return [
		{
			rule: 'expired',
			shows: 'A server certificate that ended three days ago.',
			files: pair(
				'server',
				build({ notBefore: daysAfter(-93, now), notAfter: daysAfter(-3, now) }),
			),
		},
		{
			rule: 'missing-subject-alternative-name',
			shows: 'A server certificate with its name in the common name only.',
			files: pair('server', build({ subjectAltName: null })),
		},
		{
			rule: 'wrong-extended-key-usage',
			shows: 'A client certificate that is for servers (serverAuth).',
			files: pair('client', build({ role: 'client', extendedKeyUsage: ['serverAuth'] })),
		},
		{
			rule: 'ip-address-as-dns-name',
			shows: 'A server certificate that has the address 127.0.0.1 as a DNS name.',
			files: pair('server', build({ subjectAltName: ['localhost', { dns: '127.0.0.1' }] })),
		},
		{
			rule: 'issuer-not-found',
			shows: 'A client certificate of a CA that is not in this folder.',
			files: pair('client', build({ role: 'client', issuer: partner })),
		},
		{
			rule: 'issuer-signature-mismatch',
			shows: 'A client certificate of an older CA that had the same name and another key.',
			files: pair('client', build({ role: 'client', issuer: sameName })),
		},
		{
			rule: 'key-mismatch',
			shows: 'A server certificate beside a private key that is not its own.',
			files: { ...pair('server', good), 'server.key': testKey().privateKeyPem },
		},
		{
			rule: 'pem-truncated',
			shows: 'A server certificate of which the last lines were lost on the way.',
			files: { 'server.crt': good.pem.split('\n').slice(0, 9).join('\n') + '\n' },
		},
		{
			rule: 'weak-key',
			shows: 'A server certificate with an RSA key of 1024 bits.',
			files: pair('server', build({ key: 'rsa1024' })),
		},
	];
}

function pair(name: string, certificate: BuiltCertificate): Record<string, string> {
	return {
		[`${name}.crt`]: certificate.pem,
		[`${name}.key`]: certificate.privateKeyPem,
	};
}

function builtFrom({ certificatePem, privateKeyPem }: SampleCa): BuiltCertificate {
	const der = derOfPem(certificatePem);
	const subject = Buffer.from(parseCertificate(der).subject.der);
	return { der, pem: certificatePem, subject, key: testKeyOf(privateKeyPem), privateKeyPem };
}
