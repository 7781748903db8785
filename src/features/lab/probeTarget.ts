import { isIPv4 } from 'node:net';

/** Host and port of a probe. */
export interface ProbeTarget {
	/** Name or address, IPv6 without brackets. */
	readonly host: string;
	readonly port: number;
}

/** Reads `localhost:8443`, `[::1]:8443`, `https://api.test/`, or a name alone, which means port 443. */
export function parseTarget(text: string): ProbeTarget | undefined {
	const typed = text
		.trim()
		.replace(/^https?:\/\//i, '')
		.replace(/[/?#].*$/, '');
	const match = /^(?:\[([\da-f:.]+(?:%[\w.-]+)?)\]|([^\s:@[\]]+))(?::(\d{1,5}))?$/i.exec(typed);
	// Several colons without brackets are an address alone.
	const bare = /^[\da-f]*:[\da-f:.]+(?:%[\w.-]+)?$/i.test(typed) && typed.split(':').length > 2;
	if (bare) {
		return { host: typed, port: httpsPort };
	}
	const host = match?.[1] ?? match?.[2];
	const port = match?.[3] === undefined ? httpsPort : Number(match[3]);
	return host === undefined || port < 1 || port > 65535 ? undefined : { host, port };
}

/** RFC 9110 4.2.2. */
const httpsPort = 443;

/** True for hosts that never leave this machine. */
export function isLoopback(host: string): boolean {
	return (
		host === 'localhost' ||
		host.endsWith('.localhost') ||
		host === '::1' ||
		(isIPv4(host) && host.startsWith('127.'))
	);
}
