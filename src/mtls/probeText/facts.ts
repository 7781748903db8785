import { describeFault } from '../../lint/faultText';
import { spanInWords } from '../../util/duration';
import { certificateName, nameText } from '../certificateName';
import type { ProbeReport } from '../report';
import { issuerList, serverLeaf } from './place';

/** One labelled line of a report. */
export interface ProbeFact {
	readonly label: 'Whose verdict' | 'Server certificate' | 'Client certificate' | 'Connection';
	readonly text: string;
}

/** What is known, whatever the outcome; lines about what was never seen are left out. */
export function factsOf(report: ProbeReport): ProbeFact[] {
	const rows: readonly (readonly [ProbeFact['label'], string | undefined])[] = [
		['Whose verdict', whoseVerdict(report)],
		['Server certificate', serverCertificate(report)],
		['Client certificate', clientCertificate(report)],
		['Connection', connection(report)],
	];
	return rows.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

function whoseVerdict({
	accepted,
	serverVerdict,
	certificateAtFault,
}: ProbeReport): string | undefined {
	if (certificateAtFault === 'server') {
		return accepted === false
			? "This client's, on the server; and the server's, on the client."
			: "This client's, on the server.";
	}
	if (accepted !== false) {
		return undefined;
	}
	return serverVerdict?.valid === true
		? "The server's, on the client. The server certificate itself is fine."
		: "The server's, on the client.";
}

function serverCertificate(report: ProbeReport): string | undefined {
	const { serverVerdict, startedAt, serverName } = report;
	const leaf = serverLeaf(report);
	if (serverVerdict === undefined || leaf === undefined) {
		return undefined;
	}
	const left = leaf.notAfter.getTime() - startedAt.getTime();
	const span =
		left < 0 ? `expired ${spanInWords(left)} ago` : `valid for ${spanInWords(left)} more`;
	const head = `${certificateName(leaf)}, ${moreDays(span)}, issued by ${nameText(leaf.issuer)}.`;
	if (!serverVerdict.valid) {
		return `${head} ${serverVerdict.faults.map((fault) => describeFault(fault, startedAt)).join(' ')}`;
	}
	const anchor = serverVerdict.path.at(-1);
	const through = anchor === undefined ? '' : ` through ${certificateName(anchor)}`;
	return `${head} Trusted${through}; covers the name ${serverName}.`;
}

/** "valid for 364 days more" reads as in the mock-up: "valid for 364 more days". */
function moreDays(text: string): string {
	return text.replace(/^valid for (\d+) (\w+) more$/, 'valid for $1 more $2');
}

function clientCertificate(report: ProbeReport): string | undefined {
	const { clientCertificateRequested, clientCertificateSent, clientChain, accepted } = report;
	if (clientCertificateRequested === undefined) {
		return undefined;
	}
	if (!clientCertificateRequested) {
		return 'Not requested.';
	}
	const issuers = issuerList(report);
	const count = clientChain.length === 1 ? '1 certificate' : `${clientChain.length} certificates`;
	const [leaf] = clientChain;
	const what =
		leaf === undefined ? 'none' : `${report.clientLabel ?? certificateName(leaf)}, ${count}`;
	const end = accepted === null ? '' : accepted ? ' Accepted.' : ' Refused.';
	return [
		issuers === undefined ? 'Requested, from any issuer.' : `Requested from: ${issuers}.`,
		clientCertificateSent ? `Sent: ${what}.` : 'Sent: none.',
	]
		.join(' ')
		.concat(end);
}

function connection(report: ProbeReport): string | undefined {
	const { protocol, cipher, group, alpn, handshake, httpStatus } = report;
	if (protocol === undefined) {
		return undefined;
	}
	const answer = handshake.find(
		({ from, name }) => from === 'server' && name === 'Application data',
	);
	const last = handshake.at(-1);
	const end =
		answer !== undefined && httpStatus !== undefined
			? `${answer.atMs.toFixed(1)} ms to the first answer`
			: report.accepted === false && last !== undefined
				? `closed by the server after ${last.atMs.toFixed(1)} ms`
				: undefined;
	return [protocol, cipher, group, alpn === undefined ? undefined : `ALPN ${alpn}`, end]
		.filter((part) => part !== undefined)
		.join(', ');
}
