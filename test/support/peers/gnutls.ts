import { readFileSync } from 'node:fs';
import { findPeer } from './peer';
import { runEach } from './runEach';
import type { Verdict, VerifyRequest } from './verify';

/** GnuTLS by its `certtool`. */
export const gnutlsPeer = findPeer('GnuTLS', 'gnutls-bin', '/usr/bin/certtool', 'certtool');

/** `certtool --verify` with a purpose and, for servers, a name. */
export function verifyWithGnutls(requests: readonly VerifyRequest[]): Verdict[] {
	const errands = requests.map(({ ca, leaf, chain, purpose, hostName }) => ({
		args: [
			'--verify',
			'--load-ca-certificate',
			ca,
			'--verify-purpose',
			purpose === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2',
			...(hostName === undefined ? [] : ['--verify-hostname', hostName]),
		],
		input: (chain === undefined ? [leaf] : [leaf, chain])
			.map((file) => readFileSync(file, 'utf8'))
			.join(''),
	}));
	return runEach(gnutlsPeer.program ?? 'certtool', errands).map(({ status, stdout, stderr }) => {
		const output = stdout + stderr;
		// The sentence, too: certtool has ended with 0 after a warning in some versions.
		const isTrusted = /^Chain verification output: Verified\. The certificate is trusted\./m;
		return { accepted: status === 0 && isTrusted.test(output), output };
	});
}

/** GnuTLS as a client. */
export const gnutlsClientPeer = findPeer(
	'GnuTLS',
	'gnutls-bin',
	'/usr/bin/gnutls-cli',
	'gnutls-cli',
);
