import { oneLine } from './text.mjs';

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
	for (const item of items) {
		const label = openMenu(page).locator('.action-label').getByText(item, { exact: true });
		await label.first().hover();
		await label.first().click();
	}
}
