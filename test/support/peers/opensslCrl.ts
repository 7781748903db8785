import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openssl, opensslPeer } from './openssl';
import { run } from './run';

/** PEM texts and a time, as `openssl verify` takes them. */
export interface CrlQuestion {
	readonly leaf: string;
	readonly anchors: string;
	readonly intermediates?: string;
	readonly crls: string;
	readonly at: Date;
}

/** What OpenSSL says of the leaf's own revocation: `openssl verify -crl_check`. */
export function askOpensslAboutCrls(question: CrlQuestion): {
	readonly isAccepted: boolean;
	readonly output: string;
} {
	const folder = mkdtempSync(join(tmpdir(), 'mtls-crl-'));
	try {
		const write = (name: string, text: string): string => {
			writeFileSync(join(folder, name), text);
			return join(folder, name);
		};
		const { status, stdout, stderr } = run(opensslPeer.program ?? 'openssl', [
			'verify',
			'-crl_check',
			'-attime',
			Math.floor(question.at.getTime() / 1000).toString(),
			'-CAfile',
			write('anchors.pem', question.anchors),
			'-untrusted',
			// Never empty: OpenSSL refuses a file without a certificate.
			write('intermediates.pem', question.anchors + (question.intermediates ?? '')),
			'-CRLfile',
			write('crls.pem', question.crls),
			write('leaf.pem', question.leaf),
		]);
		const output = stdout + stderr;
		if (output.includes('Could not read')) {
			throw new Error(`openssl verify did not judge: ${output}`);
		}
		return { isAccepted: status === 0, output };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** True for the series that the differences between OpenSSL and us were measured with. */
export function isMeasuredOpenssl(): boolean {
	return openssl(['version']).startsWith('OpenSSL 3.0.');
}
