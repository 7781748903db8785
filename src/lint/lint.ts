import type { LocatedObject, ReadProblem } from '../x509/read';
import type { Finding, LintFile, LintOptions, LintWorkspace, Rule, RuleHit } from './rule';
import { objectRules, problemRules } from './rules';
import { expired } from './rules/expired';

/** Judges every file of a set; findings come in the order of the files, then of their places. */
export function lintFiles(
	workspace: LintWorkspace & { readonly files: Iterable<LintFile> },
	options: LintOptions,
): Finding[] {
	return [...workspace.files].flatMap((file) => lintFile(file, workspace, options));
}

/** Judges what a file holds and what could not be read of it, with the rest of the workspace at hand. */
export function lintFile(
	file: LintFile,
	workspace: LintWorkspace,
	options: LintOptions,
): Finding[] {
	const { objects, problems } = file.content;
	const findings = [
		...objects.flatMap((object) => lintObject(object, file, workspace, options)),
		...problems.flatMap((problem) => lintProblem(problem, file, options)),
	];
	return findings.toSorted((a, b) => a.object.start - b.object.start);
}

function lintObject(
	object: LocatedObject,
	file: LintFile,
	workspace: LintWorkspace,
	options: LintOptions,
): Finding[] {
	const role = object.kind === 'certificate' ? workspace.roleOf({ file, object }) : 'unknown';
	const context = { file, object, role, workspace, options };
	const applied = isPublicRoot(object, workspace) ? [expired] : objectRules;
	const hits = new Map<Rule, RuleHit>();
	for (const rule of applied) {
		const hit = rule.appliesTo(context) ? rule.check(context) : undefined;
		if (hit !== undefined) {
			hits.set(rule, hit);
		}
	}
	return [...withoutConsequences(hits)].flatMap(([rule, hit]) =>
		// Nothing can be replaced inside a container; the finding stands, the repair is made outside.
		findingOf(
			rule,
			object.within === undefined ? hit : { ...hit, fix: undefined },
			file,
			object,
			options,
		),
	);
}

/** Nobody here can reissue a root that operating systems ship, so its make is no finding. */
function isPublicRoot(object: LocatedObject, workspace: LintWorkspace): boolean {
	if (object.kind !== 'certificate') {
		return false;
	}
	const { certificate } = object;
	return (
		certificate.subject.comparisonKey === certificate.issuer.comparisonKey &&
		workspace.isIssuedByPublicRoot(certificate)
	);
}

/** One cause, one finding: a rule yields to others that speak, unless those yield themselves. */
function withoutConsequences(hits: ReadonlyMap<Rule, RuleHit>): Map<Rule, RuleHit> {
	const byId = new Map([...hits.keys()].map((rule) => [rule.id, rule]));
	const speaks = (rule: Rule): boolean =>
		rule.yieldsTo.every((id) => {
			const other = byId.get(id);
			return other === undefined || !speaks(other);
		});
	return new Map([...hits].filter(([rule]) => speaks(rule)));
}

function lintProblem(problem: ReadProblem, file: LintFile, options: LintOptions): Finding[] {
	const start = problem.blockStart ?? problem.offset;
	const object = file.content.objects.find((other) => other.start === start) ?? {
		kind: 'unknown',
		label: undefined,
		start,
		end: start,
		line: problem.line,
	};
	return problemRules.flatMap((rule) => {
		const hit = rule.checkProblem(problem, file);
		return hit === undefined ? [] : findingOf(rule, hit, file, object, options);
	});
}

function findingOf(
	rule: Rule,
	hit: RuleHit,
	{ path }: LintFile,
	object: LocatedObject,
	{ severities }: LintOptions,
): Finding[] {
	const severity = severities[rule.id] ?? rule.severity;
	return severity === 'off' ? [] : [{ ...hit, rule, severity, path, line: object.line, object }];
}
