import type { ProbeReport } from '../report';

/** What one TLS stack prints where this probe saw the same. */
export interface StackWords {
	readonly stack: 'Node' | 'BoringSSL' | 'curl' | 'Go' | 'Python' | 'Java';
	readonly words: string;
}

const words = (
	node: string,
	curl: string,
	go: string,
	python: string,
	...more: readonly StackWords[]
): readonly StackWords[] => [
	{ stack: 'Node', words: node },
	{ stack: 'curl', words: curl },
	{ stack: 'Go', words: go },
	{ stack: 'Python', words: python },
	...more,
];

const java = (text: string): StackWords => ({ stack: 'Java', words: text });
const boringSsl = (text: string): StackWords => ({ stack: 'BoringSSL', words: text });

/** How clients word an alert of the server (field notes c.2; measured ones only). */
const byAlert: Readonly<Record<number, readonly StackWords[]>> = {
	40: words(
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'(35) … sslv3 alert handshake failure',
		'remote error: tls: handshake failure',
		'SSLV3_ALERT_HANDSHAKE_FAILURE',
		java('Received fatal alert: handshake_failure'),
	),
	42: words(
		'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
		'(56) … sslv3 alert bad certificate',
		'remote error: tls: bad certificate',
		'SSLV3_ALERT_BAD_CERTIFICATE',
		java('Received fatal alert: bad_certificate'),
	),
	43: [{ stack: 'Node', words: 'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE' }],
	45: [{ stack: 'Node', words: 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED' }],
	46: words(
		'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
		'(56) … sslv3 alert certificate unknown',
		'remote error: tls: unknown certificate',
		'SSLV3_ALERT_CERTIFICATE_UNKNOWN',
	),
	48: [
		{ stack: 'Node', words: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' },
		boringSsl('TLSV1_ALERT_UNKNOWN_CA'),
		{ stack: 'curl', words: '(56) … tlsv1 alert unknown ca' },
		{ stack: 'Python', words: 'TLSV1_ALERT_UNKNOWN_CA' },
	],
	70: words(
		'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
		'(35) … tlsv1 alert protocol version',
		'remote error: tls: protocol version not supported',
		'TLSV1_ALERT_PROTOCOL_VERSION',
	),
	116: words(
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'(56) … tlsv13 alert certificate required',
		'remote error: tls: certificate required',
		'TLSV13_ALERT_CERTIFICATE_REQUIRED',
	),
};

const byServerFault: Partial<Readonly<Record<ProbeReport['cause'], readonly StackWords[]>>> = {
	'server-not-trusted': words(
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'(60) … unable to get local issuer certificate',
		'x509: certificate signed by unknown authority',
		'unable to get local issuer certificate',
		java('PKIX path building failed'),
	),
	'wrong-host': words(
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'(60) … no alternative certificate subject name matches target host name',
		'x509: certificate is valid for …, not …',
		'Hostname mismatch, certificate is not valid for …',
		java('No subject alternative DNS name matching … found.'),
	),
	expired: words(
		'CERT_HAS_EXPIRED',
		'(60) … certificate has expired',
		'x509: certificate has expired or is not yet valid',
		'certificate has expired',
		java('validity check failed'),
	),
	'not-yet-valid': words(
		'CERT_NOT_YET_VALID',
		'(60) … certificate is not yet valid',
		'x509: certificate has expired or is not yet valid',
		'certificate is not yet valid',
		java('validity check failed'),
	),
	'wrong-extended-key-usage': words(
		'INVALID_PURPOSE',
		'(60) … unsuitable certificate purpose',
		'x509: certificate specifies an incompatible key usage',
		'unsuitable certificate purpose',
		java('Extended key usage does not permit use for TLS server authentication'),
	),
};

/** A faulty chain is worded by where it ends; the server's own root behind it is the usual case. */
const byChainEnd: Readonly<Record<string, readonly StackWords[]>> = {
	'self-signed-leaf': words(
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'(60) … self-signed certificate',
		'x509: certificate signed by unknown authority',
		'self-signed certificate',
		java('PKIX path building failed'),
	),
	'issuer-not-trusted': words(
		'SELF_SIGNED_CERT_IN_CHAIN',
		'(60) … self-signed certificate in certificate chain',
		'x509: certificate signed by unknown authority',
		'self-signed certificate in certificate chain',
		java('PKIX path building failed'),
	),
};

const withoutReason = {
	'TLS 1.3': words(
		'ECONNRESET socket hang up',
		'(52) Empty reply from server',
		'EOF',
		'RemoteDisconnected',
		java('Unexpected end of file from server'),
	),
	'TLS 1.2': words(
		'ECONNRESET Client network socket disconnected before secure TLS connection was established',
		'(35) … SSL_ERROR_SYSCALL',
		'EOF',
		'UNEXPECTED_EOF_WHILE_READING',
		java('Remote host terminated the handshake'),
	),
} as const;

const wrongProtocol = words(
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'(35) … wrong version number',
	'http: server gave HTTP response to HTTPS client',
	'WRONG_VERSION_NUMBER',
	java('Unsupported or unrecognized SSL message'),
);

/** The wordings to search for; empty where nothing was refused. */
export function otherWordsOf(report: ProbeReport): readonly StackWords[] {
	const { cause, certificateAtFault, alert, protocol, otherProtocolStart } = report;
	if (certificateAtFault === 'server') {
		const code = report.serverVerdict?.faults[0]?.code ?? '';
		return byChainEnd[code] ?? byServerFault[cause] ?? [];
	}
	if (alert?.from === 'server') {
		return byAlert[alert.number] ?? [];
	}
	if (cause === 'refused-without-reason') {
		return protocol === 'TLS 1.2' ? withoutReason['TLS 1.2'] : withoutReason['TLS 1.3'];
	}
	return cause === 'wrong-protocol' && otherProtocolStart !== undefined ? wrongProtocol : [];
}
