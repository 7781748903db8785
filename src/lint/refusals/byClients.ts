import { judgedBy } from '../stacks';
import {
	signedByUnknown,
	noPath,
	noIssuer,
	unsuitable,
	weakDigestWords,
	insecure,
	noSignatures,
	usageViolation,
	selfSigned,
} from './words';

const verifyFailed = 'CERTIFICATE_VERIFY_FAILED';
const cannotSign =
	'x509: invalid signature: parent certificate cannot sign this kind of certificate';
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

/** What clients refuse in a server certificate, or in the CA above it. */
export const byClients = {
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
	// OpenSSL asks for the purpose by name; Go, Java, GnuTLS and Chrome take any for all.
	'server-any-extended-key-usage': judgedBy('client', {
		Node: 'INVALID_PURPOSE',
		curl: unsuitable,
		OpenSSL: unsuitable,
		Python: unsuitable,
		BoringSSL: verifyFailed,
	}),
	'server-expired': judgedBy('client', {
		...expiredWords,
		Java: 'CertPathValidatorException: validity check failed',
	}),
	// Java does not look at the dates of a trust anchor.
	'ca-expired': judgedBy('client', expiredWords),
	'server-not-yet-valid': judgedBy('client', {
		...notYetWords,
		Java: 'CertPathValidatorException: validity check failed',
	}),
	'ca-not-yet-valid': judgedBy('client', notYetWords),
	'ca-version-1': judgedBy('client', { strictPython: 'invalid CA certificate' }),
	'server-weak-key': judgedBy('client', {
		curl: 'EE certificate key too weak',
		OpenSSL: 'EE certificate key too weak',
		Python: 'EE certificate key too weak',
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
		Java: 'is not a CA certificate',
	}),
	// With keyCertSign in the key usage OpenSSL takes it for a CA.
	'ca-without-basic-constraints-but-key-cert-sign': judgedBy('client', {
		Go: cannotSign,
		Java: 'is not a CA certificate',
		strictPython: 'invalid CA certificate',
	}),
	'ca-marked-as-leaf': judgedBy('client', {
		OpenSSL: 'invalid CA certificate',
		Node: 'INVALID_PURPOSE',
		curl: 'invalid CA certificate',
		Go: cannotSign,
		Python: 'invalid CA certificate',
		Java: 'is not a CA certificate',
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
		Java: 'does not have keyCertSign bit set in KeyUsage extension',
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
	'no-authority-key-identifier': judgedBy('client', {
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
	'server-ed25519': judgedBy('client', {
		BoringSSL: 'HANDSHAKE_FAILURE_ON_CLIENT_HELLO',
		Chrome: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
	}),
} as const;
