import { domainToASCII } from 'node:url';
import { canonicalAddress } from '../util/ipAddress';
import type { NameFault, NameFaultCode } from './nameFault';
import type { SubjectAltNameInput } from './request';

/** Either the name in the form that goes into a certificate, or why there is none. */
export type SortedName =
	| { readonly name: SubjectAltNameInput; readonly fault?: undefined }
	| { readonly name?: undefined; readonly fault: NameFault };

/**
 * Sorts one typed value into DNS name, IP address, email address or URI, in the form that goes into
 * a certificate: A-labels in lower case (RFC 5280 7.2), addresses as RFC 5952 writes them.
 */
export function sortName(typed: string): SortedName {
	const address = canonicalAddress(typed.replace(/^\[(.*)\]$/, '$1'));
	if (address !== undefined) {
		return { name: { type: 'ip', value: address } };
	}
	const inner = nameInsideUrl(typed);
	if (inner !== undefined) {
		return fault('name-is-url', typed, `Enter the name only: ${inner}`);
	}
	if (/^[a-z][a-z\d+.-]*:/i.test(typed) && !looksLikeAddress(typed)) {
		return sortUri(typed);
	}
	if (typed.includes('@')) {
		return sortEmail(typed);
	}
	if (looksLikeAddress(typed)) {
		return fault('not-an-ip-address', typed, `${typed} is not an IP address.`);
	}
	return sortDnsName(typed);
}

/** Host of what was copied from a browser or a command line: `https://a.test/x`, `a.test:8443`, `a.test/x`. */
function nameInsideUrl(typed: string): string | undefined {
	const match =
		/^(?:https?|wss?|grpcs?|tcp|tls|ssl):\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#]+)/i.exec(typed) ??
		/^(\[[^\]]+\]|[^\s/:@]+):\d+(?:\/.*)?$/.exec(typed) ??
		/^(localhost|(?=[^/]*[a-z])[^\s/:@]+\.[^\s/:@]+)\/[^\s]*$/i.exec(typed);
	return match?.[1]?.replace(/^\[(.*)\]$/, '$1');
}

/** Four numbers, or only hex digits and colons, with or without prefix length or zone, was meant as an address. */
function looksLikeAddress(typed: string): boolean {
	return (
		/^\d+(?:\.\d+)+(?:\/\d+)?$/.test(typed) ||
		/^\[?[\da-f]*:[\da-f:.]*(?:%\w+)?(?:\/\d+)?\]?$/i.test(typed)
	);
}

function sortUri(typed: string): SortedName {
	// RFC 5280 4.2.1.6: absolute, with something behind the scheme, and ASCII.
	if (!URL.canParse(typed) || !/^[a-z][a-z\d+.-]*:[\x21-\x7e]+$/i.test(typed)) {
		return fault('not-a-uri', typed, `${typed} is not a URI.`);
	}
	return { name: { type: 'uri', value: typed } };
}

function sortEmail(typed: string): SortedName {
	const at = typed.lastIndexOf('@');
	const localPart = typed.slice(0, at);
	const domain = sortDnsName(typed.slice(at + 1)).name;
	// RFC 5321 4.1.2 Dot-string: quoted local parts are left out, since nobody has one.
	const atom = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
	if (domain === undefined || domain.value.startsWith('*') || !atom.test(localPart)) {
		return fault('not-an-email-address', typed, `${typed} is not an email address.`);
	}
	return { name: { type: 'email', value: `${localPart}@${domain.value}` } };
}

function sortDnsName(typed: string): SortedName {
	const withoutRoot = typed.replace(/\.$/, '');
	const hasWildcard = withoutRoot.startsWith('*.');
	const rest = hasWildcard ? withoutRoot.slice(2) : withoutRoot;
	if (rest.includes('*')) {
		const text = 'A wildcard stands for the whole first label only, as in *.example.test.';
		return fault('wildcard-not-first-label', typed, text);
	}
	const reason = dnsFault(rest);
	if (reason !== undefined) {
		return fault('not-a-dns-name', typed, `${typed} is not a DNS name: ${reason}.`);
	}
	const value = `${hasWildcard ? '*.' : ''}${domainToASCII(rest)}`;
	return { name: { type: 'dns', value } };
}

/** What keeps a text from being a host name (RFC 1034 3.5, RFC 1123 2.1), or undefined. */
function dnsFault(text: string): string | undefined {
	if (/\s/.test(text)) {
		return 'a space is not allowed';
	}
	const labels = text.split('.');
	if (labels.includes('')) {
		return 'an empty label is not allowed';
	}
	// The underscore stays: compose services have it, and every stack compares it as any other letter.
	const odd = /[^\p{L}\p{M}\p{N}._-]/u.exec(text);
	if (odd !== null) {
		return `the character ${odd[0]} is not allowed`;
	}
	if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
		return 'a label begins and ends with a letter or digit';
	}
	const ascii = domainToASCII(text);
	if (ascii === '' || canonicalAddress(ascii) !== undefined) {
		return 'it has no form in ASCII (RFC 5891)';
	}
	if (ascii.split('.').some((label) => label.length > 63)) {
		return 'a label has at most 63 characters';
	}
	return ascii.length > 253 ? 'it has more than 253 characters' : undefined;
}

function fault(code: NameFaultCode, value: string, message: string): SortedName {
	return { fault: { code, value, message } };
}
