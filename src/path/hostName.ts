import { domainToASCII } from 'node:url';
import { canonicalAddress } from '../util/ipAddress';
import type { GeneralName } from '../x509/extensions';

/** How a certificate's names fit the name a client asked for. */
export type HostNameMatch =
	| 'match'
	/** No DNS name or IP address at all; a common name never counts (RFC 9525 2). */
	| 'no-names'
	/** The address asked for stands there as DNS name, where no client looks for it. */
	| 'address-as-dns-name'
	| 'mismatch';

/**
 * Compares the name a client asked for with the subject alternative names by RFC 9525: IP addresses
 * exactly, DNS names without case and as A-labels, a wildcard for the whole first label only.
 */
export function matchHostName(
	hostName: string,
	subjectAltName: readonly GeneralName[] | undefined,
): HostNameMatch {
	const names = (subjectAltName ?? []).filter(({ type }) => type === 'dns' || type === 'ip');
	if (names.length === 0) {
		return 'no-names';
	}
	const address = canonicalAddress(hostName.replace(/^\[(.*)\]$/, '$1'));
	if (address !== undefined) {
		if (names.some(({ type, value }) => type === 'ip' && value === address)) {
			return 'match';
		}
		const isDnsName = names.some(
			({ type, value }) => type === 'dns' && canonicalAddress(value) === address,
		);
		return isDnsName ? 'address-as-dns-name' : 'mismatch';
	}
	const asked = canonicalDnsName(hostName);
	if (asked === undefined) {
		return 'mismatch';
	}
	const labels = asked.split('.');
	return names.some(({ type, value }) => type === 'dns' && matchesPattern(value, labels))
		? 'match'
		: 'mismatch';
}

/** Lower-case A-labels without the root's dot; undefined for what is no host name. */
export function canonicalDnsName(name: string): string | undefined {
	const relative = name.replace(/\.$/, '');
	// RFC 1034 3.1: 253 characters in all, 1 to 63 in a label. The underscore is no part of a host
	// name, but compose services have it and every stack compares it as it stands.
	const ascii = /^[\w.-]*$/.test(relative) ? relative.toLowerCase() : domainToASCII(relative);
	return ascii.length <= 253 && ascii.split('.').every((label) => /^[\w-]{1,63}$/.test(label))
		? ascii
		: undefined;
}

function matchesPattern(pattern: string, asked: readonly string[]): boolean {
	const labels = pattern.toLowerCase().replace(/\.$/, '').split('.');
	if (labels.length !== asked.length) {
		return false;
	}
	if (labels[0] !== '*') {
		return labels.every((label, index) => label === asked[index]);
	}
	// As OpenSSL and Node have it: *.test stands for nothing, since a wildcard needs two labels behind it.
	return labels.length >= 3 && labels.slice(1).every((label, index) => label === asked[index + 1]);
}
