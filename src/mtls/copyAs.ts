import { isIP } from 'node:net';

/** What a command line connects to, with paths as the reader would type them. */
export interface CopyTarget {
	readonly host: string;
	readonly port: number;
	/** Where it differs from `host`. */
	readonly serverName?: string | undefined;
	readonly caPath?: string | undefined;
	/** Both or none. */
	readonly certificatePath?: string | undefined;
	readonly keyPath?: string | undefined;
}

/** A curl command line for POSIX shells that makes the same connection. */
export function copyAsCurl(target: CopyTarget): string {
	const { host, port, serverName = host, caPath, certificatePath, keyPath } = target;
	const isOtherName = serverName !== host && isIP(serverName) === 0;
	const address = bracketed(host);
	return commandLine([
		'curl',
		...option('--cacert', caPath),
		...option('--cert', certificatePath && curlFile(certificatePath)),
		...option('--key', keyPath),
		...(isOtherName ? ['--connect-to', `${serverName}:${port}:${address}:${port}`] : []),
		`https://${isOtherName ? serverName : address}:${port}/`,
	]);
}

/**
 * An `openssl s_client` command line that makes the same connection and fails where it should:
 * without `-verify_return_error` it goes on with a server that it does not trust.
 */
export function copyAsOpenssl(target: CopyTarget): string {
	const { host, port, serverName = host, caPath, certificatePath, keyPath } = target;
	const isAddress = isIP(serverName) !== 0;
	return commandLine([
		'openssl',
		's_client',
		'-connect',
		`${bracketed(host)}:${port}`,
		...(isAddress
			? ['-verify_ip', serverName]
			: ['-servername', serverName, '-verify_hostname', serverName]),
		...option('-CAfile', caPath),
		...option('-cert', certificatePath),
		...option('-key', keyPath),
		'-verify_return_error',
	]);
}

function option(name: string, value: string | undefined): string[] {
	return value === undefined ? [] : [name, value];
}

function bracketed(host: string): string {
	return isIP(host) === 6 ? `[${host}]` : host;
}

/** curl takes what follows a colon for a passphrase, and a plain name for one in a key store. */
function curlFile(path: string): string {
	return path.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
}

function commandLine(words: readonly string[]): string {
	return words.map(quoted).join(' ');
}

/** Single quotes keep everything but themselves (POSIX.1-2017, Shell Command Language 2.2.2). */
function quoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
