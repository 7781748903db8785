import { oneLine, textOf } from './text.mjs';

/**
 * @typedef {object} Notification
 * @property {string} text
 * @property {string[]} buttons
 * @property {'information' | 'warning' | 'error' | 'progress'} severity
 */

/** The notifications that are shown as toasts. */
export class Notifications {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.items = page.locator('.notifications-toasts .notification-list-item');
	}

	/**
	 * Waits for a notification with that text.
	 *
	 * @param {string | RegExp} text
	 * @returns {Promise<Notification>}
	 */
	async waitFor(text) {
		const item = this.#item(text);
		await item.waitFor();
		return await this.#read(item);
	}

	/** @returns {Promise<Notification[]>} */
	async all() {
		return await Promise.all((await this.items.all()).map((item) => this.#read(item)));
	}

	/**
	 * Presses a button of the notification with that text.
	 *
	 * @param {string | RegExp} text
	 * @param {string} button
	 */
	async click(text, button) {
		const item = this.#item(text);
		// Buttons of a folded toast appear when the pointer is over it.
		await item.hover();
		await item.locator('.monaco-button').getByText(button, { exact: true }).click();
	}

	/** @param {string | RegExp} text */
	async dismiss(text) {
		const item = this.#item(text);
		await item.hover();
		await item.locator('.codicon-notifications-clear').click();
		await item.waitFor({ state: 'detached' });
	}

	/** @param {string | RegExp} text */
	#item(text) {
		return this.items.filter({ hasText: text }).first();
	}

	/** @param {import('playwright-core').Locator} item */
	async #read(item) {
		const icon = (await item.locator('.notification-list-item-icon').getAttribute('class')) ?? '';
		const isBusy = await item.locator('.monaco-progress-container.active').isVisible();
		const buttons = await item
			.locator('.notification-list-item-buttons-container .monaco-button')
			.allInnerTexts();
		return {
			text: await textOf(item.locator('.notification-list-item-message')),
			buttons: buttons.map(oneLine).filter((text) => text !== ''),
			severity: /** @type {Notification['severity']} */ (
				isBusy ? 'progress' : (/codicon-(error|warning)/.exec(icon)?.[1] ?? 'information')
			),
		};
	}
}
