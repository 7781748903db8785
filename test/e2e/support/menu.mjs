import { oneLine } from './text.mjs';
import { waitUntil } from './wait.mjs';

/** @param {import('playwright-core').Page} page */
function openMenu(page) {
	return page.locator('.context-view .monaco-menu, .monaco-menu-container').last();
}

/**
 * The items of the open menu, without separators.
 *
 * @param {import('playwright-core').Page} page
 */
export async function menuItems(page) {
	const menu = openMenu(page);
	await menu.waitFor();
	const labels = await menu
		.locator('.action-item:not(.disabled) .action-label:not(.separator)')
		.allInnerTexts();
	return labels.map(oneLine).filter((text) => text !== '');
}

/**
 * Chooses an item of the open menu, and the next ones in the submenus that open.
 *
 * @param {import('playwright-core').Page} page
 * @param {...string} items
 */
export async function chooseFromMenu(page, ...items) {
	const menu = openMenu(page);
	const labelOf = (/** @type {string} */ item) =>
		menu.locator('.action-label').getByText(item, { exact: true }).first();
	for (const item of items.slice(0, -1)) {
		await labelOf(item).hover();
		await labelOf(item).click();
	}
	const last = labelOf(items.at(-1) ?? '');
	await last.hover();
	// A menu that has just opened takes no click, lest the one that opened it chooses something.
	await waitUntil(`the menu closes on ${items.at(-1)}`, async () => {
		await last.click({ timeout: 1000 }).catch(() => undefined);
		return !(await menu.isVisible());
	});
}
