import { oneLine, textOf } from './text.mjs';
import { waitUntil } from './wait.mjs';

/**
 * A row of the Problems panel.
 *
 * @typedef {object} Problem
 * @property {string} file
 * @property {string} message
 * @property {string} source
 * @property {string} code
 * @property {string} position such as "[Ln 1, Col 1]"
 * @property {'error' | 'warning' | 'info'} severity
 */

/** The Problems panel. */
export class Problems {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.panel = page.locator('.markers-panel');
	}

	async open() {
		if (!(await this.panel.isVisible())) {
			await this.page.keyboard.press('Control+Shift+M');
		}
		await this.panel.waitFor();
	}

	/**
	 * What the panel shows now; opens it when it is closed.
	 *
	 * @returns {Promise<Problem[]>}
	 */
	async all() {
		await this.open();
		const problems = /** @type {Problem[]} */ ([]);
		let file = '';
		for (const row of await this.panel.locator('.monaco-list-row').all()) {
			if ((await row.getAttribute('aria-level')) === '1') {
				file = await textOf(row.locator('.label-name'));
			} else if (await row.locator('.marker-icon').count()) {
				const icon =
					(await row.locator('.marker-icon .codicon').first().getAttribute('class')) ?? '';
				problems.push({
					file,
					message: oneLine((await row.locator('.marker-message').allInnerTexts()).join(' ')),
					source: await textOf(row.locator('.marker-source')),
					code: (await textOf(row.locator('.marker-code'))).replace(/^\(|\)$/g, ''),
					position: await textOf(row.locator('.marker-line')),
					severity: /error/.test(icon) ? 'error' : /warning/.test(icon) ? 'warning' : 'info',
				});
			}
		}
		return problems;
	}

	/**
	 * Waits for a problem whose code or message is that.
	 *
	 * @param {string} codeOrMessage
	 */
	async waitFor(codeOrMessage) {
		return await waitUntil(`the Problems panel lists ${codeOrMessage}`, async () => {
			const problems = await this.all().catch(() => []);
			return problems.find(({ code, message }) => [code, message].includes(codeOrMessage));
		});
	}

	/** @param {string} message */
	async click(message) {
		await this.panel.locator('.marker-message-line').getByText(message).first().dblclick();
	}
}
