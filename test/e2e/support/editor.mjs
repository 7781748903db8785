import { exactly, oneLine } from './text.mjs';
import { waitUntil } from './wait.mjs';

/** The text editor that has the focus or was opened last. */
export class Editor {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.root = page
			.locator('.editor-group-container.active .editor-instance .monaco-editor')
			.first();
	}

	async waitFor() {
		await this.root.locator('.view-lines .view-line').first().waitFor();
	}

	/** The title of the active tab. */
	async title() {
		const tab = this.page.locator('.editor-group-container.active .tab.active');
		return (await tab.getAttribute('data-resource-name')) ?? '';
	}

	/** The lines that are drawn. */
	async text() {
		const lines = await this.root.locator('.view-lines .view-line').all();
		const read = await Promise.all(
			lines.map(async (line) => ({
				top: (await line.boundingBox())?.y ?? 0,
				text: (await line.innerText()).replaceAll('\u00a0', ' '),
			})),
		);
		return read
			.sort((a, b) => a.top - b.top)
			.map((line) => line.text)
			.join('\n');
	}

	/**
	 * Puts the cursor on a line, as Go to Line does.
	 *
	 * @param {number} line counted from 1
	 */
	async goToLine(line) {
		await this.page.keyboard.press('Control+G');
		const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
		await input.fill(`:${line}`);
		await input.press('Enter');
		await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
	}

	/** The titles of all CodeLenses that are drawn. */
	async codeLenses() {
		await this.root.locator('.codelens-decoration a, .codelens-decoration span').first().waitFor();
		return await this.root
			.locator('.codelens-decoration')
			.evaluateAll((elements) =>
				elements
					.flatMap((element) =>
						[...element.querySelectorAll('a, :scope > span')].map((part) =>
							(part.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim(),
						),
					)
					.filter((text) => text !== '' && text !== '|'),
			);
	}

	/**
	 * Waits for a CodeLens with that text.
	 *
	 * @param {string | RegExp} text
	 */
	async waitForCodeLens(text) {
		await this.root.locator('.codelens-decoration').filter({ hasText: text }).first().waitFor();
	}

	/** @param {string | RegExp} text */
	async clickCodeLens(text) {
		await this.root.locator('.codelens-decoration a').filter({ hasText: text }).first().click();
	}

	/**
	 * Rests the pointer on a text of the editor and returns what the hover says.
	 *
	 * @param {string} text part of a drawn line
	 */
	async hover(text) {
		const target = this.root.locator('.view-line span').getByText(text).last();
		await target.hover();
		const hover = this.page
			.locator('.monaco-editor .monaco-hover:not(.hidden), .monaco-resizable-hover .monaco-hover')
			.first();
		await hover.waitFor();
		await waitUntil(
			'the hover has loaded',
			async () => !(await hover.innerText()).includes('Loading...'),
		);
		return (await hover.innerText()).trim();
	}

	/** The titles of the quick fixes at the cursor; the list stays open. */
	async quickFixes() {
		await this.page.keyboard.press('Control+.');
		const titles = this.#quickFixList().locator('.monaco-list-row.action .title');
		await titles.first().waitFor();
		return (await titles.allTextContents()).map(oneLine);
	}

	/**
	 * Applies a quick fix at the cursor.
	 *
	 * @param {string} title
	 */
	async applyQuickFix(title) {
		const list = this.#quickFixList();
		if (!(await list.isVisible())) {
			await this.quickFixes();
		}
		const item = list.locator('.monaco-list-row.action', { hasText: exactly(title) });
		// The list ignores a pointer that was there before it, so the pointer moves first.
		const box = await item.boundingBox();
		if (box) {
			await this.page.mouse.move(box.x + 8, box.y + box.height / 2);
			await this.page.mouse.move(box.x + 12, box.y + box.height / 2);
		}
		await item.click();
		await list.waitFor({ state: 'hidden' });
	}

	#quickFixList() {
		return this.page.locator('.action-widget:not(.action-list-submenu-panel)');
	}

	/** How many squiggles of that severity are drawn. */
	async squiggles(/** @type {'error' | 'warning' | 'info'} */ severity) {
		return await this.root.locator(`.cdr.squiggly-${severity}`).count();
	}
}
