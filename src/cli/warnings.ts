import { lintFiles } from '../lint/lint';
import type { Finding, Role } from '../lint/rule';
import { publicRoots } from '../mtls/publicRoots';
import { createFileSet } from '../workspace/fileSet';
import type { ReadResult } from '../x509/read';
import { expiresSoonDays } from './dates';

/** What the rules say against the first certificate of a file that is about to be used in a role, a line each. */
export function warningsOf(path: string, content: ReadResult, role: Role, now: Date): string[] {
	const leaf = content.objects.find(({ kind }) => kind === 'certificate');
	if (leaf === undefined) {
		return [];
	}
	const files = createFileSet({ publicRoots, pinnedRole: () => role });
	files.set({ path, content: { ...content, objects: [leaf], problems: [] } });
	return lintFiles(files, { now, profile: 'mtls', expiresSoonDays, severities: {} })
		.filter(({ severity }) => severity === 'error' || severity === 'warning')
		.map(findingLine);
}

/** A finding on one line: place, severity, sentence, rule. */
export function findingLine({
	path,
	line,
	rule,
	severity,
	message,
}: Pick<Finding, 'path' | 'line' | 'rule' | 'severity' | 'message'>): string {
	return `${path}:${line}: ${severity}: ${message} [${rule.id}]`;
}
