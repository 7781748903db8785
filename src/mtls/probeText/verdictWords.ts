import type { Alert, ProbeReport } from '../report';
import { isPlainHttp, placeText } from './place';

/** The words on top of a report, which are its state: `Accepted`, `Refused: …`, `Cannot connect: …`. */
export function verdictWords(report: ProbeReport): string {
	const { cause, certificateAtFault } = report;
	if (certificateAtFault === 'server') {
		return `Server not trusted: ${serverWords(report)}`;
	}
	switch (cause) {
		case 'ok':
			return 'Accepted';
		case 'cancelled':
			return 'Cancelled';
		case 'not-proven':
			return `Not proven: ${unprovenWords(report)}`;
		case 'nothing-listening':
		case 'name-not-resolved':
		case 'timeout':
		case 'wrong-protocol':
			return `Cannot connect: ${connectWords(report)}`;
		default:
			return `Refused: ${refusalWords(report)}`;
	}
}

/** Why nothing was proven after the handshake. */
export function unprovenWords({ durationMs, timeoutMs }: ProbeReport): string {
	return durationMs >= timeoutMs
		? `no answer within ${timeoutMs / 1000} s`
		: 'the server ended the connection without an answer';
}

/** Why there was no TLS connection. */
export function connectWords(report: ProbeReport): string {
	const { cause, host, alert, error, timeoutMs, otherProtocolStart } = report;
	const place = placeText(report);
	switch (cause) {
		case 'name-not-resolved':
			return `the name ${host} does not resolve here`;
		case 'timeout':
			return `${place} did not answer within ${timeoutMs / 1000} seconds`;
		case 'wrong-protocol':
			if (otherProtocolStart !== undefined) {
				return otherProtocolWords(report, otherProtocolStart);
			}
			return alert === undefined
				? `${place} ended the connection without a word of TLS`
				: alertWords(alert);
		default:
			if (error === undefined || error.code === 'ECONNREFUSED') {
				return `nothing listens on ${place}`;
			}
			return ['EHOSTUNREACH', 'ENETUNREACH'].includes(error.code)
				? `no route leads to ${place} from here`
				: `${place} cannot be reached from here`;
	}
}

/** What a server sent that TLS cannot be; a record that is too long begins as one. */
function otherProtocolWords(report: ProbeReport, start: string): string {
	const place = placeText(report);
	if (isPlainHttp(report)) {
		return `${place} speaks plain HTTP, not TLS`;
	}
	// Content types of TLS, and its major version behind them.
	return start.charCodeAt(0) >= 20 && start.charCodeAt(0) <= 24 && start.charCodeAt(1) === 3
		? `${place} sent a record that TLS does not allow`
		: `${place} does not speak TLS`;
}

/** What an alert says that is about no certificate; one that says little is told by its name. */
function alertWords({ number, name, from }: Alert): string {
	switch (number) {
		case 40:
			return 'client and server share no cipher suite or signature algorithm';
		case 70:
			return 'client and server share no TLS version';
		case 71:
			return 'the server asks for stronger algorithms than the client offers';
		case 120:
			return 'client and server share no application protocol';
		default:
			return `${from === 'client' ? 'this client' : 'the server'} ended the handshake with alert ${number}, ${name}`;
	}
}

function serverWords({ cause, serverName, error, serverVerdict }: ProbeReport): string {
	switch (cause) {
		case 'wrong-host':
			return `its certificate does not cover ${serverName}`;
		case 'expired':
			return 'its certificate has expired';
		case 'not-yet-valid':
			return 'its certificate is not valid yet';
		case 'wrong-extended-key-usage':
			return 'its certificate is not for servers';
		default:
			return serverVerdict?.valid === true && error !== undefined
				? 'this TLS library refuses it'
				: untrustedWords(serverVerdict?.faults.map(({ code }) => code) ?? []);
	}
}

function untrustedWords(codes: readonly string[]): string {
	if (codes.includes('self-signed-leaf')) {
		return 'its certificate is self-signed';
	}
	if (codes.includes('missing-intermediate')) {
		return 'it did not send its intermediate';
	}
	if (codes.includes('issuer-signature-mismatch')) {
		return 'its issuer has the right name and another key';
	}
	return codes.some((code) => code === 'issuer-not-found' || code === 'issuer-not-trusted')
		? 'its issuer is not trusted here'
		: 'its certificate has faults';
}

function refusalWords({ cause }: ProbeReport): string {
	switch (cause) {
		case 'no-client-certificate':
			return 'no client certificate was sent';
		case 'unknown-ca':
			return 'unknown CA';
		case 'wrong-extended-key-usage':
			return 'the client certificate is not for clients';
		case 'expired':
			return 'the client certificate has expired';
		case 'not-yet-valid':
			return 'the client certificate is not valid yet';
		case 'wrong-host':
			return 'the server does not know this name';
		case 'refused-without-reason':
			return 'no reason given';
		default:
			return 'the client certificate was not accepted';
	}
}
