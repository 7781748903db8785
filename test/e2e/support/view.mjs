/* global getComputedStyle -- inside evaluate() the code runs in the page */
import { chooseFromMenu, menuItems } from './menu.mjs';
import { exactly, iconsOf, oneLine, textOf } from './text.mjs';
import { waitUntil } from './wait.mjs';

/**
 * A row of a tree as it is drawn.
 *
 * @typedef {object} TreeRow
 * @property {string} label
 * @property {string} description
 * @property {number} level 1 for a root
 * @property {boolean | undefined} isExpanded undefined when it has no children
 * @property {boolean} isSelected
 * @property {string[]} icons without the twistie and the inline buttons
 * @property {string} decoration the badge of its file decoration, such as "1"
 */

/** A view of the side bar or panel: its tree, its welcome text, its title buttons. */
export class View {
	/**
	 * @param {import('playwright-core').Page} page
	 * @param {string} title
	 */
	constructor(page, title) {
		this.page = page;
		this.title = title;
		this.pane = page
			.locator('.pane')
			.filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) })
			.first();
		this.list = this.pane.locator('.monaco-list').first();
	}

	async waitFor() {
		await this.pane.waitFor();
	}

	/** Unfolds the view when only its header shows. */
	async open() {
		const header = this.pane.locator('.pane-header').first();
		if ((await header.getAttribute('aria-expanded')) === 'false') {
			await header.click();
		}
		await this.pane.locator('.pane-body').waitFor();
	}

	/**
	 * The rows that are drawn, from top to bottom.
	 *
	 * @returns {Promise<TreeRow[]>}
	 */
	async rows() {
		const rows = await this.pane.locator('.monaco-list-row').all();
		return await Promise.all(rows.map((row) => this.#read(row)));
	}

	/** The same, one line each: indented label and description; good to compare and to print. */
	async text() {
		const rows = await this.rows();
		return rows
			.map((row) => `${'  '.repeat(row.level - 1)}${oneLine(`${row.label} ${row.description}`)}`)
			.join('\n');
	}

	/**
	 * Waits for a row with exactly that label and, when given, a matching description.
	 *
	 * @param {string} label
	 * @param {string | RegExp} [description]
	 */
	async waitForRow(label, description) {
		return await waitUntil(`${this.title} shows ${label} ${description ?? ''}`, async () => {
			for (const row of await this.pane.locator('.monaco-list-row').all()) {
				const text = await this.#read(row).catch(() => undefined);
				if (text?.label === label && matches(text.description, description)) {
					return text;
				}
			}
			return undefined;
		});
	}

	/**
	 * Waits until no row has exactly that label.
	 *
	 * @param {string} label
	 */
	async waitForNoRow(label) {
		const name = this.page.locator('.label-name', { hasText: exactly(label) });
		await this.pane
			.locator('.monaco-list-row')
			.filter({ has: name })
			.waitFor({ state: 'detached' });
	}

	/** @param {string} label */
	async expand(label) {
		const row = await this.#row(label);
		if ((await row.getAttribute('aria-expanded')) === 'false') {
			await row.locator('.monaco-tl-twistie').click();
		}
		await waitUntil(`${label} is expanded`, async () => {
			return (await (await this.#row(label)).getAttribute('aria-expanded')) === 'true';
		});
	}

	/** @param {string} label */
	async collapse(label) {
		const row = await this.#row(label);
		if ((await row.getAttribute('aria-expanded')) === 'true') {
			await row.locator('.monaco-tl-twistie').click();
		}
	}

	/** @param {string} label */
	async click(label) {
		await (await this.#row(label)).locator('.label-name').first().click();
	}

	/**
	 * The items of a row's context menu, or, with further words, chooses one of them.
	 *
	 * @param {string} label
	 * @param {...string} choose
	 */
	async contextMenu(label, ...choose) {
		await (await this.#row(label)).locator('.label-name').first().click({ button: 'right' });
		const items = await menuItems(this.page);
		if (choose.length > 0) {
			await chooseFromMenu(this.page, ...choose);
		} else {
			await this.page.keyboard.press('Escape');
		}
		return items;
	}

	/**
	 * The names of the buttons at the right end of a row.
	 *
	 * @param {string} label
	 */
	async inlineButtons(label) {
		const row = await this.#row(label);
		await row.hover();
		const buttons = row.locator('.actions .action-label');
		return await buttons.evaluateAll((elements) =>
			elements.map((element) => element.getAttribute('aria-label') ?? ''),
		);
	}

	/**
	 * @param {string} label
	 * @param {string} button
	 */
	async clickInline(label, button) {
		const row = await this.#row(label);
		await row.hover();
		await row.locator(`.actions .action-label[aria-label^="${button}"]`).click();
	}

	/**
	 * Presses a button of the view's title.
	 *
	 * @param {string} button
	 */
	async clickTitleButton(button) {
		await this.pane.hover();
		const inHeader = this.pane.locator(`.pane-header .action-label[aria-label^="${button}"]`);
		// A container with a single view shows that view's buttons in its own title.
		const inTitle = this.page.locator(`.composite.title .action-label[aria-label^="${button}"]`);
		await inHeader.or(inTitle).first().click();
	}

	/**
	 * The text of the hover over a row.
	 *
	 * @param {string} label
	 */
	async tooltip(label) {
		await (await this.#row(label)).locator('.label-name').first().hover();
		const hover = this.page.locator('.workbench-hover-container .monaco-hover').last();
		await hover.waitFor();
		return (await hover.innerText()).trim();
	}

	/** The text that an empty view shows, buttons included. */
	async welcome() {
		const content = this.pane.locator('.welcome-view-content');
		await content.waitFor();
		return oneLine(await content.innerText());
	}

	/** @param {string} button */
	async clickWelcomeButton(button) {
		await this.pane
			.locator('.welcome-view-content .monaco-button')
			.getByText(button, { exact: true })
			.click();
	}

	/** The line above the tree, such as "3 of 214 match: billing". */
	async message() {
		return await textOf(this.pane.locator('.tree-explorer-viewlet-tree-view .message'));
	}

	/** @param {string} label */
	async #row(label) {
		const name = this.page.locator('.label-name', { hasText: exactly(label) });
		const row = this.pane.locator('.monaco-list-row').filter({ has: name }).first();
		await row.waitFor();
		return row;
	}

	/**
	 * @param {import('playwright-core').Locator} row
	 * @returns {Promise<TreeRow>}
	 */
	async #read(row) {
		const [label, description, attributes, icons, decoration] = await Promise.all([
			textOf(row.locator('.label-name')),
			textOf(row.locator('.label-description')),
			row.evaluate((element) => ({
				level: Number(element.getAttribute('aria-level') ?? 1),
				expanded: element.getAttribute('aria-expanded'),
				selected: element.getAttribute('aria-selected'),
			})),
			iconsOf(row.locator('.custom-view-tree-node-item-icon')),
			row
				.locator('.monaco-icon-label')
				.first()
				.evaluate((element) =>
					getComputedStyle(element, '::after').content.replace(/^"|"$|^none$/g, ''),
				),
		]);
		return {
			label,
			description,
			level: attributes.level,
			isExpanded: attributes.expanded === null ? undefined : attributes.expanded === 'true',
			isSelected: attributes.selected === 'true',
			icons,
			decoration,
		};
	}
}

/**
 * @param {string} text
 * @param {string | RegExp | undefined} wanted
 */
function matches(text, wanted) {
	return wanted === undefined || (typeof wanted === 'string' ? text === wanted : wanted.test(text));
}
