/**
 * Turns a glob of the settings into a test for paths with `/`: `*` and `?` stay within a folder, `**`
 * crosses folders, `{a,b}` is a choice. A pattern without `/` matches the file name anywhere, as
 * VS Code's own file settings do.
 */
export function globTest(pattern: string): (path: string) => boolean {
	const anywhere = pattern.includes('/') ? pattern : `**/${pattern}`;
	let expression: RegExp;
	try {
		expression = new RegExp(`^${translate(anywhere)}$`);
	} catch {
		// A brace that is never closed: the pattern is still being typed.
		return () => false;
	}
	return (path) => expression.test(path);
}

function translate(pattern: string): string {
	let depth = 0;
	return pattern.replace(/\*\*\/|\*\*|\*|\?|[{},]|[.+^$()|[\]\\]/g, (token): string => {
		switch (token) {
			case '**/':
				return '(?:.*/)?';
			case '**':
				return '.*';
			case '*':
				return '[^/]*';
			case '?':
				return '[^/]';
			case '{':
				depth++;
				return '(?:';
			case '}':
				depth = Math.max(0, depth - 1);
				return ')';
			case ',':
				return depth > 0 ? '|' : ',';
			default:
				return `\\${token}`;
		}
	});
}
