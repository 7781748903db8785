import { bySide, of, type CauseText } from './cause';

/** What a server says about a client's certificate. */
export const serverVerdicts = {
	none: bySide(
		'client',
		'no-client-certificate',
		'The server requires a client certificate, and none arrived.',
		'Give the client its certificate and its private key.',
		'If it has them, compare the issuer of its certificate with the CA names that the server lists: Go, Java and browsers withhold a certificate whose issuer is not listed.',
	),
	handshakeFailure: bySide(
		'client',
		'no-client-certificate',
		'The server ended the handshake with alert 40, handshake_failure. With mutual TLS over TLS 1.2 that mostly means that no client certificate arrived; it is also what a client sees when both sides share no cipher suite or signature algorithm.',
		'Give the client its certificate and its private key, or probe the server to see whether it asks for one.',
		'If it sends one, compare key types: a private key that does not fit its certificate, and Ed25519 with BoringSSL, end the same way.',
	),
	noneOrRefused: bySide(
		'client',
		'client-certificate-refused',
		'The server needs a client certificate, and either got none or did not accept the one it got; Chrome says the same of both.',
		'Probe the server: the report tells whether a certificate was sent, and our check names its faults.',
		'If the browser never asked for a choice, none of its certificates is issued by a CA that the server lists, or the key is missing from the import.',
	),
	unknownCa: bySide(
		'client',
		'unknown-ca',
		"The server does not know the CA that issued the client certificate, or the client did not send the intermediate between them. This is the server's verdict, whichever log it stands in.",
		"Use a client certificate issued by a CA that the server is configured with, or add that CA to the server's client CA file.",
		"If an intermediate issued it, append the intermediate to the client's certificate file.",
	),
	wrongPurpose: bySide(
		'client',
		'wrong-extended-key-usage',
		'The server refused the client certificate because of what it may be used for: a client certificate needs extended key usage clientAuth, and so does every CA on its way that limits usages.',
		'Reissue the client certificate with extended key usage clientAuth.',
	),
	expired: bySide(
		'client',
		'expired',
		'The server refused the client certificate, or the CA that issued it, because it has expired.',
		'Renew the client certificate.',
		'If its dates are fine, compare the clocks of both machines.',
	),
	notYetValid: bySide(
		'client',
		'not-yet-valid',
		"The server refused the client certificate because it is not valid yet by the server's clock.",
		'Compare the clocks of both machines, and the not before of the certificate.',
	),
	badCertificate: bySide(
		'client',
		'client-certificate-refused',
		'The server refused the client certificate with alert 42, bad_certificate. Go servers send it for every cause, also when no certificate arrived; Java servers send it when none arrived.',
		"Look into the server's log, or probe the server: our check of the certificate names the cause.",
	),
	unknownReason: bySide(
		'client',
		'client-certificate-refused',
		'The server refused the client certificate with alert 46, certificate_unknown, which names no cause. Java servers send it for every fault of a certificate.',
		"Look into the server's log, or probe the server: our check of the certificate names the cause.",
	),
	verifyError: bySide(
		'client',
		'client-certificate-refused',
		'The server checked the client certificate and refused it; nginx answers so with HTTP 400 and keeps the cause in its error log.',
		'Look for "client SSL certificate verify error" in the server\'s error log, or probe the server: our check of the certificate names the cause.',
	),
	revoked: bySide(
		'client',
		'revoked',
		'The server refused the client certificate because it is revoked.',
		'Issue a new client certificate; a revoked one cannot be made good again.',
	),
	decryptError: bySide(
		'client',
		'key-mismatch',
		"The server could not verify the client's signature with the key in its certificate (alert 51, decrypt_error).",
		'Check that the private key of the client belongs to its certificate.',
	),
	accessDenied: bySide(
		'client',
		'client-certificate-refused',
		'The server read the client certificate, found it valid and does not let this client in (alert 49, access_denied).',
		'Ask for access for this name, or use another client certificate.',
	),
	noCommonVersion: of(
		'server',
		'no-common-version',
		'Client and server share no TLS version (alert 70, protocol_version).',
		'Allow TLS 1.2 or 1.3 on both sides.',
	),
	noCommonVersionForClient: of(
		'client',
		'no-common-version',
		'The client refused the TLS version that the server chose: it allows others only.',
		'Let the server speak TLS 1.2 or 1.3, or allow its version in the client.',
	),
	noCommonApplicationProtocol: of(
		'server',
		'no-common-application-protocol',
		"Client and server share no application protocol: none of those the client offers (ALPN) is one of the server's.",
		'Let the client offer one that the server speaks, such as http/1.1.',
	),
	withoutReason: {
		cause: 'refused-without-reason',
		verdictOf: 'server',
		certificateAtFault: null,
		explanation:
			'The server closed the connection and gave no reason. A Node server with rejectUnauthorized does so with every client certificate that it does not accept.',
		nextSteps: [
			'Probe the server with the same client certificate: our check of the certificate names its faults.',
			'If it never asks for a certificate, look for a crash or a proxy between both sides.',
		],
	},
} as const satisfies Record<string, CauseText>;
