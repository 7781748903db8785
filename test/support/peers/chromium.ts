import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execute } from '../process';
import type { Context } from 'mocha';
import { findPeer, skipUnlessCi } from './peer';
import { runOrThrow } from './run';

export const chromiumPeer = findPeer('Chromium', 'chromium', process.env['CHROMIUM'] ?? 'chromium');
export const nssPeer = findPeer('NSS certutil', 'libnss3-tools', 'certutil');

/** Where Debian's Chromium looks for what an administrator prescribes. */
const policyFolder = '/etc/chromium/policies/managed';

/** What a browser has: the CA it trusts and, if it has one, a client certificate in PKCS #12. */
export interface BrowserUser {
	/** Empty; becomes the home of the browser's user. */
	readonly home: string;
	readonly authorityFile: string;
	/** Its passphrase is `test`. */
	readonly pkcs12File?: string | undefined;
}

/** Puts certificates where Chromium on Linux looks for them: in the NSS database of its user. */
export function prepareUser({ home, authorityFile, pkcs12File }: BrowserUser): void {
	const folder = join(home, '.pki/nssdb');
	mkdirSync(folder, { recursive: true });
	const database = `sql:${folder}`;
	runOrThrow('certutil', ['-d', database, '-N', '--empty-password']);
	runOrThrow('certutil', ['-d', database, '-A', '-n', 'ca', '-t', 'C,,', '-i', authorityFile]);
	if (pkcs12File !== undefined) {
		runOrThrow('pk12util', ['-d', database, '-i', pkcs12File, '-W', 'test']);
	}
}

/** Skips a test where nobody but an administrator may choose certificates for Chromium; in CI an error. */
export function requirePolicies(context: Context): void {
	try {
		mkdirSync(policyFolder, { recursive: true });
		accessSync(policyFolder, constants.W_OK);
	} catch {
		skipUnlessCi(context, `${policyFolder} cannot be written by this user`);
	}
}

/**
 * Makes Chromium answer a request for a client certificate without asking anybody, as policy
 * AutoSelectCertificateForUrls does; returns the file, which is the caller's to remove.
 */
export function writeSelectionPolicy(home: string, urls: readonly string[]): string {
	const file = join(policyFolder, `${basename(home)}.json`);
	const entries = urls.map((pattern) => JSON.stringify({ pattern, filter: {} }));
	writeFileSync(file, JSON.stringify({ AutoSelectCertificateForUrls: entries }));
	return file;
}

/** Opens a page and gives its HTML, or what Chromium shows in its place. */
export async function visit(program: string, home: string, url: string): Promise<string> {
	const { stdout } = await execute(
		program,
		[
			'--headless',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			// Chromium refuses to sandbox itself for root, and root is what containers run as.
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			`--user-data-dir=${join(home, 'profile')}`,
			'--dump-dom',
			url,
		],
		{ env: { HOME: home, NODE_V8_COVERAGE: '' } },
	);
	return stdout;
}
