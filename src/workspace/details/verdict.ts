import type { LintFile, Severity } from '../../lint/rule';
import type { StackRefusal } from '../../lint/stacks';
import { counted } from '../../util/duration';
import type { LocatedObject } from '../../x509/read';
import { missingForReissue } from '../repair';
import type { SummaryContext } from '../summary';
import { checkedVerdict, notChecked } from './checkedVerdict';
import type { ChainNode, Refusal, Verdict } from './model';

/** The worst finding of an object with who refuses it, or that there is none. */
export function verdictOf(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
	chain: readonly ChainNode[],
): Verdict {
	const isJudged = context.workspace.get(file.path) !== undefined;
	const findings = context
		.findingsOf(file.path)
		.filter((finding) => finding.object.start === object.start)
		.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
	const [worst, ...others] = findings;
	if (worst === undefined) {
		return isJudged ? checkedVerdict(context, file, object, chain) : notChecked;
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
