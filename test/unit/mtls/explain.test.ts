import assert from 'node:assert/strict';
import { alertMeanings } from '../../../src/mtls/explain/alertWordings';
import { codes, vagueCodes } from '../../../src/mtls/explain/codes';
import { clientVerdicts } from '../../../src/mtls/explain/clientVerdicts';
import { otherVerdicts } from '../../../src/mtls/explain/otherVerdicts';
import { serverVerdicts } from '../../../src/mtls/explain/serverVerdicts';
import { vagueWordings, wordings } from '../../../src/mtls/explain/wordings';
import { cleanError, explain } from '../../../src/mtls/explain';

/** Wording, cause, and whose certificate is at fault (`-`: nobody's). */
type Row = readonly [text: string, cause: string, atFault: 'server' | 'client' | '-'];

describe('explain', () => {
	checkAll('reads what clients say about a server', [
		['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host', 'server'],
		[
			"Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list:",
			'wrong-host',
			'server',
		],
		[
			"Host: localhost. is not in the cert's altnames: DNS:api.internal.test",
			'wrong-host',
			'server',
		],
		[
			"curl: (60) SSL: no alternative certificate subject name matches target host name '127.0.0.1'",
			'wrong-host',
			'server',
		],
		['Verify return code: 64 (IP address mismatch)', 'wrong-host', 'server'],
		['Verify return code: 62 (hostname mismatch)', 'wrong-host', 'server'],
		[
			"x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
			'wrong-host',
			'server',
		],
		['x509: certificate is valid for api.internal.test, not localhost', 'wrong-host', 'server'],
		[
			"ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: IP address mismatch, certificate is not valid for '127.0.0.1'. (_ssl.c:997)",
			'wrong-host',
			'server',
		],
		["Hostname mismatch, certificate is not valid for 'localhost'.", 'wrong-host', 'server'],
		[
			'java.security.cert.CertificateException: No subject alternative names matching IP address 127.0.0.1 found',
			'wrong-host',
			'server',
		],
		['No subject alternative DNS name matching localhost found.', 'wrong-host', 'server'],
		[
			'x509: certificate relies on legacy Common Name field, use SANs instead',
			'missing-subject-alternative-name',
			'server',
		],
		['INVALID_PURPOSE', 'wrong-extended-key-usage', 'server'],
		['unsuitable certificate purpose', 'wrong-extended-key-usage', 'server'],
		['unsupported certificate purpose', 'wrong-extended-key-usage', 'server'],
		['verify error:num=26:unsuitable certificate purpose', 'wrong-extended-key-usage', 'server'],
		['x509: certificate specifies an incompatible key usage', 'wrong-extended-key-usage', 'server'],
		[
			'Extended key usage does not permit use for TLS server authentication',
			'wrong-extended-key-usage',
			'server',
		],
		[
			'error 26 at 1 depth lookup: unsupported certificate purpose',
			'wrong-extended-key-usage',
			'server',
		],
		['RequiredEKUNotFound', 'wrong-extended-key-usage', 'server'],
		['CERT_HAS_EXPIRED', 'expired', 'server'],
		['curl: (60) SSL certificate problem: certificate has expired', 'expired', 'server'],
		['Verify return code: 10 (certificate has expired)', 'expired', 'server'],
		[
			'x509: certificate has expired or is not yet valid: current time 2026-11-20T10:00:00Z is after 2026-11-17T00:00:00Z',
			'expired',
			'server',
		],
		[
			'PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
			'expired',
			'server',
		],
		['CERT_NOT_YET_VALID', 'not-yet-valid', 'server'],
		['certificate is not yet valid', 'not-yet-valid', 'server'],
		['verify error:num=9:certificate is not yet valid', 'not-yet-valid', 'server'],
		[
			'x509: certificate has expired or is not yet valid: current time 2026-11-20T10:00:00Z is before 2026-11-27T00:00:00Z',
			'not-yet-valid',
			'server',
		],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server-not-trusted', 'server'],
		['unable to verify the first certificate', 'server-not-trusted', 'server'],
		[
			'curl: (60) SSL certificate problem: unable to get local issuer certificate',
			'server-not-trusted',
			'server',
		],
		['verify error:num=20:unable to get local issuer certificate', 'server-not-trusted', 'server'],
		['x509: certificate signed by unknown authority', 'server-not-trusted', 'server'],
		[
			'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
			'server-not-trusted',
			'server',
		],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'server-not-trusted', 'server'],
		['self-signed certificate', 'server-not-trusted', 'server'],
		['self signed certificate', 'server-not-trusted', 'server'],
		['Verify return code: 18 (self-signed certificate)', 'server-not-trusted', 'server'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'server-not-trusted', 'server'],
		[
			'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
			'server-not-trusted',
			'server',
		],
		['self signed certificate in certificate chain', 'server-not-trusted', 'server'],
		[
			'Verify return code: 19 (self-signed certificate in certificate chain)',
			'server-not-trusted',
			'server',
		],
		[
			'upstream SSL certificate verify error: (20:unable to get local issuer certificate) while SSL handshaking to upstream, client: 127.0.0.1',
			'server-not-trusted',
			'server',
		],
		['curl: (60) SSL certificate problem: invalid CA certificate', 'issuer-not-a-ca', 'server'],
		['Verify return code: 79 (invalid CA certificate)', 'issuer-not-a-ca', 'server'],
		['key usage does not include certificate signing', 'issuer-not-a-ca', 'server'],
		[
			'x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Lab Root CA")',
			'issuer-not-a-ca',
			'server',
		],
		[
			'TrustAnchor with subject "CN=Lab Root CA" is not a CA certificate',
			'issuer-not-a-ca',
			'server',
		],
		[
			'TrustAnchor with subject "CN=Lab Root CA" does not have keyCertSign bit set in KeyUsage extension',
			'issuer-not-a-ca',
			'server',
		],
		[
			'x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Lab Root CA")',
			'issuer-signature-mismatch',
			'server',
		],
		['Path does not chain with any of the trust anchors', 'issuer-signature-mismatch', 'server'],
		['CERT_SIGNATURE_FAILURE', 'issuer-signature-mismatch', 'server'],
		[
			'curl: (35) error:0200008A:rsa routines::invalid padding',
			'issuer-signature-mismatch',
			'server',
		],
		['verify error:num=7:certificate signature failure', 'issuer-signature-mismatch', 'server'],
		['signature check failed', 'issuer-signature-mismatch', 'server'],
		['PATH_LENGTH_EXCEEDED', 'path-length-exceeded', 'server'],
		['Verify return code: 25 (path length constraint exceeded)', 'path-length-exceeded', 'server'],
		['x509: too many intermediates for path length constraint', 'path-length-exceeded', 'server'],
		['permitted subtree violation', 'name-constraint-violation', 'server'],
		['Verify return code: 47 (permitted subtree violation)', 'name-constraint-violation', 'server'],
		[
			'x509: a root or intermediate certificate is not authorized to sign for this name: DNS name "localhost" is not permitted by any constraint',
			'name-constraint-violation',
			'server',
		],
		['Missing Authority Key Identifier', 'missing-authority-key-identifier', 'server'],
		[
			'verify error:num=85:Missing Authority Key Identifier',
			'missing-authority-key-identifier',
			'server',
		],
		[
			'Basic Constraints of CA cert not marked critical',
			'basic-constraints-not-critical',
			'server',
		],
		['EE certificate key too weak', 'weak-algorithm', 'server'],
		['Verify return code: 66 (EE certificate key too weak)', 'weak-algorithm', 'server'],
		['CA signature digest algorithm too weak', 'weak-algorithm', 'server'],
		['x509: cannot verify signature: insecure algorithm SHA1-RSA', 'weak-algorithm', 'server'],
		['ERR_SSL_KEY_USAGE_BIT_INCORRECT', 'key-usage-missing-digital-signature', 'server'],
		[
			'error:100000ae:SSL routines:OPENSSL_internal:KEY_USAGE_BIT_INCORRECT',
			'key-usage-missing-digital-signature',
			'server',
		],
		['KeyUsage does not allow digital signatures', 'key-usage-missing-digital-signature', 'server'],
		['CaUsedAsEndEntity', 'leaf-is-ca', 'server'],
	]);

	checkAll('reads what servers say about a client, in either log', [
		['400 No required SSL certificate was sent', 'no-client-certificate', 'client'],
		[
			'2026/11/20 10:00:00 [info] 7#7: *1 client sent no required SSL certificate while reading client request headers, client: 127.0.0.1',
			'no-client-certificate',
			'client',
		],
		["tls: client didn't provide a certificate", 'no-client-certificate', 'client'],
		['ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE', 'no-client-certificate', 'client'],
		[
			'error:0A0000C7:SSL routines::peer did not return a certificate',
			'no-client-certificate',
			'client',
		],
		[
			'javax.net.ssl.SSLHandshakeException: Empty client certificate chain',
			'no-client-certificate',
			'client',
		],
		['null cert chain', 'no-client-certificate', 'client'],
		[
			'No X.509 certificate for client authentication, use empty Certificate message instead',
			'no-client-certificate',
			'client',
		],
		['authorizationError = UNABLE_TO_GET_ISSUER_CERT', 'no-client-certificate', 'client'],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'no-client-certificate', 'client'],
		['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', 'no-client-certificate', 'client'],
		[
			'80FC2320B07F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 116',
			'no-client-certificate',
			'client',
		],
		[
			'curl: (56) OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0',
			'no-client-certificate',
			'client',
		],
		['remote error: tls: certificate required', 'no-client-certificate', 'client'],
		['TLSV13_ALERT_CERTIFICATE_REQUIRED', 'no-client-certificate', 'client'],
		['*** Received alert [116]: Certificate is required', 'no-client-certificate', 'client'],
		['alert 116, certificate_required', 'no-client-certificate', 'client'],
		['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'no-client-certificate', 'client'],
		[
			'curl: (35) OpenSSL/3.0.19: error:0A000410:SSL routines::sslv3 alert handshake failure',
			'no-client-certificate',
			'client',
		],
		['remote error: tls: handshake failure', 'no-client-certificate', 'client'],
		['Received fatal alert: handshake_failure', 'no-client-certificate', 'client'],
		['SSLV3_ALERT_HANDSHAKE_FAILURE', 'no-client-certificate', 'client'],
		['tlsv1 alert unknown ca', 'unknown-ca', 'client'],
		['TLSV1_ALERT_UNKNOWN_CA', 'unknown-ca', 'client'],
		['remote error: tls: unknown certificate authority', 'unknown-ca', 'client'],
		['Received fatal alert: unknown_ca', 'unknown-ca', 'client'],
		[
			'client SSL certificate verify error: (21:unable to verify the first certificate) while reading client request headers',
			'unknown-ca',
			'client',
		],
		[
			'client SSL certificate verify error: (18:self-signed certificate) while reading client request headers',
			'unknown-ca',
			'client',
		],
		['sslv3 alert unsupported certificate', 'wrong-extended-key-usage', 'client'],
		['SSLV3_ALERT_UNSUPPORTED_CERTIFICATE', 'wrong-extended-key-usage', 'client'],
		['remote error: tls: unsupported certificate', 'wrong-extended-key-usage', 'client'],
		[
			'client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers',
			'wrong-extended-key-usage',
			'client',
		],
		[
			'Extended key usage does not permit use for TLS client authentication',
			'wrong-extended-key-usage',
			'client',
		],
		[
			'http: TLS handshake error from 127.0.0.1:40000: tls: failed to verify client certificate: x509: certificate specifies an incompatible key usage',
			'wrong-extended-key-usage',
			'client',
		],
		['sslv3 alert certificate expired', 'expired', 'client'],
		[
			'error:10000415:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED:../../third_party/boringssl/src/ssl/tls_record.cc:486:SSL alert number 45',
			'expired',
			'client',
		],
		['remote error: tls: expired certificate', 'expired', 'client'],
		[
			'client SSL certificate verify error: (10:certificate has expired) while reading client request headers',
			'expired',
			'client',
		],
		[
			'client SSL certificate verify error: (9:certificate is not yet valid) while reading client request headers',
			'not-yet-valid',
			'client',
		],
		['400 The SSL certificate error', 'client-certificate-refused', 'client'],
		['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'client-certificate-refused', 'client'],
		[
			'curl: (56) OpenSSL SSL_read: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0',
			'client-certificate-refused',
			'client',
		],
		['remote error: tls: bad certificate', 'client-certificate-refused', 'client'],
		['Received fatal alert: bad_certificate', 'client-certificate-refused', 'client'],
		['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'client-certificate-refused', 'client'],
		['remote error: tls: unknown certificate', 'client-certificate-refused', 'client'],
		['Received fatal alert: certificate_unknown', 'client-certificate-refused', 'client'],
	]);

	checkAll('turns the verdict round when a server logs an alert that its client sent', [
		[
			'http: TLS handshake error from 127.0.0.1:40000: remote error: tls: unknown certificate authority',
			'server-not-trusted',
			'server',
		],
		[
			'http: TLS handshake error from 127.0.0.1:40000: remote error: tls: bad certificate',
			'server-not-trusted',
			'server',
		],
		[
			'[info] 7#7: *1 SSL_do_handshake() failed (SSL: error:0A000416:SSL routines::sslv3 alert certificate unknown:SSL alert number 46) while SSL handshaking, client: 127.0.0.1, server: 0.0.0.0:443',
			'server-not-trusted',
			'server',
		],
		[
			'[info] 7#7: *1 SSL_do_handshake() failed (SSL: error:0A000415:SSL routines::sslv3 alert certificate expired:SSL alert number 45) while SSL handshaking, client: 127.0.0.1',
			'expired',
			'server',
		],
	]);

	checkAll('reads what goes wrong while keys and certificates are loaded', [
		['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'key-mismatch', '-'],
		['error:05800074:x509 certificate routines::key values mismatch', 'key-mismatch', '-'],
		[
			'error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch',
			'key-mismatch',
			'-',
		],
		[
			'error:0b000074:X.509 certificate routines:OPENSSL_internal:KEY_VALUES_MISMATCH',
			'key-mismatch',
			'-',
		],
		['tls: private key does not match public key', 'key-mismatch', '-'],
		["curl: (58) unable to set private key file: 'client.key' type PEM", 'key-mismatch', '-'],
		[
			'ssl.SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:4022)',
			'key-mismatch',
			'-',
		],
		[
			'nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/nginx/server.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
			'key-mismatch',
			'-',
		],
		['ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM', 'key-type-mismatch', '-'],
		[
			'error:0b000073:X.509 certificate routines:OPENSSL_internal:KEY_TYPE_MISMATCH',
			'key-type-mismatch',
			'-',
		],
		['tls: private key type does not match public key type', 'key-type-mismatch', '-'],
		['ERR_OSSL_BAD_DECRYPT', 'wrong-passphrase', '-'],
		['error:1C800064:Provider routines::bad decrypt', 'wrong-passphrase', '-'],
		['bad password read', 'wrong-passphrase', '-'],
		['error:1e000065:Cipher functions:OPENSSL_internal:BAD_DECRYPT', 'wrong-passphrase', '-'],
		['tls: failed to parse private key', 'wrong-passphrase', '-'],
		['ERR_OSSL_PEM_NO_START_LINE', 'not-pem', '-'],
		['error:0480006C:PEM routines::no start line', 'not-pem', '-'],
		['error:0900006e:PEM routines:OPENSSL_internal:NO_START_LINE', 'not-pem', '-'],
		[
			'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched',
			'not-pem',
			'-',
		],
		['tls: failed to find any PEM data in certificate input', 'not-pem', '-'],
		[
			'PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)',
			'not-pem',
			'-',
		],
		['ssl.SSLError: [SSL] PEM lib (_ssl.c:4022)', 'not-pem', '-'],
		['ERR_OSSL_PEM_BAD_END_LINE', 'pem-truncated', '-'],
		['error:09000066:PEM routines:OPENSSL_internal:BAD_END_LINE', 'pem-truncated', '-'],
		['Error: mac verify failure', 'pkcs12-wrong-passphrase', '-'],
		['PFX MAC verification failed - is the passphrase correct?', 'pkcs12-wrong-passphrase', '-'],
		['Mac verify error: invalid password?', 'pkcs12-wrong-passphrase', '-'],
		['keystore password was incorrect', 'pkcs12-wrong-passphrase', '-'],
		[
			'MAC verification failed during PKCS12 import (wrong password?)',
			'pkcs12-wrong-passphrase',
			'-',
		],
		['ERR_CRYPTO_UNSUPPORTED_OPERATION', 'pkcs12-unsupported-encryption', '-'],
		['Unsupported PKCS12 PFX data', 'pkcs12-unsupported-encryption', '-'],
		[
			'error:0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:../crypto/evp/evp_fetch.c:373:Global default library context, Algorithm (RC2-40-CBC : 0), Properties ()',
			'pkcs12-unsupported-encryption',
			'-',
		],
		['wrong tag', 'not-pem', '-'],
		['Unrecognized keystore format. Please load it with a specified type', 'not-pem', '-'],
		[
			'curl: (58) schannel: Failed to import cert file client.pem, last error is 0x80092002',
			'not-pem',
			'-',
		],
		['certificate format compatibility error', 'not-pem', '-'],
		['ERR_SSL_CA_MD_TOO_WEAK', 'weak-algorithm', '-'],
		[
			'curl: (58) could not load PEM client certificate, OpenSSL error error:0A00018F:SSL routines::ee key too small',
			'weak-algorithm',
			'-',
		],
		['ca md too weak', 'weak-algorithm', '-'],
		['[SSL: EE_KEY_TOO_SMALL] ee key too small (_ssl.c:4022)', 'weak-algorithm', '-'],
		['curl: (77) error setting certificate file: ca.key', 'not-pem', '-'],
		[
			'java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty',
			'trust-store-empty',
			'-',
		],
		['private key file "server.key" has group or world access', 'key-file-mode', '-'],
	]);

	checkAll('tells protocols, versions and connections apart', [
		[
			'write EPROTO 80FC2320B07F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:355:',
			'wrong-protocol',
			'-',
		],
		['WRONG_VERSION_NUMBER', 'wrong-protocol', '-'],
		['curl: (35) error:0A00010B:SSL routines::wrong version number', 'wrong-protocol', '-'],
		['http: server gave HTTP response to HTTPS client', 'wrong-protocol', '-'],
		['javax.net.ssl.SSLException: Unsupported or unrecognized SSL message', 'wrong-protocol', '-'],
		['ERR_SSL_HTTP_REQUEST', 'wrong-protocol', '-'],
		['Client sent an HTTP request to an HTTPS server.', 'wrong-protocol', '-'],
		['400 The plain HTTP request was sent to HTTPS port', 'wrong-protocol', '-'],
		['tlsv1 alert protocol version', 'no-common-version', '-'],
		['TLSV1_ALERT_PROTOCOL_VERSION', 'no-common-version', '-'],
		['remote error: tls: protocol version not supported', 'no-common-version', '-'],
		['Received fatal alert: protocol_version', 'no-common-version', '-'],
		['ERR_SSL_UNSUPPORTED_PROTOCOL', 'no-common-version', '-'],
		['connect ECONNREFUSED 127.0.0.1:8443', 'nothing-listening', '-'],
		[
			"curl: (7) Failed to connect to localhost port 8443 after 0 ms: Couldn't connect to server",
			'nothing-listening',
			'-',
		],
		['dial tcp 127.0.0.1:8443: connect: connection refused', 'nothing-listening', '-'],
		['getaddrinfo ENOTFOUND api.test', 'name-not-resolved', '-'],
		['curl: (6) Could not resolve host: api.test', 'name-not-resolved', '-'],
		['connect ETIMEDOUT 10.0.0.5:443', 'timeout', '-'],
		[
			'curl: (28) Failed to connect to 10.0.0.5 port 443 after 130000 ms: Connection timed out',
			'timeout',
			'-',
		],
		['Error: socket hang up ECONNRESET', 'refused-without-reason', '-'],
		[
			'ECONNRESET Client network socket disconnected before secure TLS connection was established',
			'refused-without-reason',
			'-',
		],
		['ERR_SOCKET_CLOSED', 'refused-without-reason', '-'],
		['curl: (52) Empty reply from server', 'refused-without-reason', '-'],
		[
			'curl: (56) OpenSSL SSL_read: Connection reset by peer, errno 104',
			'refused-without-reason',
			'-',
		],
		[
			'curl: (55) getpeername() failed with errno 107: Transport endpoint is not connected',
			'refused-without-reason',
			'-',
		],
		[
			'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to localhost:8443',
			'refused-without-reason',
			'-',
		],
		['Get "https://localhost:8443/": EOF', 'refused-without-reason', '-'],
		[
			'read tcp 127.0.0.1:40000->127.0.0.1:8443: read: connection reset by peer',
			'refused-without-reason',
			'-',
		],
		[
			'http.client.RemoteDisconnected: Remote end closed connection without response',
			'refused-without-reason',
			'-',
		],
		[
			'[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:997)',
			'refused-without-reason',
			'-',
		],
		['java.net.SocketException: Unexpected end of file from server', 'refused-without-reason', '-'],
		[
			'javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake',
			'refused-without-reason',
			'-',
		],
		['java.io.IOException: Error writing to server', 'refused-without-reason', '-'],
		['java.net.SocketException: Broken pipe', 'refused-without-reason', '-'],
	]);

	checkAll('reads browsers', [
		['NET::ERR_CERT_AUTHORITY_INVALID', 'server-not-trusted', 'server'],
		['SEC_ERROR_UNKNOWN_ISSUER', 'server-not-trusted', 'server'],
		['NET::ERR_CERT_COMMON_NAME_INVALID', 'wrong-host', 'server'],
		['SSL_ERROR_BAD_CERT_DOMAIN', 'wrong-host', 'server'],
		['NET::ERR_CERT_VALIDITY_TOO_LONG', 'validity-too-long', 'server'],
		['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'no-client-certificate', 'client'],
		['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'no-client-certificate', 'client'],
		['ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS', 'client-key-unusable', '-'],
		['ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED', 'client-key-unusable', '-'],
		['MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY', 'leaf-is-ca', 'server'],
		['SSL_ERROR_HANDSHAKE_FAILURE_ALERT', 'no-client-certificate', 'client'],
		['SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT', 'no-client-certificate', 'client'],
	]);

	it('says nothing about a text that it does not know', () => {
		assert.equal(explain('the quick brown fox'), undefined);
		assert.equal(explain(''), undefined);
		assert.equal(explain('constructor toString __proto__ hasOwnProperty'), undefined);
	});

	it('says what it recognized and who words it so', () => {
		const found = explain('read ECONNRESET; ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
		assert.equal(found?.cause, 'no-client-certificate');
		assert.equal(found.matched, 'TLSV13_ALERT_CERTIFICATE_REQUIRED');
		assert.equal(found.source, 'Node, BoringSSL, Python');
	});

	it('names the same owner of the verdict as of the fault, turned round', () => {
		for (const text of Object.values({ ...clientVerdicts, ...serverVerdicts })) {
			if (text.certificateAtFault !== null) {
				assert.equal(text.verdictOf, text.certificateAtFault === 'client' ? 'server' : 'client');
			}
		}
	});

	it('finds each wording of its tables by that wording alone', () => {
		for (const [phrase, meaning] of [...wordings, ...vagueWordings]) {
			const found = explain(phrase);
			assert.equal(found?.cause, meaning.writtenByClient.cause, phrase);
		}
		for (const [code, meaning] of Object.entries({ ...codes, ...vagueCodes })) {
			assert.equal(explain(code)?.cause, meaning.writtenByClient.cause, code);
		}
		for (const number of Object.keys(alertMeanings)) {
			assert.ok(explain(`SSL alert number ${number}`), number);
		}
	});

	it('speaks in the voice of the product', () => {
		const never =
			/\b(?:failed|invalid|illegal|error occurred|oops|please|sorry|successfully|simply|unfortunately|SSL certificate)\b|!/i;
		for (const { explanation, nextSteps, cause } of Object.values({
			...clientVerdicts,
			...serverVerdicts,
			...otherVerdicts,
		})) {
			for (const sentence of [explanation, ...nextSteps]) {
				// What a log says is quoted as it is.
				assert.doesNotMatch(sentence.replace(/"[^"]*"/g, ''), never, cause);
				assert.match(sentence, /^[A-Z].*\.$/, cause);
			}
		}
	});

	it('takes addresses and source places out of an error', () => {
		assert.equal(
			cleanError(
				'80FC2320B07F0000:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 48\n',
			),
			'error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:SSL alert number 48',
		);
	});
});

function checkAll(title: string, rows: readonly Row[]): void {
	describe(title, () => {
		for (const [text, cause, atFault] of rows) {
			it(text, () => {
				const found = explain(text);
				assert.equal(found?.cause, cause);
				assert.equal(found.certificateAtFault ?? '-', atFault);
			});
		}
	});
}
