/**
 * The text of a label without its product icons, on one line.
 *
 * @param {import('playwright-core').Locator} locator
 * @returns {Promise<string>} empty when there is no such element
 */
export async function textOf(locator) {
	const texts = await locator.allTextContents();
	return oneLine(texts[0] ?? '');
}

/** @param {string} text */
export function oneLine(text) {
	// VS Code joins words with no-break spaces in places.
	return text.replace(/[\s\u00a0]+/g, ' ').trim();
}

/**
 * The names of the product icons among these elements, such as `verified`.
 *
 * @param {import('playwright-core').Locator} elements
 * @returns {Promise<string[]>}
 */
export async function iconsOf(elements) {
	const classes = await elements.evaluateAll((all) => all.flatMap((one) => [...one.classList]));
	const names = classes.filter((name) => name.startsWith('codicon-'));
	return names.map((name) => name.slice('codicon-'.length)).filter((name) => name !== 'colored');
}

/**
 * Matches an element whose whole text is this; `:text-is()` would miss one whose text is split
 * into highlighted parts.
 *
 * @param {string} text
 */
export function exactly(text) {
	const words = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '[\\s\u00a0]+');
	return new RegExp(`^\\s*${words}\\s*$`);
}
