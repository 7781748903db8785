import { oneLine, textOf } from './text.mjs';

/** The modal dialog. */
export class Dialog {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.box = page.locator('.monaco-dialog-box');
	}

	/** Waits for it and returns its message, its detail and its buttons. */
	async read() {
		await this.box.waitFor();
		const buttons = await this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
		return {
			message: await textOf(this.box.locator('.dialog-message-text')),
			detail: await textOf(this.box.locator('.dialog-message-detail')),
			buttons: buttons.map(oneLine).filter((text) => text !== ''),
		};
	}

	/** @param {string} button */
	async click(button) {
		await this.box.locator('.dialog-buttons').getByText(button, { exact: true }).click();
		await this.box.waitFor({ state: 'detached' });
	}
}
