import { explanationOf } from './probeText/explanation';
import { factsOf, type ProbeFact } from './probeText/facts';
import { nextStepsOf } from './probeText/nextSteps';
import { otherWordsOf, type StackWords } from './probeText/otherWords';
import { verdictWords } from './probeText/verdictWords';
import type { ProbeReport } from './report';

export type { ProbeFact } from './probeText/facts';
export type { StackWords } from './probeText/otherWords';

/** A probe report in sentences, in the order in which a page shows them. */
export interface ProbeText {
	/** Such as `Accepted` or `Refused: no client certificate was sent`. */
	readonly verdict: string;
	readonly explanation: string;
	/** Our check and the server disagree; undefined while they agree. */
	readonly disagreement: string | undefined;
	readonly facts: readonly ProbeFact[];
	readonly nextSteps: readonly string[];
	/** The same outcome in the words of other stacks, to search for. */
	readonly otherWords: readonly StackWords[];
}

/** Puts a probe report into the words of the product. */
export function describeProbe(report: ProbeReport): ProbeText {
	return {
		verdict: verdictWords(report),
		explanation: explanationOf(report),
		disagreement: disagreementOf(report),
		facts: factsOf(report),
		nextSteps: nextStepsOf(report),
		otherWords: otherWordsOf(report),
	};
}

function disagreementOf({
	accepted,
	clientFaults,
	serverVerdict,
	libraryVerdict,
}: ProbeReport): string | undefined {
	const [fault] = clientFaults;
	if (accepted === true && fault !== undefined) {
		return `Our check and this server disagree: we find "${fault.message}", the server let it in.`;
	}
	if (serverVerdict === undefined || libraryVerdict === undefined) {
		return undefined;
	}
	if (serverVerdict.valid && libraryVerdict !== '') {
		return `Our check and this TLS library disagree: we find no fault in the server certificate, the library says ${libraryVerdict}.`;
	}
	// The library is not asked about names here, and lets pass what others refuse; that is no contradiction.
	return undefined;
}
