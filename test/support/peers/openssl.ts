import { findPeer } from './peer';
import { runOrThrow, type RunOptions } from './run';
import { runEach } from './runEach';
import type { Verdict, VerifyRequest } from './verify';

/** The OpenSSL of the system, not the one inside Node. */
export const opensslPeer = findPeer('OpenSSL', 'openssl', '/usr/bin/openssl', 'openssl');

/** Standard output of an `openssl` command; throws with its words if it exits with anything but 0. */
export function openssl(args: readonly string[], options: RunOptions = {}): string {
	return runOrThrow(opensslPeer.program ?? 'openssl', args, options);
}

/** `openssl verify -x509_strict` for a purpose and, for servers, a name. */
export function verifyWithOpenssl(requests: readonly VerifyRequest[]): Verdict[] {
	const errands = requests.map(({ ca, leaf, chain, purpose, hostName }) => ({
		args: [
			'verify',
			'-x509_strict',
			'-purpose',
			purpose === 'server' ? 'sslserver' : 'sslclient',
			'-CAfile',
			ca,
			...(chain === undefined ? [] : ['-untrusted', chain]),
			...(hostName === undefined ? [] : nameOption(hostName)),
			leaf,
		],
	}));
	return runEach(opensslPeer.program ?? 'openssl', errands).map(
		({ status, stdout, stderr }, index) => {
			// Warnings go to standard error; an accepted leaf prints one line.
			const output = (stdout + stderr).trim();
			return { accepted: status === 0 && output === `${requests[index]!.leaf}: OK`, output };
		},
	);
}

function nameOption(hostName: string): string[] {
	return /^[\d.]+$|:/.test(hostName) ? ['-verify_ip', hostName] : ['-verify_hostname', hostName];
}
