import { describeProbe } from '../../mtls/probeText';
import type { ProbeReport } from '../../mtls/report';
import { linkPaths } from './page/links';
import type { PageButton, PageState, ReportPage, TextPart } from './page/model';

/** A client certificate of the workspace, as the page names it. */
export interface PageClient {
	readonly label: string;
	/** What sentences call its issuer. */
	readonly issuer: string;
	readonly certificatePath: string;
	readonly keyPath: string;
}

/** What the page knows beside the report. */
export interface ProbeContext {
	/** What the probe was told to send. */
	readonly client: PageClient | undefined;
	/** A client here that the server's list of CAs lets expect to get in. */
	readonly suggestion: PageClient | undefined;
	/** The file of the certificate that the server's chain ends at. */
	readonly anchor: { readonly name: string; readonly path: string } | undefined;
	/** Files of the workspace that sentences may name. */
	readonly paths: readonly string[];
}

/** The page while the probe is under way. */
export function runningPage(
	host: string,
	port: number,
	client: PageClient | undefined,
	startedAt: Date,
): ReportPage {
	const place = placeText(host, port);
	return {
		title: `Probe of ${place}`,
		meta: `${clientWords(client)} · ${timeText(startedAt)}`,
		state: 'running',
		verdict: `Probing ${place}...`,
		explanation: '',
		disagreement: undefined,
		facts: [],
		nextSteps: [],
		buttons: [],
		handshake: [],
		serverLabel: place,
		accepted: null,
		otherWords: [],
	};
}

/** The page of a finished probe. */
export function probePage(report: ProbeReport, context: ProbeContext): ReportPage {
	const text = describeProbe(report);
	const place = placeText(report.host, report.port);
	const paths = [
		...context.paths,
		...(context.client === undefined ? [] : [context.client.certificatePath]),
	];
	const link = (sentence: string): TextPart[] => linkPaths(sentence, paths);
	return {
		title: `Probe of ${place}`,
		meta: `${clientWords(context.client)} · ${timeText(report.startedAt)} · ${report.library}`,
		state: stateOf(report),
		verdict: text.verdict,
		explanation: isRepeated(text) ? '' : text.explanation,
		disagreement: text.disagreement,
		facts: text.facts.map((fact) => ({
			label: fact.label,
			text: link(withAnchorPath(fact.text, context.anchor)),
		})),
		nextSteps: nextSteps(report, context, text.nextSteps).map(link),
		buttons: buttonsFor(report, context),
		handshake: report.handshake,
		serverLabel: place,
		accepted: report.accepted,
		otherWords: text.otherWords,
	};
}

/** How the verdict bar and the tab icon show a report. */
export function stateOf({ cause, certificateAtFault }: ProbeReport): PageState {
	if (certificateAtFault === 'server') {
		return 'refused';
	}
	switch (cause) {
		case 'ok':
			return 'accepted';
		case 'cancelled':
			return 'cancelled';
		case 'not-proven':
			return 'unproven';
		case 'nothing-listening':
		case 'name-not-resolved':
		case 'timeout':
		case 'wrong-protocol':
			return 'unreachable';
		default:
			return 'refused';
	}
}

/** `localhost:8443`, `[::1]:8443`. */
export function placeText(host: string, port: number): string {
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** "Cannot connect: nothing listens on …" has nothing more to explain. */
function isRepeated({ verdict, explanation }: { verdict: string; explanation: string }): boolean {
	return verdict.toLowerCase().endsWith(explanation.toLowerCase().replace(/\.$/, ''));
}

function clientWords(client: PageClient | undefined): string {
	return client === undefined
		? 'Without a client certificate'
		: `As ${client.label} (${client.certificatePath})`;
}

function timeText(date: Date): string {
	return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "Trusted through orders CA" with the file in place of the name, which a reader can open. */
function withAnchorPath(text: string, anchor: ProbeContext['anchor']): string {
	return anchor === undefined
		? text
		: text.replace(`Trusted through ${anchor.name};`, `Trusted through ${anchor.path};`);
}

function nextSteps(
	{ cause, acceptedIssuers }: ProbeReport,
	{ suggestion }: ProbeContext,
	usual: readonly string[],
): readonly string[] {
	if (cause !== 'no-client-certificate' || suggestion === undefined) {
		return usual;
	}
	const { certificatePath, keyPath, issuer } = suggestion;
	// RFC 8446 4.2.4: a server need not list the CAs that it takes clients of.
	const isListed = acceptedIssuers.length > 0 ? ', which this server lists' : '';
	return [
		`${certificatePath} is issued by ${issuer}${isListed}, and its key is in ${keyPath}. Send it.`,
	];
}

function buttonsFor(report: ProbeReport, { client, suggestion }: ProbeContext): PageButton[] {
	const again: PageButton = { action: 'probeAgain', title: 'Probe Again', isPrimary: true };
	const copies: PageButton[] = [
		{ action: 'copyCurl', title: 'Copy curl Command', isPrimary: false },
		{ action: 'copyAs', title: 'Copy As...', isPrimary: false },
	];
	switch (stateOf(report)) {
		case 'accepted':
			return client === undefined
				? [again, ...copies]
				: [
						{ action: 'probeWithout', title: 'Probe Without a Certificate', isPrimary: true },
						{ ...again, isPrimary: false },
						...copies,
					];
		case 'unreachable':
			return [
				{ ...again, title: 'Try Again' },
				{ action: 'probe', title: 'Probe Another...', isPrimary: false },
			];
		case 'refused':
			return report.cause === 'no-client-certificate' && suggestion !== undefined
				? [
						{
							action: 'probeAgainAs',
							title: `Probe Again as ${suggestion.label}`,
							isPrimary: true,
						},
						...copies,
					]
				: [again, ...copies];
		default:
			return [again, ...copies];
	}
}
