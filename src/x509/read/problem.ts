/** Something in a file that cannot be read, or not as it claims. */
export interface ReadProblem {
	/** Stable id such as `pem-truncated`, `base64-invalid-character`, `der-length-past-end`. */
	readonly code: string;
	/** Text offset, or byte offset in a binary file. */
	readonly offset: number;
	/** From 1. */
	readonly line: number;
	/** One sentence for people, in the voice of the product. */
	readonly message: string;
	/** Offset of the BEGIN line of the block it is in; undefined outside a block. */
	readonly blockStart: number | undefined;
	/** Label of that block, such as `CERTIFICATE`. */
	readonly label?: string | undefined;
}

/** Sentences for codes that need no values; the others are made where the values are known. */
const sentences: Readonly<Record<string, string>> = {
	'byte-order-mark':
		'The file begins with a byte order mark; programs that do not skip it find no first line.',
	'not-utf8': 'The file is UTF-16 text; TLS programs read PEM as ASCII only.',
	'pem-label-mismatch': 'The END line names something else than the BEGIN line.',
	'pem-empty': 'This block holds no data.',
	'pem-malformed-boundary': 'A BEGIN or END line has five dashes on each side; this one does not.',
	'pem-end-without-begin': 'This END line has no BEGIN line.',
	'pem-no-line-breaks':
		'BEGIN and END do not stand on lines of their own; PEM has lost its line breaks here.',
	'pem-escaped-newlines':
		'The line breaks of this block are written as \\n, which only a program that unescapes them reads.',
	'base64-invalid-character': 'A character here is not base64.',
	'base64-padding': 'The base64 ends in the middle of a byte.',
	'der-unexpected-end': 'The data ends in the middle of a value.',
	'der-length-past-end': 'A length runs past the end of the data.',
	'der-length-not-minimal': 'A length is not written in its shortest form, as DER asks.',
	'der-indefinite-length': 'A length is indefinite, which DER does not allow.',
	'der-trailing-data': 'There is data behind the end of the object.',
	'der-unexpected-tag': 'A value is not of the type that stands in its place.',
	'der-high-tag-number': 'A value has a tag that certificates do not use.',
	'der-integer-not-minimal': 'A number is not written in its shortest form, as DER asks.',
	'der-malformed-boolean': 'A truth value is neither 00 nor FF, as DER asks.',
	'der-malformed-object-identifier': 'An object identifier is cut off or not in its shortest form.',
	'der-object-identifier-too-long': 'An object identifier is longer than any in use.',
	'der-nested-too-deep': 'Values stand inside each other deeper than any program writes them.',
	'pkcs12-without-contents': 'This PKCS #12 file has no contents of a kind that is known.',
	'keystore-truncated': 'The keystore ends in the middle of an entry.',
	'keystore-unknown-entry':
		'An entry of the keystore is of no kind that is known; what is behind it is not read.',
	'keystore-chain-too-long': 'A chain in the keystore is longer than any program writes it.',
	'ssh-key-malformed': 'An SSH key here is not what its first word says.',
	'time-malformed': 'A time is not a date of the calendar in one of the two forms of RFC 5280.',
	'signature-algorithms-differ':
		'The signature algorithm inside and outside the signed part differ.',
	'extension-twice': 'An extension stands in the certificate twice.',
	'time-not-strict': 'A date is not written in the form that RFC 5280 asks for.',
	'yaml-malformed':
		'From here on this is not YAML; the certificates that could still be found were read.',
	'json-malformed':
		'From here on this is not JSON; the certificates that could still be found were read.',
	unrecognized: 'This is not a certificate, request, CRL or key that can be read here.',
};

/** The sentence for a problem's code; a code without one of its own is told by its words. */
export function problemSentence(code: string): string {
	const sentence = sentences[code];
	if (sentence !== undefined) {
		return sentence;
	}
	if (code.startsWith('extension-')) {
		const inner = sentences[code.slice('extension-'.length)];
		return `An extension cannot be read${inner === undefined ? `: ${words(code.slice(10))}` : `. ${inner}`}${inner === undefined ? '.' : ''}`;
	}
	return `The data cannot be read: ${words(code)}.`;
}

function words(code: string): string {
	return code.replace(/^der-/, '').replaceAll('-', ' ');
}
