import { describeFault } from '../../lint/faultText';
import type { ProbeReport } from '../report';
import { clientName, issuerList, placeText, refusalAct } from './place';
import { connectWords, unprovenWords } from './verdictWords';

/** What happened and who decided it, in two or three sentences. */
export function explanationOf(report: ProbeReport): string {
	return [serverSentence(report), clientSentence(report)]
		.filter((sentence) => sentence !== undefined)
		.join(' ');
}

/** Undefined where the client trusts the server, or never saw its certificate. */
function serverSentence(report: ProbeReport): string | undefined {
	const { serverVerdict, startedAt, certificateAtFault, error } = report;
	if (certificateAtFault !== 'server') {
		return undefined;
	}
	if (serverVerdict === undefined || serverVerdict.valid) {
		return `This client refuses the server: ${error?.message ?? 'its TLS library gives no reason'}.`;
	}
	const faults = serverVerdict.faults.map((fault) => describeFault(fault, startedAt));
	return `This client does not trust the server. ${faults.join(' ')}`;
}

function clientSentence(report: ProbeReport): string | undefined {
	const { accepted, cause, reached, certificateAtFault } = report;
	if (accepted === true) {
		return acceptedSentence(report);
	}
	if (accepted === false) {
		return refusedSentence(report);
	}
	switch (cause) {
		case 'cancelled':
			return 'The probe was cancelled; what was seen so far stands below.';
		case 'wrong-protocol':
			return wrongProtocolSentence(report);
		case 'not-proven':
			return `The handshake is done, but ${unprovenWords(report)}: neither accepted nor refused is proven.`;
		case 'wrong-host':
			return certificateAtFault === 'server'
				? undefined
				: `The server refuses the name ${report.serverName} (alert 112, unrecognized_name).`;
		default:
			return reached && certificateAtFault === 'server'
				? undefined
				: `${sentenceStart(connectWords(report), report)}.`;
	}
}

function acceptedSentence(report: ProbeReport): string {
	const { clientCertificateRequested, clientCertificateSent, httpStatus, clientLabel } = report;
	const answer =
		httpStatus === undefined ? 'answered, though not in HTTP' : `answered HTTP ${httpStatus}`;
	if (clientCertificateRequested === true) {
		return clientCertificateSent
			? `The server asked for a client certificate, took ${clientLabel ?? clientName(report)} and ${answer}.`
			: `The server asked for a client certificate, got none and ${answer} all the same.`;
	}
	const unused = clientLabel === undefined ? '' : `, so ${clientLabel} was not sent`;
	return `The server did not ask for a client certificate${unused}, and ${answer}.`;
}

function refusedSentence(report: ProbeReport): string {
	const { cause, clientCertificateSent, clientFaults, isCauseOurs } = report;
	const act = refusalAct(report);
	const issuers = issuerList(report);
	if (cause === 'no-client-certificate' || !clientCertificateSent) {
		const from = issuers === undefined ? '' : ` issued by ${issuers}`;
		return report.clientCertificateRequested === true
			? `The server requires a client certificate${from}. The client sent an empty list, and the server ${act}.`
			: `The server ${act}.`;
	}
	const name = clientName(report);
	const head = `The server refused the certificate ${name}: it ${act}.`;
	if (clientFaults.length > 0) {
		const found = clientFaults.map(({ message }) => message).join(' ');
		return isCauseOurs || report.httpStatus === undefined
			? `${head} Our check finds: ${found}`
			: `${head} ${found}`;
	}
	switch (cause) {
		case 'unknown-ca':
			return `${head} It does not know the CA that issued it, or the intermediate between them was not sent.`;
		case 'wrong-extended-key-usage':
			return `${head} The certificate, or a CA above it, is not for clients in the server's view.`;
		case 'expired':
			return `${head} The certificate, or a CA above it, has expired by the server's clock.`;
		default:
			return `${head} Our check of the certificate finds no fault, so the server's log has to tell.`;
	}
}

function wrongProtocolSentence(report: ProbeReport): string {
	const { alert, error, otherProtocolStart } = report;
	const words = connectWords(report);
	if (alert === undefined || otherProtocolStart !== undefined) {
		return `${sentenceStart(words, report)}.`;
	}
	const act = `ended the handshake with alert ${alert.number}, ${alert.name}`;
	if (!words.endsWith(act)) {
		return `${sentenceStart(words, report)}: the ${alert.from} ${act}.`;
	}
	const reason = alert.from === 'client' ? reasonOf(error?.message) : undefined;
	return reason === undefined
		? `${sentenceStart(words, report)}.`
		: `${sentenceStart(words, report)}: ${reason}.`;
}

/** The last part of an OpenSSL error, which is the one for people: `too many warn alerts`. */
function reasonOf(message: string | undefined): string | undefined {
	return /^error:[0-9A-F]+:.*:([^:]+)$/.exec(message ?? '')?.[1]?.trim();
}

/** A host name keeps its spelling also in front. */
function sentenceStart(text: string, report: ProbeReport): string {
	return text.startsWith(placeText(report)) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
