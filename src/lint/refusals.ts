import type { Role } from './rule';
import { judgedBy, type StackRefusal } from './stacks';

/** Everything that some stack refuses; who is not in a list was seen to accept, or was not run. */
export type Situation = keyof typeof refusals;

/** The stacks that refuse a situation, the one whose words say most first. */
export function refusalsOf(situation: Situation): readonly StackRefusal[] {
	return refusals[situation];
}

/** The stacks that refuse a certificate in its role; a peer is judged by both sides. */
export function refusalsByRole(
	role: Role,
	situations: Readonly<Partial<Record<'server' | 'client' | 'ca', Situation>>>,
): readonly StackRefusal[] {
	const roles =
		role === 'peer' ? (['server', 'client'] as const) : role === 'unknown' ? [] : [role];
	return roles.flatMap((each) => {
		const situation = situations[each];
		return situation === undefined ? [] : refusals[situation];
	});
}

const verifyFailed = 'CERTIFICATE_VERIFY_FAILED';
const signedByUnknown = 'x509: certificate signed by unknown authority';
const cannotSign =
	'x509: invalid signature: parent certificate cannot sign this kind of certificate';
const noPath = 'unable to find valid certification path to requested target';
const noIssuer = 'unable to get local issuer certificate';
const unsuitable = 'unsuitable certificate purpose';
const weakDigestWords = 'CA signature digest algorithm too weak';
const insecure = 'x509: cannot verify signature: insecure algorithm SHA1-RSA';
const noSignatures = 'KeyUsage does not allow digital signatures';
const usageViolation = 'Key usage violation in certificate has been detected.';
const selfSigned = 'self-signed certificate';
const valuesMismatch = 'key values mismatch';

const expiredWords = {
	Node: 'CERT_HAS_EXPIRED',
	curl: 'certificate has expired',
	OpenSSL: 'certificate has expired',
	Go: 'x509: certificate has expired or is not yet valid',
	Python: 'certificate has expired',
	BoringSSL: verifyFailed,
	GnuTLS: 'The certificate chain uses expired certificate.',
	Chrome: 'ERR_CERT_DATE_INVALID',
};

const notYetWords = {
	Node: 'CERT_NOT_YET_VALID',
	curl: 'certificate is not yet valid',
	OpenSSL: 'certificate is not yet valid',
	Go: 'x509: certificate has expired or is not yet valid',
	Python: 'certificate is not yet valid',
	BoringSSL: verifyFailed,
	GnuTLS: 'The certificate chain uses not yet valid certificate.',
	Chrome: 'ERR_CERT_DATE_INVALID',
};

const refusals = {
	'no-subject-alternative-name': judgedBy('client', {
		Go: 'x509: certificate relies on legacy Common Name field, use SANs instead',
		Chrome: 'ERR_CERT_COMMON_NAME_INVALID',
	}),
	'ip-address-as-dns-name': judgedBy('client', {
		Go: "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
		Node: 'ERR_TLS_CERT_ALTNAME_INVALID',
		curl: 'no alternative certificate subject name matches target host name',
		OpenSSL: 'IP address mismatch',
		Python: 'IP address mismatch',
		Java: 'No subject alternative names matching IP address 127.0.0.1 found',
		GnuTLS: 'The name in the certificate does not match the expected.',
		Chrome: 'ERR_CERT_COMMON_NAME_INVALID',
	}),
	'server-wrong-extended-key-usage': judgedBy('client', {
		Node: 'INVALID_PURPOSE',
		curl: unsuitable,
		OpenSSL: unsuitable,
		Go: 'x509: certificate specifies an incompatible key usage',
		Python: unsuitable,
		Java: 'Extended key usage does not permit use for TLS server authentication',
		BoringSSL: verifyFailed,
		GnuTLS: 'The certificate chain does not match the intended purpose.',
		Chrome: 'ERR_CERT_INVALID',
	}),
	'client-wrong-extended-key-usage': judgedBy('server', {
		OpenSSL: 'alert 43, unsupported_certificate',
		Go: 'x509: certificate specifies an incompatible key usage',
		Node: 'INVALID_PURPOSE',
		Python: unsuitable,
		Java: 'Extended key usage does not permit use for TLS client authentication',
		nginx: unsuitable,
	}),
	// OpenSSL asks for the purpose by name; Go, Java, GnuTLS and Chrome take any for all.
	'server-any-extended-key-usage': judgedBy('client', {
		Node: 'INVALID_PURPOSE',
		curl: unsuitable,
		OpenSSL: unsuitable,
		Python: unsuitable,
		BoringSSL: verifyFailed,
	}),
	'client-any-extended-key-usage': judgedBy('server', {
		OpenSSL: 'alert 43, unsupported_certificate',
		Node: 'INVALID_PURPOSE',
		Python: unsuitable,
		nginx: unsuitable,
	}),
	'server-expired': judgedBy('client', {
		...expiredWords,
		Java: 'PKIX path validation failed: validity check failed',
	}),
	'client-expired': judgedBy('server', {
		OpenSSL: 'alert 45, certificate_expired',
		Go: 'x509: certificate has expired or is not yet valid',
		Node: 'CERT_HAS_EXPIRED',
		Python: 'certificate has expired',
		Java: 'PKIX path validation failed: validity check failed',
		nginx: 'certificate has expired',
		GnuTLS: 'Error in the certificate.',
	}),
	// Java does not look at the dates of a trust anchor.
	'ca-expired': judgedBy('client', expiredWords),
	'server-not-yet-valid': judgedBy('client', {
		...notYetWords,
		Java: 'PKIX path validation failed: validity check failed',
	}),
	'client-not-yet-valid': judgedBy('server', {
		nginx: 'certificate is not yet valid',
		OpenSSL: 'alert 42, bad_certificate',
		Go: 'x509: certificate has expired or is not yet valid',
		Node: 'CERT_NOT_YET_VALID',
		Python: 'certificate is not yet valid',
		Java: 'PKIX path validation failed: validity check failed',
		GnuTLS: 'Error in the certificate.',
	}),
	'ca-not-yet-valid': judgedBy('client', notYetWords),
	'ca-version-1': judgedBy('client', { strictPython: 'invalid CA certificate' }),
	'server-weak-key': judgedBy('client', {
		curl: 'EE certificate key too weak',
		OpenSSL: 'EE certificate key too weak',
		Python: 'EE certificate key too weak',
	}),
	'client-weak-key': judgedBy('server', {
		OpenSSL: 'EE certificate key too weak',
		Python: 'EE certificate key too weak',
		nginx: 'EE certificate key too weak',
	}),
	'ca-weak-key': judgedBy('client', {
		curl: 'CA certificate key too weak',
		OpenSSL: 'CA certificate key too weak',
		Python: 'CA certificate key too weak',
	}),
	'server-weak-signature': judgedBy('client', {
		Node: weakDigestWords,
		curl: weakDigestWords,
		OpenSSL: weakDigestWords,
		Go: insecure,
		Python: weakDigestWords,
		GnuTLS: 'The certificate chain uses insecure algorithm.',
		Chrome: 'ERR_CERT_INVALID',
	}),
	'client-weak-signature': judgedBy('server', {
		OpenSSL: weakDigestWords,
		Go: insecure,
		Node: weakDigestWords,
		Python: weakDigestWords,
		nginx: weakDigestWords,
		GnuTLS: 'Error in the certificate.',
	}),
	'ca-weak-signature': judgedBy('client', {
		Node: weakDigestWords,
		curl: weakDigestWords,
		OpenSSL: weakDigestWords,
		Go: insecure,
		Python: weakDigestWords,
		GnuTLS: 'The certificate chain uses insecure algorithm.',
		Chrome: 'ERR_CERT_INVALID',
	}),
	'ca-without-basic-constraints': judgedBy('client', {
		OpenSSL: 'invalid CA certificate',
		Node: 'INVALID_PURPOSE',
		curl: 'invalid CA certificate',
		Go: cannotSign,
		Python: 'invalid CA certificate',
		Java: 'TrustAnchor is not a CA certificate',
	}),
	// With keyCertSign in the key usage OpenSSL takes it for a CA.
	'ca-without-basic-constraints-but-key-cert-sign': judgedBy('client', {
		Go: cannotSign,
		Java: 'TrustAnchor is not a CA certificate',
		strictPython: 'invalid CA certificate',
	}),
	'ca-marked-as-leaf': judgedBy('client', {
		OpenSSL: 'invalid CA certificate',
		Node: 'INVALID_PURPOSE',
		curl: 'invalid CA certificate',
		Go: cannotSign,
		Python: 'invalid CA certificate',
		Java: 'TrustAnchor is not a CA certificate',
		GnuTLS: 'The certificate issuer is not a CA.',
		Chrome: 'ERR_CERT_INVALID',
	}),
	'ca-basic-constraints-not-critical': judgedBy('client', {
		strictPython: 'Basic Constraints of CA cert not marked critical',
	}),
	'ca-without-key-cert-sign': judgedBy('client', {
		Node: 'key usage does not include certificate signing',
		curl: 'invalid CA certificate',
		OpenSSL: 'invalid CA certificate',
		Go: cannotSign,
		Python: 'invalid CA certificate',
		Java: 'TrustAnchor does not have keyCertSign bit set in KeyUsage extension',
		BoringSSL: verifyFailed,
		GnuTLS: "The certificate chain violates the signer's constraints.",
		Chrome: 'ERR_CERT_INVALID',
	}),
	'ca-without-key-usage': judgedBy('client', {
		strictPython: 'CA cert does not include key usage extension',
	}),
	'ca-without-subject-key-identifier': judgedBy('client', {
		strictPython: 'Missing Subject Key Identifier',
	}),
	'server-without-digital-signature': judgedBy('client', {
		BoringSSL: 'KEY_USAGE_BIT_INCORRECT',
		Java: noSignatures,
		GnuTLS: usageViolation,
		Chrome: 'ERR_SSL_KEY_USAGE_INCOMPATIBLE',
	}),
	// Neither digitalSignature nor a usage for key exchange.
	'server-without-any-tls-usage': judgedBy('client', {
		Node: 'INVALID_PURPOSE',
		curl: unsuitable,
		OpenSSL: unsuitable,
		Python: unsuitable,
		Java: noSignatures,
		BoringSSL: 'KEY_USAGE_BIT_INCORRECT',
		GnuTLS: usageViolation,
		Chrome: 'ERR_SSL_KEY_USAGE_INCOMPATIBLE',
	}),
	'client-without-digital-signature': judgedBy('server', {
		OpenSSL: 'alert 43, unsupported_certificate',
		Node: 'INVALID_PURPOSE',
		Python: unsuitable,
		Java: noSignatures,
		nginx: unsuitable,
		GnuTLS: usageViolation,
	}),
	// OpenSSL lets keyAgreement pass for digitalSignature.
	'client-with-key-agreement-only': judgedBy('server', {
		Java: noSignatures,
		GnuTLS: usageViolation,
	}),
	'no-authority-key-identifier': judgedBy('client', {
		strictPython: 'Missing Authority Key Identifier',
	}),
	'client-no-authority-key-identifier': judgedBy('server', {
		strictPython: 'Missing Authority Key Identifier',
	}),
	'server-self-signed': judgedBy(
		'client',
		{
			Node: selfSigned,
			curl: selfSigned,
			OpenSSL: selfSigned,
			Go: signedByUnknown,
			Python: selfSigned,
			Java: noPath,
			BoringSSL: verifyFailed,
			GnuTLS: 'The certificate issuer is unknown.',
			Chrome: 'ERR_CERT_AUTHORITY_INVALID',
		},
		'it is trusted',
	),
	'client-self-signed': judgedBy(
		'server',
		{
			OpenSSL: 'alert 48, unknown_ca',
			Go: signedByUnknown,
			Node: 'DEPTH_ZERO_SELF_SIGNED_CERT',
			Python: selfSigned,
			Java: noPath,
			nginx: selfSigned,
			GnuTLS: 'Error in the certificate.',
		},
		'it is trusted',
	),
	'issuer-key-differs': judgedBy('client', {
		Node: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		curl: noIssuer,
		OpenSSL: noIssuer,
		Go: signedByUnknown,
		Python: noIssuer,
		Java: 'Path does not chain with any of the trust anchors',
		BoringSSL: verifyFailed,
		GnuTLS: 'The certificate issuer is unknown.',
		Chrome: 'ERR_CERT_AUTHORITY_INVALID',
	}),
	'client-issuer-key-differs': judgedBy('server', {
		OpenSSL: 'alert 48, unknown_ca',
		Go: signedByUnknown,
		Node: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		Python: noIssuer,
		Java: 'Path does not chain with any of the trust anchors',
		nginx: 'unable to verify the first certificate',
		GnuTLS: 'Error in the certificate.',
	}),
	'private-key-differs': judgedBy('loading', {
		Node: valuesMismatch,
		nginx: valuesMismatch,
		curl: 'unable to set private key file',
		OpenSSL: valuesMismatch,
		Go: 'tls: private key does not match public key',
		Python: 'KEY_VALUES_MISMATCH',
		GnuTLS: 'The certificate and the given key do not match.',
	}),
	// Node, OpenSSL and nginx keep one pair per key type, and then serve without this certificate.
	'private-key-of-other-type': judgedBy('loading', {
		Go: 'tls: private key type does not match public key type',
		curl: 'Private key does not match the certificate public key',
		Python: 'NO_CERTIFICATE_ASSIGNED',
		GnuTLS: 'The certificate and the given key do not match.',
	}),
	'truncated-block': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_BAD_END_LINE',
		BoringSSL: 'BAD_END_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'bad end line',
		curl: 'bad end line',
		OpenSSL: 'STORE routines::unsupported',
		Python: 'PEM lib',
		GnuTLS: 'Base64 unexpected header error.',
	}),
	'truncated-key': judgedBy('loading', {
		Node: 'ERR_OSSL_UNSUPPORTED',
		BoringSSL: 'BAD_END_LINE',
		Go: 'tls: failed to find any PEM data in key input',
		nginx: 'DECODER routines::unsupported',
		curl: 'unable to set private key file',
		OpenSSL: 'STORE routines::unsupported',
		Python: 'PEM lib',
		GnuTLS: 'Base64 decoding error.',
	}),
	'broken-base64': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_BAD_BASE64_DECODE',
		BoringSSL: 'BAD_BASE64_DECODE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'bad base64 decode',
		curl: 'bad base64 decode',
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
		Python: 'PEM lib',
		Java: 'Incomplete data',
	}),
	'escaped-newlines': judgedBy('loading', {
		Node: 'ERR_OSSL_PEM_NO_START_LINE',
		BoringSSL: 'NO_START_LINE',
		Go: 'tls: failed to find any PEM data in certificate input',
		nginx: 'no start line',
		curl: 'no start line',
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
		Python: 'PEM lib',
		Java: 'No certificate data found',
		GnuTLS: 'No certificate was found.',
	}),
	'begins-with-byte-order-mark': judgedBy('loading', {
		Go: 'tls: failed to find any PEM data in certificate input',
		BoringSSL: 'NO_START_LINE',
		Java: 'Failed to parse input',
	}),
	'server-ed25519': judgedBy('client', {
		BoringSSL: 'HANDSHAKE_FAILURE_ON_CLIENT_HELLO',
		Chrome: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
	}),
	// It does not offer the algorithm, so the client withholds its certificate.
	'client-ed25519': judgedBy('server', { BoringSSL: 'PEER_DID_NOT_RETURN_A_CERTIFICATE' }),
} as const;
