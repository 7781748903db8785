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

/** What servers refuse in a client certificate. */
export const byServers = {
	'client-wrong-extended-key-usage': judgedBy('server', {
		OpenSSL: 'alert 43, unsupported_certificate',
		Go: 'x509: certificate specifies an incompatible key usage',
		Node: 'INVALID_PURPOSE',
		Python: unsuitable,
		Java: 'Extended key usage does not permit use for TLS client authentication',
		nginx: unsuitable,
	}),
	'client-any-extended-key-usage': judgedBy('server', {
		OpenSSL: 'alert 43, unsupported_certificate',
		Node: 'INVALID_PURPOSE',
		Python: unsuitable,
		nginx: unsuitable,
	}),
	'client-expired': judgedBy('server', {
		OpenSSL: 'alert 45, certificate_expired',
		Go: 'x509: certificate has expired or is not yet valid',
		Node: 'CERT_HAS_EXPIRED',
		Python: 'certificate has expired',
		Java: 'CertPathValidatorException: validity check failed',
		nginx: 'certificate has expired',
		GnuTLS: 'Error in the certificate.',
	}),
	'client-not-yet-valid': judgedBy('server', {
		nginx: 'certificate is not yet valid',
		OpenSSL: 'alert 42, bad_certificate',
		Go: 'x509: certificate has expired or is not yet valid',
		Node: 'CERT_NOT_YET_VALID',
		Python: 'certificate is not yet valid',
		Java: 'CertPathValidatorException: validity check failed',
		GnuTLS: 'Error in the certificate.',
	}),
	'client-weak-key': judgedBy('server', {
		OpenSSL: 'EE certificate key too weak',
		Python: 'EE certificate key too weak',
		nginx: 'EE certificate key too weak',
	}),
	'client-weak-signature': judgedBy('server', {
		OpenSSL: weakDigestWords,
		Go: insecure,
		Node: 'UNSPECIFIED',
		Python: weakDigestWords,
		nginx: weakDigestWords,
		GnuTLS: 'Error in the certificate.',
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
	'client-no-authority-key-identifier': judgedBy('server', {
		strictPython: 'Missing Authority Key Identifier',
	}),
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
	'client-issuer-key-differs': judgedBy('server', {
		OpenSSL: 'alert 48, unknown_ca',
		Go: signedByUnknown,
		Node: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		Python: noIssuer,
		Java: 'Path does not chain with any of the trust anchors',
		nginx: 'unable to verify the first certificate',
		GnuTLS: 'Error in the certificate.',
	}),
	// It does not offer the algorithm, so the client withholds its certificate.
	'client-ed25519': judgedBy('server', { BoringSSL: 'PEER_DID_NOT_RETURN_A_CERTIFICATE' }),
} as const;
