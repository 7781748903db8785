import type { Explanation } from '../../mtls/explain';
import { linkPaths } from './page/links';
import type { PageFact, ReportPage } from './page/model';

/** A certificate of the workspace that the error may be about, with what our rules find on it. */
export interface LikelyFile {
	readonly path: string;
	/** Undefined if no rule finds anything. */
	readonly finding: string | undefined;
}

/** The page of an explained error; undefined explanation means that the wording is not known. */
export function explainPage(
	text: string,
	explanation: Explanation | undefined,
	likely: readonly LikelyFile[],
): ReportPage {
	const quoted = text.replace(/\s+/g, ' ').trim();
	const frame = {
		title: 'TLS error explained',
		meta: quoted.length > longestQuote ? `${quoted.slice(0, longestQuote - 1)}…` : quoted,
		state: 'explained',
		disagreement: undefined,
		buttons: [{ action: 'probe', title: 'Probe...', isPrimary: true }],
		handshake: [],
		serverLabel: '',
		accepted: null,
		otherWords: [],
	} as const satisfies Partial<ReportPage>;
	if (explanation === undefined) {
		return {
			...frame,
			verdict: 'This wording is not known here',
			explanation: 'Probe the server to see what happens.',
			facts: [],
			nextSteps: [],
		};
	}
	return {
		...frame,
		verdict: causeWords(explanation.cause),
		explanation: explanation.explanation,
		facts: factsOf(explanation, likely),
		nextSteps: explanation.nextSteps.map((step) => [{ text: step }]),
	};
}

/** Most errors are one line; of a whole log the beginning is enough to recognize it. */
const longestQuote = 200;

/** `missing-subject-alternative-name` as a heading. */
function causeWords(cause: string): string {
	const words = cause
		.replace(/^pkcs12-/, 'PKCS#12: ')
		.replaceAll('-', ' ')
		.replace(/\bca\b/, 'CA')
		.replace(/\bpem\b/, 'PEM');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

const verdictWords: Readonly<Record<Explanation['verdictOf'], string>> = {
	server: "The server's, on the client.",
	client: "The client's, on the server.",
	loading: "Nobody's yet: a file could not be loaded, and no connection was begun.",
	connection: "Nobody's: no TLS was spoken.",
};

function factsOf(explanation: Explanation, likely: readonly LikelyFile[]): PageFact[] {
	const facts: PageFact[] = [
		{ label: 'Whose verdict', text: [{ text: verdictWords[explanation.verdictOf] }] },
		{
			label: 'Recognized',
			text: [{ text: `${explanation.matched} (${explanation.source})` }],
		},
	];
	for (const [index, { path, finding }] of likely.entries()) {
		facts.push({
			label: index === 0 ? 'Likely files here' : '',
			text: linkPaths(finding === undefined ? `${path}, no findings` : `${path}: ${finding}`, [
				path,
			]),
		});
	}
	return facts;
}
