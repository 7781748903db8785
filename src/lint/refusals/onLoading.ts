import { judgedBy } from '../stacks';

const valuesMismatch = 'key values mismatch';

/** What `openssl` says of any file in which it finds no block; its loader tries every format. */
const nothingToDecode = 'No supported data to decode';

/** What programs refuse before any connection, when they load certificate and key. */
export const onLoading = {
	'private-key-differs': judgedBy('loading', {
		Node: valuesMismatch,
		nginx: valuesMismatch,
		curl: 'unable to set private key file',
		OpenSSL: valuesMismatch,
		Go: 'tls: private key does not match public key',
		Python: 'KEY_VALUES_MISMATCH',
		GnuTLS: 'The certificate and the given key do not match.',
	}),
	// Node and nginx keep one pair per key type, and then serve without this certificate.
	'private-key-of-other-type': judgedBy('loading', {
		Go: 'tls: private key type does not match public key type',
		curl: 'Private key does not match the certificate public key',
		OpenSSL: 'Private key does not match the certificate public key',
		Python: 'NO_CERTIFICATE_ASSIGNED',
		GnuTLS: 'The certificate and the given key do not match.',
	}),
	'truncated-block': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_BAD_END_LINE',
		BoringSSL: 'BAD_END_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'bad end line',
		curl: 'bad end line',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		Java: 'Incomplete data',
		GnuTLS: 'Base64 unexpected header error.',
	}),
	'truncated-key': judgedBy('loading', {
		Node: 'ERR_OSSL_UNSUPPORTED',
		BoringSSL: 'BAD_END_LINE',
		Go: 'tls: failed to find any PEM data in key input',
		nginx: 'DECODER routines::unsupported',
		curl: 'unable to set private key file',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		GnuTLS: 'Base64 decoding error.',
	}),
	'broken-base64': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_BAD_BASE64_DECODE',
		BoringSSL: 'BAD_BASE64_DECODE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'bad base64 decode',
		curl: 'bad base64 decode',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		Java: 'Illegal base64 character',
		GnuTLS: 'Base64 unexpected header error.',
	}),
	// Go takes the first certificate and passes over blocks that are none.
	'broken-base64-behind-certificate': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_BAD_BASE64_DECODE',
		BoringSSL: 'BAD_BASE64_DECODE',
		nginx: 'bad base64 decode',
		curl: 'bad base64 decode',
		Python: 'BAD_BASE64_DECODE',
		Java: 'Illegal base64 character',
		GnuTLS: 'Base64 unexpected header error.',
	}),
	'no-line-breaks': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_NO_START_LINE',
		BoringSSL: 'NO_START_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'no start line',
		curl: 'no start line',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		Java: 'Incomplete data',
	}),
	'escaped-newlines': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_NO_START_LINE',
		BoringSSL: 'NO_START_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'no start line',
		curl: 'no start line',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		Java: 'Incomplete data',
		GnuTLS: 'Base64 unexpected header error.',
	}),
	'utf-16-text': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_NO_START_LINE',
		BoringSSL: 'NO_START_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'no start line',
		curl: 'no start line',
		OpenSSL: nothingToDecode,
		Python: 'PEM lib',
		Java: 'No certificate data found',
		GnuTLS: 'No certificate was found.',
	}),
	'begins-with-byte-order-mark': judgedBy('loading', {
		Go: 'tls: failed to find any PEM data in certificate input',
		BoringSSL: 'NO_START_LINE',
		Java: 'Incomplete data',
	}),
} as const;
