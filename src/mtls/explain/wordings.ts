import { clientVerdicts as client } from './clientVerdicts';
import { always, judgement, type Meaning } from './codes';
import { otherVerdicts as other } from './otherVerdicts';
import { serverVerdicts as server } from './serverVerdicts';

/** A phrase that stays the same between runs, compared without regard to case, and what it means. */
export type Wording = readonly [phrase: string, meaning: Meaning];

const openssl = 'OpenSSL, curl, Python';
const go = 'Go';
const java = 'Java';

const row = (phrase: string, meaning: Meaning): Wording => [phrase, meaning];

/**
 * Phrases of the stacks, more telling ones first: the first that is found decides. Measured with
 * the versions in the field notes unless their table says otherwise.
 */
export const wordings: readonly Wording[] = [
	// A server that got no certificate.
	row('No required SSL certificate was sent', always(server.none, 'nginx')),
	row('client sent no required SSL certificate', always(server.none, 'nginx')),
	row("client didn't provide a certificate", always(server.none, go)),
	row('peer did not return a certificate', always(server.none, 'OpenSSL, mosquitto')),
	row('Empty client certificate chain', always(server.none, java)),
	row('null cert chain', always(server.none, java)),
	row('No X.509 certificate for client authentication', always(server.none, java)),
	row('no client certificate was sent', always(server.none, 'mTLS Workbench')),

	// Keys and files, before any connection.
	row('private key type does not match public key type', always(other.keyTypeMismatch, go)),
	row('private key does not match public key', always(other.keyMismatch, go)),
	row('key values mismatch', always(other.keyMismatch, 'OpenSSL, Node, nginx')),
	row('unable to set private key file', always(other.keyMismatch, 'curl')),
	row('no suitable signature algorithm', always(other.keyTypeMismatch, openssl)),
	row('PFX MAC verification failed', always(other.pkcs12Passphrase, 'BoringSSL')),
	row('MAC verification failed during PKCS12 import', always(other.pkcs12Passphrase, 'macOS')),
	row('mac verify failure', always(other.pkcs12Passphrase, 'OpenSSL, Node')),
	row('Mac verify error', always(other.pkcs12Passphrase, 'OpenSSL')),
	row('keystore password was incorrect', always(other.pkcs12Passphrase, java)),
	row('Unsupported PKCS12 PFX data', always(other.pkcs12Encryption, 'Node')),
	row('Algorithm (RC2-40-CBC', always(other.pkcs12Encryption, 'OpenSSL')),
	row('inner_evp_generic_fetch:unsupported', always(other.algorithmUnavailable, 'OpenSSL')),
	row(
		'digital envelope routines::unsupported',
		always(other.algorithmUnavailable, 'OpenSSL, Node'),
	),
	row('Unrecognized keystore format', always(other.notPkcs12, java)),
	row('wrong tag', always(other.notPkcs12, 'Node')),
	row('Failed to import cert file', always(other.notPkcs12, 'curl with Schannel')),
	row('certificate format compatibility error', always(other.notPkcs12, 'curl with Schannel')),
	row('bad decrypt', always(other.wrongPassphrase, 'OpenSSL, Node')),
	row('bad password read', always(other.wrongPassphrase, 'OpenSSL, Node')),
	row('failed to parse private key', always(other.wrongPassphrase, go)),
	row('bad end line', always(other.pemTruncated, 'OpenSSL, Node')),
	row('PEM inputs may have been switched', always(other.notPem, go)),
	row('failed to find any PEM data', always(other.notPem, go)),
	row('no start line', always(other.notPem, 'OpenSSL, Node, nginx')),
	row('[SSL] PEM lib', always(other.notPem, 'Python')),
	row('error setting certificate file', always(other.caFileUnreadable, 'curl')),
	row('error setting certificate verify locations', always(other.caFileUnreadable, 'curl')),
	row('trustAnchors parameter must be non-empty', always(other.trustStoreEmpty, java)),
	row('has group or world access', always(other.keyFileMode, 'PostgreSQL')),
	row('ee key too small', always(other.weakIdentity, openssl)),
	row('ca md too weak', always(other.weakIdentity, openssl)),

	// Names.
	row('relies on legacy Common Name field', always(client.legacyCommonName, go)),
	row("because it doesn't contain any IP SANs", always(client.wrongHost, go)),
	row('no alternative certificate subject name matches', always(client.wrongHost, 'curl')),
	row('IP address mismatch', always(client.wrongHost, openssl)),
	row('hostname mismatch', always(client.wrongHost, openssl)),
	row('No subject alternative names matching IP address', always(client.wrongHost, java)),
	row('No subject alternative DNS name matching', always(client.wrongHost, java)),
	row("does not match certificate's altnames", always(client.wrongHost, 'Node')),
	row("is not in the cert's", always(client.wrongHost, 'Node')),
	row('certificate is valid for', always(client.wrongHost, go)),
	row('is not authorized to sign for this name', always(client.nameConstraint, go)),
	row('permitted subtree violation', always(client.nameConstraint, openssl)),
	row('excluded subtree violation', always(client.nameConstraint, openssl)),

	// Purposes and usages.
	row(
		'Extended key usage does not permit use for TLS client authentication',
		always(server.wrongPurpose, java),
	),
	row(
		'Extended key usage does not permit use for TLS server authentication',
		always(client.wrongPurpose, java),
	),
	row(
		'unsuitable certificate purpose',
		judgement(client.wrongPurpose, server.wrongPurpose, openssl),
	),
	row(
		'unsupported certificate purpose',
		judgement(client.wrongPurpose, server.wrongPurpose, 'BoringSSL, OpenSSL 1.x'),
	),
	row('incompatible key usage', judgement(client.wrongPurpose, server.wrongPurpose, go)),
	row('KeyUsage does not allow digital signatures', always(client.keyUsage, java)),

	// Dates. Go says one sentence for both; the second half tells them apart.
	row('certificate is not yet valid', judgement(client.notYetValid, server.notYetValid, openssl)),
	row('certificate has expired', judgement(client.expired, server.expired, openssl)),
	row('validity check failed', judgement(client.dates, server.expired, java)),

	// Issuers.
	row(
		'certificate signed by unknown authority (possibly because of "x509: invalid signature: parent',
		judgement(client.issuerNotCa, server.unknownCa, go),
	),
	row(
		'parent certificate cannot sign this kind',
		judgement(client.issuerNotCa, server.unknownCa, go),
	),
	row(
		'while trying to verify candidate authority',
		judgement(client.issuerSignature, server.unknownCa, go),
	),
	row(
		'certificate signed by unknown authority',
		judgement(client.notTrusted, server.unknownCa, go),
	),
	row('signed by unknown authority', judgement(client.notTrusted, server.unknownCa, go)),
	row('insecure algorithm SHA1', judgement(client.weak, server.verifyError, go)),
	row('too many intermediates for path length', judgement(client.pathLength, server.unknownCa, go)),
	row('path length constraint exceeded', judgement(client.pathLength, server.unknownCa, openssl)),
	row(
		'self-signed certificate in certificate chain',
		judgement(client.selfSignedInChain, server.unknownCa, openssl),
	),
	row(
		'self signed certificate in certificate chain',
		judgement(client.selfSignedInChain, server.unknownCa, 'BoringSSL, OpenSSL 1.x'),
	),
	row('self-signed certificate', judgement(client.selfSigned, server.unknownCa, openssl)),
	row(
		'self signed certificate',
		judgement(client.selfSigned, server.unknownCa, 'BoringSSL, OpenSSL 1.x'),
	),
	row(
		'unable to get local issuer certificate',
		judgement(client.notTrusted, server.unknownCa, openssl),
	),
	row('unable to get issuer certificate', judgement(client.notTrusted, server.unknownCa, openssl)),
	row(
		'unable to verify the first certificate',
		judgement(client.notTrusted, server.unknownCa, openssl),
	),
	row('invalid CA certificate', judgement(client.issuerNotCa, server.unknownCa, openssl)),
	row(
		'key usage does not include certificate signing',
		judgement(client.issuerNotCa, server.unknownCa, openssl),
	),
	row('is not a CA certificate', judgement(client.issuerNotCa, server.unknownCa, java)),
	row('does not have keyCertSign bit set', judgement(client.issuerNotCa, server.unknownCa, java)),
	row(
		'certificate signature failure',
		judgement(client.issuerSignature, server.unknownCa, openssl),
	),
	row('rsa routines::invalid padding', always(client.issuerSignature, 'curl')),
	row(
		'Path does not chain with any of the trust anchors',
		judgement(client.issuerSignature, server.unknownCa, java),
	),
	row('signature check failed', judgement(client.issuerSignature, server.unknownCa, java)),
	row(
		'unable to find valid certification path',
		judgement(client.notTrusted, server.unknownCa, java),
	),
	row('PKIX path building failed', judgement(client.notTrusted, server.unknownCa, java)),
	row('certificate revoked', judgement(client.revoked, server.revoked, openssl)),

	// Strength and strictness.
	row('EE certificate key too weak', judgement(client.weak, server.verifyError, openssl)),
	row('signature digest algorithm too weak', judgement(client.weak, server.verifyError, openssl)),
	row(
		'Missing Authority Key Identifier',
		judgement(client.missingKeyIdentifier, server.verifyError, 'Python'),
	),
	row(
		'Basic Constraints of CA cert not marked critical',
		judgement(client.constraintsNotCritical, server.verifyError, 'Python'),
	),
	row('The SSL certificate error', always(server.verifyError, 'nginx')),

	// Protocols and versions.
	row('server gave HTTP response to HTTPS client', always(other.plainServer, go)),
	row('Unsupported or unrecognized SSL message', always(other.plainServer, java)),
	row('wrong version number', always(other.plainServer, 'OpenSSL, Node, curl')),
	row('packet length too long', always(other.plainServer, openssl)),
	row('record overflow', always(other.plainServer, openssl)),
	row('first record does not look like a TLS handshake', always(other.plainClient, go)),
	row('Client sent an HTTP request to an HTTPS server', always(other.plainClient, go)),
	row('plain HTTP request was sent to HTTPS port', always(other.plainClient, 'nginx')),
	row(':http request', always(other.plainClient, openssl)),
	// The server chose a version, and the client will not have it.
	row(
		'ssl_choose_client_version:unsupported protocol',
		always(server.noCommonVersionForClient, openssl),
	),
	row('unsupported protocol', always(server.noCommonVersion, openssl)),
	row('protocol version not supported', always(server.noCommonVersion, go)),
	row('no application protocol', always(server.noCommonApplicationProtocol, 'OpenSSL, Go')),

	// Connections.
	row('connection refused', always(other.nothingListening, 'curl, Go, Python, Java')),
	row("Couldn't connect to server", always(other.nothingListening, 'curl')),
	row('Could not resolve host', always(other.nameNotResolved, 'curl')),
	row('no such host', always(other.nameNotResolved, go)),
	row('Name or service not known', always(other.nameNotResolved, 'Python')),
	row('UnknownHostException', always(other.nameNotResolved, java)),
	row('connection timed out', always(other.timeout, 'curl, Java')),
	row('i/o timeout', always(other.timeout, go)),
	row('TLS handshake timeout', always(other.timeout, go)),
	row('Failed to connect to', always(other.nothingListening, 'curl')),
];

/** Phrases for an end without a reason; they count only when nothing else is found. */
export const vagueWordings: readonly Wording[] = [
	'socket hang up',
	'disconnected before secure TLS connection was established',
	'Empty reply from server',
	'reset by peer',
	'SSL_ERROR_SYSCALL',
	'getpeername() failed',
	'RemoteDisconnected',
	'Remote end closed connection without response',
	'unexpected eof while reading',
	'Unexpected end of file from server',
	'Remote host terminated the handshake',
	'Error writing to server',
	'Broken pipe',
	'The TLS connection was non-properly terminated',
].map((phrase) => row(phrase, always(server.withoutReason, 'Node, curl, Go, Python, Java')));
