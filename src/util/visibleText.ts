/** Most characters of a name that a sentence shows: a longer one would push the sentence out of sight. */
const longestName = 80;

// Control, bidirectional and invisible characters that make a name read as what it is not.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text from outside as it may stand in a sentence: characters that cannot be seen are written out
 * as `⟨U+202E⟩`, and what is over `limit` characters is cut with an ellipsis.
 */
export function visibleText(text: string, limit = longestName): string {
	const characters = Array.from(text);
	const isLong = characters.length > limit;
	const shown = isLong ? characters.slice(0, limit - 1).join('') : text;
	return shown.replace(hidden, writtenOut) + (isLong ? '…' : '');
}

function writtenOut(character: string): string {
	const codePoint = character.codePointAt(0) ?? 0;
	return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
