import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derOfPem } from '../pem';
import { openssl } from './openssl';

/** A CA that `openssl ca` keeps in a folder, with all its files. */
export interface OpensslAuthority {
	readonly certificate: Buffer;
	/** Issues a certificate with the extensions of a section. */
	issue(name: string, section?: 'leaf' | 'authority'): OpensslCertificate;
	/**
	 * Makes a CRL with the extensions of these lines, as x509v3_config(5) has them, after revoking
	 * for this CRL alone: the next one begins with an empty list again.
	 */
	makeCrl(options?: OpensslCrlOptions): Buffer;
}

/** A certificate that `openssl ca` issued. */
export interface OpensslCertificate {
	readonly path: string;
	readonly der: Buffer;
}

/** What `openssl ca -gencrl` is asked for. */
export interface OpensslCrlOptions {
	readonly revoked?: readonly OpensslCertificate[];
	/** As `-crl_reason` takes it. */
	readonly reason?: string | undefined;
	/** Lines of the section of extensions, and of sections that they point to. */
	readonly extensions?: readonly string[] | undefined;
	/** Further options of `openssl ca -gencrl`. */
	readonly options?: readonly string[] | undefined;
}

/** Makes a CA in a folder that is empty or not there; `keyUsage` as OpenSSL's configuration has it. */
export function createOpensslAuthority(
	folder: string,
	keyUsage = 'keyCertSign,cRLSign',
): OpensslAuthority {
	mkdirSync(folder, { recursive: true });
	const file = (name: string): string => join(folder, name);
	const run = (...args: string[]): string => openssl(args, { cwd: folder });
	const emptyDatabase = (): void => writeFileSync(file('index.txt'), '');
	writeFileSync(file('ca.cnf'), configuration(keyUsage));
	writeFileSync(file('serial'), '1000\n');
	writeFileSync(file('crlnumber'), '01\n');
	emptyDatabase();
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
	const request = ['req', '-config', 'ca.cnf', ...key];
	run(
		...request,
		...['-x509', '-extensions', 'root', '-subj', '/CN=openssl root', '-days', '60'],
		...['-keyout', 'ca.key', '-out', 'ca.crt'],
	);
	return {
		certificate: derOfPem(readFileSync(file('ca.crt'), 'utf8')),
		issue(name, section = 'leaf') {
			run(...request, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
			run(
				...['ca', '-config', 'ca.cnf', '-batch', '-notext', '-extensions', section],
				...['-in', `${name}.csr`, '-out', `${name}.crt`],
			);
			return {
				path: file(`${name}.crt`),
				der: derOfPem(readFileSync(file(`${name}.crt`), 'utf8')),
			};
		},
		makeCrl({ revoked = [], reason, extensions = plainExtensions, options = [] } = {}) {
			emptyDatabase();
			const lines = [configuration(keyUsage), '[crl]', ...extensions, ''];
			writeFileSync(file('crl.cnf'), lines.join('\n'));
			const reasons = reason === undefined ? [] : ['-crl_reason', reason];
			for (const { path } of revoked) {
				run('ca', '-config', 'crl.cnf', '-revoke', path, ...reasons);
			}
			const section = extensions.length === 0 ? [] : ['-crlexts', 'crl'];
			run('ca', '-config', 'crl.cnf', '-gencrl', ...section, ...options, '-out', 'ca.crl');
			return derOfPem(readFileSync(file('ca.crl'), 'utf8'));
		},
	};
}

const plainExtensions = ['authorityKeyIdentifier = keyid:always'];

function configuration(keyUsage: string): string {
	return `
[req]
distinguished_name = subject
[subject]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,${keyUsage}
subjectKeyIdentifier = hash
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,digitalSignature,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost
crlDistributionPoints = URI:http://ca.test/1.crl
[ca]
default_ca = authority_files
[authority_files]
dir = .
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
certificate = ca.crt
private_key = ca.key
default_md = sha256
default_days = 30
default_crl_days = 30
policy = any
[any]
commonName = supplied
`;
}
