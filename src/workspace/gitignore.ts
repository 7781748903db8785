/** What keeps private keys, their backups and PKCS#12 files out of a repository. */
export const keyPatterns: readonly string[] = ['*.key*', '*.p12', '*.pfx'];

/**
 * Patterns that a `.gitignore` lacks for keys to stay out: the ones among `keyPatterns` whose files
 * it does not ignore yet in one way or another. `text` is undefined where there is no such file.
 */
export function missingKeyPatterns(text: string | undefined): string[] {
	const rules = (text ?? '').split(/\r?\n/).flatMap(parseRule);
	return keyPatterns.filter((pattern) => examples(pattern).some((name) => !isIgnored(name, rules)));
}

/** The text with these patterns at its end, in its own line ends; undefined text is a new file. */
export function addPatterns(text: string | undefined, patterns: readonly string[]): string {
	const lineEnd = text?.includes('\r\n') === true ? '\r\n' : '\n';
	const added = ['# Private keys', ...patterns].map((line) => line + lineEnd).join('');
	if (text === undefined || text.trim() === '') {
		return added;
	}
	const before = text.endsWith('\n') ? text : text + lineEnd;
	return `${before}${lineEnd}${added}`;
}

/**
 * The folder of the repository that `folder` lies in, going up from it; undefined outside of one.
 * `has` tells whether a path is there: `.git` is a folder, or a file in worktrees and submodules.
 */
export async function repositoryOf(
	folder: string,
	has: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
	for (let current = folder.replace(/[/\\]+$/, ''); ; current = parentOf(current)) {
		if (await has(`${current}/.git`)) {
			return current === '' ? '/' : current;
		}
		if (current === '' || parentOf(current) === current) {
			return undefined;
		}
	}
}

interface Rule {
	readonly isNegated: boolean;
	readonly matches: RegExp;
}

/** File names that a pattern has to cover. */
function examples(pattern: string): string[] {
	const ending = pattern.replaceAll('*', '');
	return pattern.endsWith('*') ? [`a${ending}`, `a${ending}.bak`] : [`a${ending}`];
}

/** The last rule that matches decides (gitignore documentation). */
function isIgnored(name: string, rules: readonly Rule[]): boolean {
	return rules.findLast(({ matches }) => matches.test(name))?.isNegated === false;
}

/**
 * A line of `.gitignore` as far as it is about file names anywhere below: patterns with a slash are
 * about one place, so they do not keep keys out elsewhere.
 */
function parseRule(line: string): Rule[] {
	const text = line.replace(/(?<!\\)\s+$/, '');
	if (text === '' || text.startsWith('#')) {
		return [];
	}
	const isNegated = text.startsWith('!');
	const pattern = (isNegated ? text.slice(1) : text).replace(/^\*\*\//, '');
	if (pattern.includes('/')) {
		return [];
	}
	const source = pattern.replace(/\\(.)|\[!?[^\]]+\]|[*]+|\?|[^\w]/g, (part, escaped?: string) => {
		if (escaped !== undefined) {
			return quote(escaped);
		}
		if (part.startsWith('[') && part.length > 1) {
			return part.replace('[!', '[^').replaceAll('\\', '\\\\');
		}
		return part.startsWith('*') ? '.*' : part === '?' ? '.' : quote(part);
	});
	try {
		return [{ isNegated, matches: new RegExp(`^${source}$`, 's') }];
	} catch {
		// A range such as [z-a] matches nothing.
		return [];
	}
}

function quote(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function parentOf(folder: string): string {
	const end = Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'));
	return end < 0 ? folder : folder.slice(0, end);
}
