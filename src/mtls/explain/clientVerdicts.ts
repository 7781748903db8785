import { bySide, type CauseText } from './cause';

/** What a client says about a server's certificate. */
export const clientVerdicts = {
	notTrusted: bySide(
		'server',
		'server-not-trusted',
		'The client does not trust the server: it knows no CA that issued the server certificate, or the server did not send the intermediate between them.',
		'Give the client the CA that issued the server certificate (--cacert, ca, RootCAs, truststore).',
		"If an intermediate issued it, append the intermediate to the server's certificate file.",
	),
	selfSigned: bySide(
		'server',
		'server-not-trusted',
		'The client does not trust the server: the server certificate is self-signed.',
		'Use a certificate issued by a CA that the client trusts, or let the client trust this very certificate.',
	),
	selfSignedInChain: bySide(
		'server',
		'server-not-trusted',
		"The client does not trust the server: the server's chain ends at a root CA that the client was not given.",
		'Give the client that root CA (--cacert, ca, RootCAs, truststore).',
		'If the root is unknown to you, a proxy on the way may have put its own certificate in place.',
	),
	certificateUnknown: bySide(
		'server',
		'server-not-trusted',
		'The client refused the server certificate. Alerts 42 and 46 name no cause; browsers send them when they do not trust the issuer.',
		"Read the client's own message, and check that it trusts the CA of the server certificate.",
	),
	wrongHost: bySide(
		'server',
		'wrong-host',
		'The server certificate does not cover the name or address that the client dialled. An IP address needs an entry of type IP; the common name does not count.',
		'Reissue the server certificate with that name or address as subject alternative name, or dial a name that it covers.',
	),
	legacyCommonName: bySide(
		'server',
		'missing-subject-alternative-name',
		'The server certificate has no subject alternative name; its name stands only in the common name, which Go and browsers ignore.',
		'Reissue the server certificate with its names as subject alternative names.',
	),
	wrongPurpose: bySide(
		'server',
		'wrong-extended-key-usage',
		'The client refused the server certificate because of what it may be used for: a server certificate needs extended key usage serverAuth, and so does every CA on its way that limits usages. Node says the same when the issuer is no CA.',
		'Reissue the server certificate with extended key usage serverAuth.',
	),
	expired: bySide(
		'server',
		'expired',
		'The server certificate, or a CA certificate above it, has expired.',
		'Renew it; if the dates of the leaf are fine, look at the intermediate.',
	),
	notYetValid: bySide(
		'server',
		'not-yet-valid',
		"The server certificate is not valid yet by the client's clock.",
		'Compare the clocks of both machines, and the not before of the certificate.',
	),
	dates: bySide(
		'server',
		'expired',
		"The dates of the server certificate, or of a CA certificate above it, do not fit the client's clock: it has expired, or it is not valid yet.",
		"Look at not before and not after of the chain, and at the client's clock.",
	),
	keyUsage: bySide(
		'server',
		'key-usage-missing-digital-signature',
		'Key usage of the server certificate lacks digitalSignature, so its key may not sign a handshake. BoringSSL and Java refuse that, OpenSSL and Go do not.',
		'Reissue the server certificate with key usage digitalSignature.',
	),
	issuerNotCa: bySide(
		'server',
		'issuer-not-a-ca',
		'The certificate that issued the server certificate is not allowed to: it lacks CA:TRUE in basic constraints, or keyCertSign in key usage.',
		'Make the CA again with critical basic constraints CA:TRUE and key usage keyCertSign, and reissue what it issued.',
	),
	issuerSignature: bySide(
		'server',
		'issuer-signature-mismatch',
		'The CA that the client trusts has the right name and another key: it did not sign the server certificate. The CA was probably made again under the same name.',
		'Give the client the CA certificate that was used, or reissue the server certificate.',
	),
	pathLength: bySide(
		'server',
		'path-length-exceeded',
		'A CA on the way allows fewer intermediates below it than there are (path length in basic constraints).',
		'Issue from a CA that is nearer to the root, or make the CA again with a larger path length.',
	),
	nameConstraint: bySide(
		'server',
		'name-constraints-violated',
		'A CA on the way may issue for certain names only, and the name of the server certificate is not among them.',
		'Use a name inside the name constraints, or another CA.',
	),
	missingKeyIdentifier: bySide(
		'server',
		'missing-authority-key-identifier',
		"The certificate does not name its issuer's key (authority key identifier). Python 3.13 and later ask for it.",
		'Reissue the certificate with an authority key identifier.',
	),
	constraintsNotCritical: bySide(
		'server',
		'basic-constraints-not-critical',
		'Basic constraints of the CA are not marked critical. Python 3.13 and later ask for it.',
		'Make the CA again with critical basic constraints.',
	),
	validityTooLong: bySide(
		'server',
		'validity-too-long',
		'The server certificate is valid for longer than this client allows.',
		'Reissue it for a shorter time: 825 days at most for Apple, 398 for public CAs in Chrome.',
	),
	revoked: bySide(
		'server',
		'revoked',
		'The client refused the server certificate because it is revoked.',
		'Issue a new server certificate; a revoked one cannot be made good again.',
	),
	leafIsCa: bySide(
		'server',
		'leaf-is-ca',
		'The server presents a CA certificate as its own. Firefox and rustls refuse that.',
		'Issue a server certificate with that CA and let the server present it.',
	),
	weak: bySide(
		'server',
		'weak-algorithm',
		'A key in the chain is too short, or a signature uses a hash that is no longer accepted.',
		'Reissue with EC P-256 or RSA 2048 and SHA-256.',
	),
} as const satisfies Record<string, CauseText>;
