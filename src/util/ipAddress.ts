/**
 * The canonical text of an IP address (dotted quad, RFC 5952), or undefined if it is none.
 * Zones (`fe80::1%eth0`) and prefixes have no place in a certificate.
 */
export function canonicalAddress(text: string): string | undefined {
	if (ipv4.test(text)) {
		return text;
	}
	// The URL parser reads and shortens IPv6 as the standard says; other forms never reach it.
	if (!/^[\da-f:.]+$/i.test(text) || !text.includes(':')) {
		return undefined;
	}
	try {
		return new URL(`http://[${text}]/`).hostname.slice(1, -1);
	} catch {
		return undefined;
	}
}

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^(?:${octet}\\.){3}${octet}$`);
