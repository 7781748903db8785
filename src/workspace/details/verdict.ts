import type { LintFile, Severity } from '../../lint/rule';
import type { StackRefusal } from '../../lint/stacks';
import { counted } from '../../util/duration';
import type { LocatedObject } from '../../x509/read';
import { missingForReissue } from '../repair';
import type { SummaryContext } from '../summary';
import { certificateCard } from '../summary/certificate';
import { crlAge } from '../summary/others';
import { capitalized, validityLong } from '../summary/words';
import type { Refusal, Verdict } from './model';

/** The worst finding of an object with who refuses it, or that there is none. */
export function verdictOf(context: SummaryContext, file: LintFile, object: LocatedObject): Verdict {
	const isJudged = context.workspace.get(file.path) !== undefined;
	const findings = context
		.findingsOf(file.path)
		.filter((finding) => finding.object.start === object.start)
		.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
	const [worst, ...others] = findings;
	if (worst === undefined) {
		return isJudged ? clean(context, file, object) : notChecked;
	}
	return {
		state: states[worst.severity],
		text: worst.message,
		explanation:
			others.length === 0 ? undefined : `${counted(others.length, 'more finding')} below.`,
		refusals: refusalsOf(worst.refusedBy),
		fix: worst.fix && {
			title: worst.fix.title,
			missing: missingForReissue(context.workspace, worst),
		},
		ruleId: worst.rule.id,
		others: others.map(({ severity, message, rule }) => ({ severity, message, ruleId: rule.id })),
	};
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const states = { error: 'fail', warning: 'warn', information: 'plain', hint: 'plain' } as const;

const nothingFound = {
	explanation: undefined,
	refusals: [],
	fix: undefined,
	ruleId: undefined,
	others: [],
};

/** A file outside of what is searched: nobody looked for faults, so nothing is said of them. */
const notChecked: Verdict = {
	...nothingFound,
	state: 'plain',
	text: 'Not checked: this file is not among those that are searched for certificates.',
};

function clean(context: SummaryContext, file: LintFile, object: LocatedObject): Verdict {
	const pass = (text: string): Verdict => ({ ...nothingFound, state: 'pass', text });
	switch (object.kind) {
		case 'certificate': {
			const { workspace, now } = context;
			const card = certificateCard(workspace, { file, object }, [], now);
			return pass(`No findings. Valid ${validityLong(card.certificate, now, card.state)}.`);
		}
		case 'crl':
			return pass(`No findings. ${capitalized(crlAge(object.crl, context.now).text)}.`);
		case 'unknown':
			return { ...nothingFound, state: 'plain', text: 'Not checked: this cannot be read.' };
		default:
			return pass('No findings.');
	}
}

/** Who judges, in the order in which it is told. */
const headings = [
	['client', 'Refused by'],
	['server', 'Refused by servers on'],
	['loading', 'Refused on loading by'],
] as const;

function refusalsOf(refusals: readonly StackRefusal[]): Refusal[] {
	return headings.flatMap(([side, heading]) =>
		refusals
			.filter((refusal) => refusal.side === side)
			.map(({ stack, version, message, source, unless }, index) => ({
				heading: index === 0 ? heading : '',
				stack: `${stack} ${version}`,
				words: message,
				note:
					[
						...(unless === undefined ? [] : [`unless ${unless}`]),
						...(source === 'documented' ? ['reported, not measured'] : []),
					].join(', ') || undefined,
			})),
	);
}
