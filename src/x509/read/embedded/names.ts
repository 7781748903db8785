/** Keys that say how a value is given; what it is stands in the key above. */
const carriers = new Set([
	'content',
	'inline_bytes',
	'inline_string',
	'inlineBytes',
	'inlineString',
	'value',
	'data',
	'stringData',
]);

/** The part of a path of keys that says what the value is. */
export function tellingKey(keys: readonly string[]): string {
	const last = keys.at(-1) ?? '';
	return carriers.has(last) ? (keys.at(-2) ?? last) : last;
}

const certificateWords = new Set([
	'ca',
	'cacert',
	'cabundle',
	'crt',
	'cert',
	'certs',
	'certificate',
	'certificates',
	'cer',
	'der',
	'pem',
	'key',
	'csr',
	'crl',
	'bundle',
	'chain',
	'p12',
	'pfx',
	'pkcs12',
	'jks',
	'keystore',
	'truststore',
	'x5c',
]);

/** True for keys whose value may be a binary file in base64: `caBundle`, `client-key-data`, `keystore.p12`. */
export function isCertificateKey(keys: readonly string[]): boolean {
	return wordsOf(tellingKey(keys)).some((word) => certificateWords.has(word));
}

/** `clientCertificate`, `client-certificate-data` and `CLIENT_CERTIFICATE` in lower-case words. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter(Boolean);
}

const pairWords = new Set([
	'cert',
	'certificate',
	'crt',
	'key',
	'private',
	'privatekey',
	'privkey',
	'public',
	'fullchain',
	'chain',
	'pem',
	'data',
	'base64',
	'b64',
	'file',
]);

/** What the entries of a certificate and of its key have in common: `tls` for `tls.crt` and `tls.key`. */
export function pairName(name: string): string {
	return wordsOf(name)
		.filter((word) => !pairWords.has(word))
		.join('-');
}
