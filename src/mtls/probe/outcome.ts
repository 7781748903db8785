import { unanchoredFaults } from '../../path/request';
import type { Certificate } from '../../x509/certificate';
import { certificateName, nameText } from '../certificateName';
import { judgeChain, reportFault } from '../judge';
import { readPeerName } from '../peerCertificates';
import type { ChainVerdict, ProbeCause, ProbeReport, ReportedFault } from '../report';
import { serverHeader } from '../server/answer';
import type { Exchange } from './exchange';

/** The part of a report that is a conclusion. */
export type Outcome = Pick<
	ProbeReport,
	'accepted' | 'cause' | 'certificateAtFault' | 'isCauseOurs' | 'clientFaults'
>;

/** What a conclusion is drawn from. */
export interface Evidence {
	readonly exchange: Exchange;
	readonly serverVerdict: ChainVerdict | undefined;
	/** The client's chain as sent. */
	readonly clientChain: readonly Certificate[];
	/** What our own check finds against it. */
	readonly ownFaults: readonly ReportedFault[];
	readonly end: 'timeout' | 'cancelled' | undefined;
}

/**
 * Says what a probe proved. A server that the client does not trust comes before a refusal of the
 * client: any other client would have stopped there. `accepted` stays what the server did.
 */
export function decideOutcome(evidence: Evidence): Outcome {
	const { exchange, serverVerdict, end } = evidence;
	if (exchange.otherProtocol !== undefined) {
		return outcome(null, 'wrong-protocol');
	}
	if (end === 'cancelled') {
		return outcome(null, 'cancelled');
	}
	const client = decideClient(evidence);
	if (serverVerdict !== undefined && !serverVerdict.valid) {
		return {
			...client,
			cause: causeOfServerFaults(serverVerdict),
			certificateAtFault: 'server',
			isCauseOurs: true,
		};
	}
	return client;
}

function decideClient({ exchange, clientChain, ownFaults, end }: Evidence): Outcome {
	const { facts, answer, isSecured, isEndedByPeer } = exchange;
	const isAsked = facts.certificateRequest !== undefined;
	const isSent = clientChain.length > 0;
	const refused = (cause: ProbeCause, faults = ownFaults): Outcome =>
		refusal(cause, isSent ? faults : []);

	if (facts.alert?.from === 'server') {
		return decideAlert(facts.alert.number, isAsked, isSent, ownFaults);
	}
	if (facts.alert?.from === 'client') {
		return decideOwnAlert(facts.alert.number, exchange.error?.code);
	}
	if (answer.hasStarted) {
		const told = refusalInAnswer(exchange);
		if (told !== undefined && (isAsked || told.cause !== undefined)) {
			if (!isSent) {
				return refused('no-client-certificate');
			}
			return told.cause === undefined
				? refineByOwnCheck(ownFaults)
				: refused(told.cause, told.faults ?? ownFaults);
		}
		return outcome(true, 'ok', undefined, isSent ? ownFaults : []);
	}
	if (end === 'timeout') {
		return isSecured ? outcome(null, 'not-proven') : outcome(null, 'timeout');
	}
	if (isEndedByPeer && facts.protocol === undefined) {
		return outcome(null, 'wrong-protocol');
	}
	if (isEndedByPeer) {
		// A ticket means that the handshake was over and fine; what ended the connection then is not known.
		return facts.ticketCount > 0 || (isSecured && !isAsked)
			? outcome(null, 'not-proven')
			: refused('refused-without-reason');
	}
	return outcome(null, 'not-proven');
}

/** Our own library ended the handshake: because of the server's certificate, or of how it speaks. */
function decideOwnAlert(number: number, code = ''): Outcome {
	// BoringSSL sends illegal_parameter where the key usage of the certificate does not allow its use.
	return isAboutCertificates(number) || code.includes('KEY_USAGE')
		? outcome(null, 'server-not-trusted', 'server')
		: outcome(null, 'wrong-protocol');
}

/** True for alerts about a certificate, its key or its owner's rights (RFC 8446 6.2). */
function isAboutCertificates(number: number): boolean {
	return (number >= 41 && number <= 46) || [48, 49, 51, 113, 116].includes(number);
}

/** True for alerts about records and messages that cannot be read, whatever they hold. */
function isAboutFraming(number: number): boolean {
	return [10, 20, 21, 22, 30, 50, 109, 110].includes(number);
}

/** What an alert of the server says, with what was asked and sent; see field notes c.2. */
function decideAlert(
	number: number,
	isAsked: boolean,
	isSent: boolean,
	ownFaults: readonly ReportedFault[],
): Outcome {
	switch (number) {
		case 70:
		case 71:
		case 120:
			return outcome(null, 'wrong-protocol');
		case 112:
			return outcome(null, 'wrong-host');
		case 43:
			return refusal('wrong-extended-key-usage', ownFaults);
		case 45:
			return refusal('expired', ownFaults);
		case 48:
			return refusal('unknown-ca', ownFaults);
		case 41:
		case 116:
			return refusal('no-client-certificate', []);
		default:
			if (isAboutFraming(number) || (!isAsked && !isAboutCertificates(number))) {
				return outcome(null, 'wrong-protocol');
			}
			if (!isAsked) {
				return outcome(null, 'refused-without-reason');
			}
			return isSent ? refineByOwnCheck(ownFaults) : refusal('no-client-certificate', []);
	}
}

/** The server said no and not why; our check of the same certificate may know. */
function refineByOwnCheck(ownFaults: readonly ReportedFault[]): Outcome {
	const cause = causeOfFaults(ownFaults.map(({ code }) => code));
	return {
		...refusal(cause ?? 'client-certificate-refused', ownFaults),
		isCauseOurs: cause !== undefined,
	};
}

/** A refusal in HTTP; without a cause if the answer names none. Undefined if the answer is no refusal. */
function refusalInAnswer({
	answer,
}: Exchange):
	| { readonly cause: ProbeCause | undefined; readonly faults?: readonly ReportedFault[] }
	| undefined {
	const { status, body } = answer;
	if (status === 403 && answer.header('Server') === serverHeader) {
		const faults = faultsOf(body);
		return { cause: causeOfFaults(faults.map(({ code }) => code)), faults };
	}
	// nginx: 495 and 496 are its internal numbers, which reach the client as 400 with these words.
	if (status === 496 || (status === 400 && body.includes('No required SSL certificate was sent'))) {
		return { cause: 'no-client-certificate' };
	}
	if (status === 495 || (status === 400 && body.includes('The SSL certificate error'))) {
		return { cause: undefined };
	}
	return status === 401 || status === 403 ? { cause: undefined } : undefined;
}

function faultsOf(body: string): ReportedFault[] {
	try {
		const { faults } = JSON.parse(body) as { readonly faults?: unknown };
		return Array.isArray(faults) ? faults.filter(isReportedFault) : [];
	} catch {
		return [];
	}
}

function isReportedFault(value: unknown): value is ReportedFault {
	const { code, message, subject } = (value ?? {}) as Readonly<Record<string, unknown>>;
	return typeof code === 'string' && typeof message === 'string' && typeof subject === 'string';
}

/** Fault codes in the order in which one decides: who you are comes before what you may do and until when. */
const causesOfCodes: readonly (readonly [codes: readonly string[], cause: ProbeCause])[] = [
	[['no-client-certificate'], 'no-client-certificate'],
	[[...unanchoredFaults, 'issuer-not-listed'], 'unknown-ca'],
	[['wrong-extended-key-usage', 'issuer-extended-key-usage'], 'wrong-extended-key-usage'],
	[['expired'], 'expired'],
	[['not-yet-valid'], 'not-yet-valid'],
];

function causeOfFaults(codes: readonly string[]): ProbeCause | undefined {
	return causesOfCodes.find(([candidates]) => codes.some((code) => candidates.includes(code)))?.[1];
}

const hostFaults = [
	'host-name-mismatch',
	'missing-subject-alternative-name',
	'ip-address-as-dns-name',
];

function causeOfServerFaults({ faults }: ChainVerdict): ProbeCause {
	const codes = faults.map(({ code }) => code);
	const cause = causeOfFaults(codes);
	if (cause === 'unknown-ca') {
		return 'server-not-trusted';
	}
	return (
		cause ?? (codes.some((code) => hostFaults.includes(code)) ? 'wrong-host' : 'server-not-trusted')
	);
}

/** What speaks against the client's chain whoever the server trusts, and whether it lists the issuer. */
export function checkClient(
	chain: readonly Certificate[],
	authorities: readonly Uint8Array[],
	trustAnchors: readonly Certificate[],
	at: Date,
): ReportedFault[] {
	const [leaf] = chain;
	const last = chain.at(-1);
	const verdict = judgeChain(
		chain.map(({ der }) => der),
		{ purpose: 'client', trustAnchors, known: [], crls: [], hostName: undefined, at },
	);
	if (leaf === undefined || last === undefined || verdict === undefined) {
		return [];
	}
	const faults = verdict.faults
		.filter(({ code }) => !unanchoredFaults.includes(code))
		.map((fault) => reportFault(fault, at));
	const listed = authorities.map((der) => readPeerName(der)?.comparisonKey);
	const isListed = chain.some(
		({ subject, issuer }) =>
			listed.includes(subject.comparisonKey) || listed.includes(issuer.comparisonKey),
	);
	return listed.length === 0 || isListed
		? faults
		: [
				{
					code: 'issuer-not-listed',
					message: `The server does not list ${nameText(last.issuer)}, which issued ${certificateName(last)}.`,
					subject: leaf.subject.text,
				},
				...faults,
			];
}

function outcome(
	accepted: boolean | null,
	cause: ProbeCause,
	certificateAtFault?: Outcome['certificateAtFault'],
	clientFaults: readonly ReportedFault[] = [],
): Outcome {
	return { accepted, cause, certificateAtFault, isCauseOurs: false, clientFaults };
}

function refusal(cause: ProbeCause, clientFaults: readonly ReportedFault[]): Outcome {
	const certificateAtFault = cause === 'refused-without-reason' ? undefined : 'client';
	return outcome(false, cause, certificateAtFault, clientFaults);
}
