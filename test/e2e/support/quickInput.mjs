import { iconsOf, oneLine, textOf } from './text.mjs';
import { waitUntil } from './wait.mjs';

/**
 * A row of a quick pick.
 *
 * @typedef {object} QuickRow
 * @property {string} label without its icons
 * @property {string} description
 * @property {string} detail
 * @property {string} separator the words above or beside it, when it begins a group
 * @property {string[]} icons
 */

/** The quick pick or input box that is open: palette, wizard steps, questions. */
export class QuickInput {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.widget = page.locator('.quick-input-widget');
		this.input = this.widget.locator('.quick-input-box input').first();
	}

	/**
	 * Waits until one is open, with that title and step when they are named: "Create Root CA (1/3)".
	 *
	 * @param {string | RegExp} [title]
	 */
	async waitFor(title) {
		await this.widget.waitFor({ state: 'visible' });
		if (title !== undefined) {
			await this.widget.locator('.quick-input-title').filter({ hasText: title }).waitFor();
		}
	}

	async waitUntilClosed() {
		await this.widget.waitFor({ state: 'hidden' });
	}

	/**
	 * Waits until what was typed is not there any more: the input closed, or asks the next thing.
	 *
	 * @param {string} text
	 */
	async waitUntilPast(text) {
		await waitUntil(`the input with ${text} is done`, async () => {
			return !(await this.isOpen()) || (await this.value().catch(() => '')) !== text;
		});
	}

	async isOpen() {
		return await this.widget.isVisible();
	}

	/** The title with its step, such as "Create Root CA (1/3)". */
	async title() {
		return await textOf(this.widget.locator('.quick-input-title'));
	}

	/** What is typed so far. */
	async value() {
		return await this.input.inputValue();
	}

	async placeholder() {
		return (await this.input.getAttribute('placeholder')) ?? '';
	}

	/** The line below the input: the prompt, or what the validation says in its place. */
	async message() {
		return await textOf(this.widget.locator('.quick-input-message'));
	}

	/**
	 * Waits for a text in the line below the input.
	 *
	 * @param {string | RegExp} text
	 */
	async waitForMessage(text) {
		await this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
	}

	/** How the validation is drawn: none, information, warning or error. */
	async severity() {
		const box = this.widget.locator('.quick-input-box .monaco-inputbox');
		const classes = (await box.getAttribute('class')) ?? '';
		return ['error', 'warning', 'info'].find((name) => classes.split(' ').includes(name)) ?? 'none';
	}

	/**
	 * Replaces what is typed.
	 *
	 * @param {string} text
	 * @param {number} [timeoutMs]
	 */
	async type(text, timeoutMs = 20_000) {
		await this.input.fill(text, { timeout: timeoutMs });
	}

	/** Presses Enter. */
	async accept() {
		await this.input.press('Enter');
	}

	async dismiss() {
		await this.input.press('Escape');
		await this.waitUntilClosed();
	}

	/** Presses the Back button. */
	async back() {
		await this.widget
			.locator('.codicon-quick-input-back, .quick-input-titlebar [aria-label="Back"]')
			.first()
			.click();
	}

	/**
	 * Presses a button of the title bar or the input by its tooltip.
	 *
	 * @param {string} tooltip
	 */
	async clickButton(tooltip) {
		await this.widget.locator(`.action-label[aria-label^="${tooltip}"]`).first().click();
	}

	/**
	 * The rows that are drawn, from top to bottom, once they have settled.
	 *
	 * @returns {Promise<QuickRow[]>}
	 */
	async rows() {
		await this.#settled();
		const rows = await this.widget.locator('.quick-input-list .monaco-list-row').all();
		return await Promise.all(rows.map((row) => this.#read(row)));
	}

	/** The label of the row that Enter would take. */
	async focusedRow() {
		await this.#settled();
		const row = this.widget.locator('.quick-input-list .monaco-list-row.focused');
		return await textOf(row.locator('.quick-input-list-rows .label-name').first());
	}

	/**
	 * Picks the row with exactly that label.
	 *
	 * @param {string} label
	 * @param {number} [timeoutMs]
	 */
	async pick(label, timeoutMs = 20_000) {
		const pickNow = async () => {
			const rows = await this.widget.locator('.quick-input-list .monaco-list-row').all();
			for (const candidate of rows) {
				if ((await this.#read(candidate).catch(() => undefined))?.label === label) {
					// The list may be sorted anew between the look and the click, and the row be gone.
					return await candidate.click({ timeout: 1000 }).then(
						() => true,
						() => undefined,
					);
				}
			}
			return undefined;
		};
		await waitUntil(`the list offers ${label}`, pickNow, timeoutMs);
	}

	/** @param {import('playwright-core').Locator} row */
	async #read(row) {
		const lines = row.locator('.quick-input-list-rows > .quick-input-list-row');
		const [label, description, detail, separator, icons] = await Promise.all([
			textOf(lines.nth(0).locator('.label-name')),
			textOf(lines.nth(0).locator('.label-description')),
			textOf(lines.nth(1)),
			textOf(row.locator('.quick-input-list-separator')),
			iconsOf(lines.nth(0).locator('.codicon')),
		]);
		return { label, description, detail, separator, icons };
	}

	/** Resolves when the list is not busy and two looks at it give the same. */
	async #settled() {
		let before = '';
		await waitUntil('the list has settled', async () => {
			const texts = await this.widget.locator('.quick-input-list .monaco-list-row').allInnerTexts();
			const now = oneLine(texts.join('|'));
			const isSame = now === before && now !== '';
			before = now;
			return (
				isSame && !(await this.widget.locator('.monaco-progress-container.active').isVisible())
			);
		});
	}
}
