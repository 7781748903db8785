import { clientVerdicts as client } from './clientVerdicts';
import { always, type Meaning } from './codes';
import { serverVerdicts as server } from './serverVerdicts';

/** An alert found in a text, by its number. */
export interface AlertWording {
	readonly number: number;
	readonly matched: string;
	readonly source: string;
}

/** OpenSSL's and BoringSSL's names; "sslv3" is how OpenSSL calls old numbers, also under TLS 1.3. */
const opensslNames: Readonly<Record<string, number>> = {
	'handshake failure': 40,
	'no certificate': 41,
	'bad certificate': 42,
	'unsupported certificate': 43,
	'certificate revoked': 44,
	'certificate expired': 45,
	'certificate unknown': 46,
	'unknown ca': 48,
	'access denied': 49,
	'decrypt error': 51,
	'protocol version': 70,
	'insufficient security': 71,
	'certificate required': 116,
	'no application protocol': 120,
};

/** Go's names, crypto/tls/alert.go. */
const goNames: Readonly<Record<string, number>> = {
	'handshake failure': 40,
	'bad certificate': 42,
	'unsupported certificate': 43,
	'revoked certificate': 44,
	'expired certificate': 45,
	'unknown certificate': 46,
	'unknown certificate authority': 48,
	'access denied': 49,
	'error decrypting message': 51,
	'protocol version not supported': 70,
	'insufficient security level': 71,
	'certificate required': 116,
	'no application protocol': 120,
};

/** What an alert means to the client that got it, and to the server that got it. */
export const alertMeanings: Readonly<Record<number, Meaning>> = {
	40: always(server.handshakeFailure, 'RFC 8446'),
	41: received(server.none, client.certificateUnknown),
	42: received(server.badCertificate, client.certificateUnknown),
	43: received(server.wrongPurpose, client.wrongPurpose),
	44: received(server.revoked, client.revoked),
	45: received(server.expired, client.expired),
	46: received(server.unknownReason, client.certificateUnknown),
	48: received(server.unknownCa, client.notTrusted),
	49: always(server.accessDenied, 'RFC 8446'),
	51: always(server.decryptError, 'RFC 8446'),
	70: always(server.noCommonVersion, 'RFC 8446'),
	71: always(server.noCommonVersion, 'RFC 8446'),
	116: always(server.none, 'RFC 8446'),
	120: always(server.noCommonApplicationProtocol, 'RFC 8446'),
};

/** Finds the alert that a text speaks of, in the words of any stack. */
export function findAlert(text: string): AlertWording | undefined {
	for (const { pattern, source, numberOf } of patterns) {
		const match = pattern.exec(text);
		const number = match?.[1] === undefined ? undefined : numberOf(match[1]);
		if (match !== null && number !== undefined && number in alertMeanings) {
			return { number, matched: match[0], source };
		}
	}
	return undefined;
}

function received(
	byClient: Meaning['writtenByClient'],
	byServer: Meaning['writtenByServer'],
): Meaning {
	return { writtenByClient: byClient, writtenByServer: byServer, source: 'RFC 8446' };
}

const byOpensslName = (name: string): number | undefined =>
	opensslNames[name.toLowerCase().replaceAll('_', ' ')];

/** Names as alternatives; longer ones first, since "unknown certificate" begins "unknown certificate authority". */
const alternatives = (names: Readonly<Record<string, number>>, space: string): string =>
	Object.keys(names)
		.toSorted((a, b) => b.length - a.length)
		.map((name) => name.replaceAll(' ', space))
		.join('|');

const patterns: readonly {
	readonly pattern: RegExp;
	readonly source: string;
	readonly numberOf: (text: string) => number | undefined;
}[] = [
	{ pattern: /\bSSL alert number (\d+)/i, source: 'OpenSSL, Node, curl, Python', numberOf: Number },
	{
		// Behind ERR_SSL_ in Node, alone in Python and BoringSSL.
		pattern: /(?<![A-Z0-9])(?:SSLV3|TLSV1|TLSV13)_ALERT_([A-Z_]+)/,
		source: 'Node, BoringSSL, Python',
		numberOf: byOpensslName,
	},
	{
		pattern: new RegExp(`\\b(?:sslv3|tlsv1|tlsv13) alert (${alternatives(opensslNames, ' ')})`),
		source: 'OpenSSL, Node, curl, Python',
		numberOf: byOpensslName,
	},
	{ pattern: /\breceived alert \[(\d+)\]/i, source: 'GnuTLS', numberOf: Number },
	{ pattern: /\bfatal alert: ([a-z_]+)/i, source: 'Java', numberOf: byOpensslName },
	{
		pattern: new RegExp(`\\btls: (${alternatives(goNames, ' ')})`),
		source: 'Go',
		numberOf: (name) => goNames[name],
	},
	{ pattern: /\balert(?: number)?[ :(]+(\d{1,3})\b/i, source: 'RFC 8446', numberOf: Number },
	{
		pattern: new RegExp(`\\b(${alternatives(opensslNames, '_')})\\b`),
		source: 'RFC 8446',
		numberOf: byOpensslName,
	},
];
