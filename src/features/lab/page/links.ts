import type { TextPart } from './model';

/** Splits a sentence so that every known path in it becomes a link; longer paths win over their ends. */
export function linkPaths(sentence: string, paths: readonly string[]): TextPart[] {
	const known = [...new Set(paths)].filter((path) => path !== '');
	known.sort((a, b) => b.length - a.length);
	if (known.length === 0) {
		return [{ text: sentence }];
	}
	const pattern = new RegExp(`(?<![\\w./-])(${known.map(escapePattern).join('|')})(?!\\.?[\\w/-])`);
	return sentence
		.split(pattern)
		.filter((text) => text !== '')
		.map((text) => (known.includes(text) ? { text, path: text } : { text }));
}

function escapePattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
