import { clientVerdicts as client } from './clientVerdicts';
import { otherVerdicts as other } from './otherVerdicts';
import { serverVerdicts as server } from './serverVerdicts';
import type { CauseText } from './cause';

/** What an error means when a client wrote it, and when a server did. */
export interface Meaning {
	readonly writtenByClient: CauseText;
	readonly writtenByServer: CauseText;
	/** The stacks that word it so. */
	readonly source: string;
}

/** A meaning that does not depend on who wrote it. */
export function always(text: CauseText, source: string): Meaning {
	return { writtenByClient: text, writtenByServer: text, source };
}

/** A judgement of the other side's certificate: the client's of the server, or the server's of the client. */
export function judgement(ofServer: CauseText, ofClient: CauseText, source: string): Meaning {
	return { writtenByClient: ofServer, writtenByServer: ofClient, source };
}

const node = 'Node';
const openssl = 'OpenSSL, Node, curl, Python';
const boring = 'BoringSSL';
const chrome = 'Chrome';
const firefox = 'Firefox';

/**
 * Error codes, matched as whole words. `UNABLE_TO_GET_ISSUER_CERT` on a server is what Node says
 * when no certificate came (measured, field notes c.2).
 */
export const codes: Readonly<Record<string, Meaning>> = {
	ERR_TLS_CERT_ALTNAME_INVALID: always(client.wrongHost, node),
	INVALID_PURPOSE: judgement(client.wrongPurpose, server.wrongPurpose, node),
	CERT_HAS_EXPIRED: judgement(client.expired, server.expired, node),
	CERT_NOT_YET_VALID: judgement(client.notYetValid, server.notYetValid, node),
	CERT_REVOKED: judgement(client.revoked, server.revoked, node),
	CERT_SIGNATURE_FAILURE: judgement(client.issuerSignature, server.unknownCa, node),
	CERT_UNTRUSTED: judgement(client.notTrusted, server.unknownCa, node),
	DEPTH_ZERO_SELF_SIGNED_CERT: judgement(client.selfSigned, server.unknownCa, node),
	HOSTNAME_MISMATCH: always(client.wrongHost, node),
	INVALID_CA: judgement(client.issuerNotCa, server.unknownCa, node),
	PATH_LENGTH_EXCEEDED: judgement(client.pathLength, server.unknownCa, node),
	SELF_SIGNED_CERT_IN_CHAIN: judgement(client.selfSignedInChain, server.unknownCa, node),
	UNABLE_TO_GET_ISSUER_CERT: judgement(client.notTrusted, server.none, node),
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: judgement(client.notTrusted, server.unknownCa, node),
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: judgement(client.notTrusted, server.unknownCa, node),

	ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: always(server.none, node),
	PEER_DID_NOT_RETURN_A_CERTIFICATE: always(server.none, boring),
	ERR_SSL_KEY_USAGE_BIT_INCORRECT: always(client.keyUsage, boring),
	KEY_USAGE_BIT_INCORRECT: always(client.keyUsage, boring),
	ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM: always(other.keyTypeMismatch, node),
	ERR_SSL_UNSUPPORTED_PROTOCOL: always(server.noCommonVersion, node),
	UNSUPPORTED_PROTOCOL: always(server.noCommonVersion, boring),
	ERR_SSL_NO_PROTOCOLS_AVAILABLE: always(server.noCommonVersion, node),
	ERR_SSL_HTTP_REQUEST: always(other.plainClient, node),
	HTTP_REQUEST: always(other.plainClient, boring),
	ERR_SSL_WRONG_VERSION_NUMBER: always(other.plainServer, node),
	WRONG_VERSION_NUMBER: always(other.plainServer, boring),
	ERR_SSL_PACKET_LENGTH_TOO_LONG: always(other.plainServer, node),

	ERR_OSSL_X509_KEY_VALUES_MISMATCH: always(other.keyMismatch, node),
	KEY_VALUES_MISMATCH: always(other.keyMismatch, 'BoringSSL, Python'),
	KEY_TYPE_MISMATCH: always(other.keyTypeMismatch, boring),
	ERR_OSSL_BAD_DECRYPT: always(other.wrongPassphrase, node),
	ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED: always(other.wrongPassphrase, node),
	BAD_DECRYPT: always(other.wrongPassphrase, boring),
	ERR_OSSL_PEM_NO_START_LINE: always(other.notPem, node),
	NO_START_LINE: always(other.notPem, boring),
	ERR_OSSL_PEM_BAD_END_LINE: always(other.pemTruncated, node),
	BAD_END_LINE: always(other.pemTruncated, boring),
	ERR_CRYPTO_UNSUPPORTED_OPERATION: always(other.pkcs12Encryption, node),
	ERR_SSL_CA_MD_TOO_WEAK: always(other.weakIdentity, node),
	ERR_SSL_EE_KEY_TOO_SMALL: always(other.weakIdentity, node),
	EE_KEY_TOO_SMALL: always(other.weakIdentity, 'Python'),
	CA_MD_TOO_WEAK: always(other.weakIdentity, 'Python'),

	ECONNREFUSED: always(other.nothingListening, node),
	ERR_CONNECTION_REFUSED: always(other.nothingListening, chrome),
	ENOTFOUND: always(other.nameNotResolved, node),
	EAI_AGAIN: always(other.nameNotResolved, node),
	ERR_NAME_NOT_RESOLVED: always(other.nameNotResolved, chrome),
	ETIMEDOUT: always(other.timeout, node),
	ERR_CONNECTION_TIMED_OUT: always(other.timeout, chrome),

	ERR_CERT_AUTHORITY_INVALID: always(client.notTrusted, chrome),
	ERR_CERT_COMMON_NAME_INVALID: always(client.wrongHost, chrome),
	ERR_CERT_DATE_INVALID: always(client.dates, chrome),
	ERR_CERT_REVOKED: always(client.revoked, chrome),
	ERR_CERT_VALIDITY_TOO_LONG: always(client.validityTooLong, chrome),
	ERR_CERT_WEAK_SIGNATURE_ALGORITHM: always(client.weak, chrome),
	ERR_CERT_WEAK_KEY: always(client.weak, chrome),
	ERR_BAD_SSL_CLIENT_AUTH_CERT: always(server.noneOrRefused, chrome),
	ERR_SSL_CLIENT_AUTH_CERT_NEEDED: always(server.none, chrome),
	ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS: always(other.clientKeyUnusable, chrome),
	ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED: always(other.clientKeyUnusable, chrome),
	ERR_SSL_KEY_USAGE_INCOMPATIBLE: always(client.keyUsage, chrome),
	ERR_SSL_VERSION_OR_CIPHER_MISMATCH: always(server.noCommonVersion, chrome),

	SEC_ERROR_UNKNOWN_ISSUER: always(client.notTrusted, firefox),
	SEC_ERROR_EXPIRED_CERTIFICATE: always(client.expired, firefox),
	SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE: always(client.expired, firefox),
	SEC_ERROR_REVOKED_CERTIFICATE: always(client.revoked, firefox),
	SEC_ERROR_INADEQUATE_CERT_TYPE: always(client.wrongPurpose, firefox),
	SSL_ERROR_BAD_CERT_DOMAIN: always(client.wrongHost, firefox),
	SSL_ERROR_HANDSHAKE_FAILURE_ALERT: always(server.handshakeFailure, firefox),
	SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT: always(server.none, firefox),
	SSL_ERROR_RX_UNKNOWN_CA_ALERT: always(server.unknownCa, firefox),
	SSL_ERROR_UNKNOWN_CA_ALERT: always(server.unknownCa, firefox),
	SSL_ERROR_BAD_CERT_ALERT: always(server.badCertificate, firefox),
	SSL_ERROR_EXPIRED_CERT_ALERT: always(server.expired, firefox),
	SSL_ERROR_REVOKED_CERT_ALERT: always(server.revoked, firefox),
	SSL_ERROR_UNSUPPORTED_CERT_ALERT: always(server.wrongPurpose, firefox),
	SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT: always(server.unknownReason, firefox),
	SSL_ERROR_RX_RECORD_TOO_LONG: always(other.plainServer, firefox),
	MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY: always(client.leafIsCa, firefox),
	MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT: always(client.selfSigned, firefox),
	MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE: always(client.notYetValid, firefox),

	RequiredEKUNotFound: judgement(client.wrongPurpose, server.wrongPurpose, 'rustls'),
	CaUsedAsEndEntity: always(client.leafIsCa, 'rustls'),
	UnknownIssuer: judgement(client.notTrusted, server.unknownCa, 'rustls'),
	CertNotValidForName: always(client.wrongHost, 'rustls'),
	CertExpired: judgement(client.expired, server.expired, 'rustls'),
	CertNotValidYet: judgement(client.notYetValid, server.notYetValid, 'rustls'),
};

/** X509_V_ERR numbers, as `verify error:num=20`, `Verify return code: 20` and nginx's `(20:…)` print them. */
export const verifyNumbers: Readonly<Record<number, Meaning>> = {
	2: judgement(client.notTrusted, server.unknownCa, openssl),
	7: judgement(client.issuerSignature, server.unknownCa, openssl),
	9: judgement(client.notYetValid, server.notYetValid, openssl),
	10: judgement(client.expired, server.expired, openssl),
	18: judgement(client.selfSigned, server.unknownCa, openssl),
	19: judgement(client.selfSignedInChain, server.unknownCa, openssl),
	20: judgement(client.notTrusted, server.unknownCa, openssl),
	21: judgement(client.notTrusted, server.unknownCa, openssl),
	23: judgement(client.revoked, server.revoked, openssl),
	25: judgement(client.pathLength, server.unknownCa, openssl),
	26: judgement(client.wrongPurpose, server.wrongPurpose, openssl),
	47: judgement(client.nameConstraint, server.unknownCa, openssl),
	62: always(client.wrongHost, openssl),
	64: always(client.wrongHost, openssl),
	66: judgement(client.weak, server.verifyError, openssl),
	67: judgement(client.weak, server.verifyError, openssl),
	68: judgement(client.weak, server.verifyError, openssl),
	79: judgement(client.issuerNotCa, server.unknownCa, openssl),
	85: judgement(client.missingKeyIdentifier, server.verifyError, openssl),
	89: judgement(client.constraintsNotCritical, server.verifyError, openssl),
};

/** Codes that come with every kind of end, and so count only when nothing else is known. */
export const vagueCodes: Readonly<Record<string, Meaning>> = {
	ECONNRESET: always(server.withoutReason, node),
	EPIPE: always(server.withoutReason, node),
	ERR_SOCKET_CLOSED: always(server.withoutReason, boring),
	ERR_CONNECTION_RESET: always(server.withoutReason, chrome),
	ERR_CONNECTION_CLOSED: always(server.withoutReason, chrome),
	ERR_EMPTY_RESPONSE: always(server.withoutReason, chrome),
	ERR_SSL_PROTOCOL_ERROR: always(server.withoutReason, chrome),
	UNEXPECTED_EOF_WHILE_READING: always(server.withoutReason, 'Python'),
};
