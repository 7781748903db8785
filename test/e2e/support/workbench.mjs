/* global navigator -- inside evaluate() the code runs in the page */
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { launchBrowser } from '../../host/browser.mjs';
import { root } from '../../host/install.mjs';
import { packageExtension } from '../../host/package.mjs';
import { startServer, workbenchUrl } from '../../host/server.mjs';
import { Dialog } from './dialog.mjs';
import { Editor } from './editor.mjs';
import { chooseFromMenu } from './menu.mjs';
import { Notifications } from './notifications.mjs';
import { Problems } from './problems.mjs';
import { QuickInput } from './quickInput.mjs';
import { exactly, oneLine } from './text.mjs';
import { View } from './view.mjs';
import { waitUntil } from './wait.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {'dark' | 'light'} Theme
 */

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [folder] the folder to open; an empty window when absent
 * @property {string} [version] VS Code version; that of VSCODE_HOST_VERSION when absent
 * @property {string | false} [vsix] the extension to install: ours, packaged anew when it is
 *   outdated, unless another is named or none is wanted
 * @property {Theme} [theme] dark when absent
 * @property {{ width: number, height: number }} [size]
 * @property {number} [scale] device pixels per pixel, 2 for pictures that stay sharp
 * @property {Record<string, unknown>} [settings] user settings
 * @property {boolean} [trust] false: VS Code asks whether the folder is trusted
 * @property {string} [screenshots] where pictures go; `test-results/screenshots` when absent
 * @property {NodeJS.ProcessEnv} [env] environment of the extension host
 */

/**
 * Opens a real workbench with the packaged extension installed in it.
 *
 * @param {WorkbenchOptions} [options]
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench(options = {}) {
	const vsix = options.vsix ?? (await packageExtension()).vsix;
	const server = await startServer({
		trust: options.trust ?? true,
		// The page's own wish for dark or light decides, so that a picture of each needs no restart.
		settings: { 'window.autoDetectColorScheme': true, ...options.settings },
		...(options.version ? { version: options.version } : {}),
		...(options.env ? { env: { ...process.env, ...options.env } } : {}),
		...(vsix ? { vsix } : {}),
	});
	/** @type {import('playwright-core').Browser | undefined} */
	let browser;
	try {
		browser = await launchBrowser();
		const context = await browser.newContext({
			viewport: options.size ?? { width: 1280, height: 800 },
			deviceScaleFactor: options.scale ?? 1,
			colorScheme: options.theme ?? 'dark',
			permissions: ['clipboard-read', 'clipboard-write'],
			reducedMotion: 'reduce',
			locale: 'en-US',
		});
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		const workbench = new Workbench(page, server, options);
		await page.goto(workbenchUrl(server, { folder: options.folder }));
		await workbench.waitUntilReady();
		return workbench;
	} catch (error) {
		await browser?.close();
		await server.stop();
		throw error;
	}
}

/** A workbench as a person sees it. Every method waits for what it needs; none sleeps. */
export class Workbench {
	/**
	 * @param {Page} page
	 * @param {import('../../host/server.mjs').Server} server
	 * @param {WorkbenchOptions} options
	 */
	constructor(page, server, options) {
		this.page = page;
		this.server = server;
		this.options = options;
		this.quickInput = new QuickInput(page);
		this.notifications = new Notifications(page);
		this.dialog = new Dialog(page);
		this.editor = new Editor(page);
		this.problems = new Problems(page);
	}

	/** Resolves when the workbench is drawn and the extensions that start with it have started. */
	async waitUntilReady() {
		await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
		await this.page.locator('#status\\.host').waitFor();
		const log = () => this.extensionHostLog();
		await waitUntil('the extension host is ready', async () => {
			return (await log()).includes('Eager extensions activated');
		});
	}

	/** The log of the newest extension host. */
	async extensionHostLog() {
		const names = await fs.readdir(this.server.logs, { recursive: true }).catch(() => []);
		const logs = names.filter((name) => path.basename(name) === 'remoteexthost.log').sort();
		const newest = logs.at(-1);
		return newest ? await fs.readFile(path.join(this.server.logs, newest), 'utf8') : '';
	}

	/**
	 * Runs a command from the palette, by the words that stand there: "mTLS: Create Root CA...".
	 *
	 * @param {string} title
	 */
	async runCommand(title) {
		// What the command before it does may take the focus, and with it the palette, away: then once more.
		await waitUntil(`the palette runs ${title}`, async () => {
			await this.page.keyboard.press('F1');
			try {
				await this.quickInput.waitFor();
				await this.quickInput.type(`>${title}`, 1000);
				await this.quickInput.pick(title, 3000);
				return true;
			} catch {
				return false;
			}
		});
		// Else the next key may still go to the palette, which closes with it.
		await this.quickInput.waitUntilPast(`>${title}`);
	}

	/**
	 * The titles that the palette offers for some words.
	 *
	 * @param {string} words
	 */
	async commandsFor(words) {
		await this.page.keyboard.press('F1');
		await this.quickInput.waitFor();
		await this.quickInput.type(`>${words}`);
		const rows = await this.quickInput.rows();
		await this.quickInput.dismiss();
		return rows.map((row) => row.label);
	}

	/**
	 * Opens a file of the workspace by its name or path, as Go to File does.
	 *
	 * @param {string} name
	 */
	async openFile(name) {
		await this.page.keyboard.press('Control+P');
		await this.quickInput.waitFor();
		await this.quickInput.type(name);
		await this.quickInput.pick(path.posix.basename(name));
		await this.page.locator('.tab.active', { hasText: path.posix.basename(name) }).waitFor();
		await this.editor.waitFor();
	}

	/**
	 * Opens a container of the activity bar, if it is not open yet.
	 *
	 * @param {string} title such as "Certificates"
	 */
	async openContainer(title) {
		const tab = this.page
			.locator('.activitybar .action-item')
			.filter({ has: this.page.locator(`.action-label[aria-label^="${title}"]`) });
		if ((await tab.getAttribute('aria-selected')) !== 'true') {
			await tab.click();
		}
		await this.page.locator('.sidebar .composite.title', { hasText: title }).waitFor();
	}

	/** The number on a container of the activity bar, or an empty text. */
	async badge(/** @type {string} */ title) {
		const badge = this.page
			.locator('.activitybar .action-item')
			.filter({ has: this.page.locator(`.action-label[aria-label^="${title}"]`) })
			.locator('.badge-content');
		return (await badge.isVisible()) ? await badge.innerText() : '';
	}

	/**
	 * A view of the side bar or panel by its title; opens and unfolds nothing.
	 *
	 * @param {string} title
	 */
	view(title) {
		return new View(this.page, title);
	}

	/** The texts of the status bar, from left to right. */
	async statusBar() {
		const items = this.page.locator('.statusbar-item:visible');
		return (await items.allInnerTexts()).map(oneLine).filter((text) => text !== '');
	}

	/**
	 * Waits until the status bar has an item with that text and returns it.
	 *
	 * @param {string | RegExp} text
	 */
	async statusItem(text) {
		const item = this.page.locator('.statusbar-item:visible').filter({ hasText: text });
		await item.waitFor();
		return item;
	}

	/** @param {string | RegExp} text */
	async clickStatusItem(text) {
		await (await this.statusItem(text)).locator('.statusbar-item-label').click();
	}

	/**
	 * Chooses from the context menu of a file or folder in the Explorer.
	 *
	 * @param {string} name
	 * @param {string} item
	 */
	async chooseInExplorer(name, item) {
		await this.page.keyboard.press('Control+Shift+E');
		const label = this.page.locator('.label-name', { hasText: exactly(name) });
		const row = this.page
			.locator('.explorer-folders-view .monaco-list-row')
			.filter({ has: label })
			.first();
		await row.click({ button: 'right' });
		await chooseFromMenu(this.page, item);
	}

	/**
	 * The document inside a webview editor.
	 *
	 * @param {string} [title] the tab to bring to the front first
	 */
	async webview(title) {
		if (title) {
			await this.page.locator('.tab', { hasText: title }).click();
		}
		const outer = this.page.locator('iframe.webview.ready:visible').contentFrame();
		return outer.locator('iframe#active-frame').contentFrame();
	}

	/**
	 * Changes user settings in the editor of settings.json. A server does not watch that file, so
	 * writing it from outside would show after a reload only.
	 *
	 * @param {Record<string, unknown>} settings
	 */
	async setSettings(settings) {
		const file = path.join(this.server.userData, 'User/settings.json');
		const before = JSON.parse(await fs.readFile(file, 'utf8'));
		const text = JSON.stringify({ ...before, ...settings }, undefined, 2);
		await this.runCommand('Preferences: Open User Settings (JSON)');
		const tab = this.page.locator('.tab.active', { hasText: 'settings.json' });
		await tab.waitFor();
		await this.editor.waitFor();
		await this.page.keyboard.press('Control+A');
		await this.paste(text);
		await this.page.keyboard.press('Control+S');
		await waitUntil('settings.json is saved', async () => {
			try {
				return isDeepStrictEqual(JSON.parse(await fs.readFile(file, 'utf8')), JSON.parse(text));
			} catch {
				// It is being written.
				return false;
			}
		});
		await this.closeEditor();
	}

	/**
	 * Pastes a text where the cursor is; unlike typing it, no editor completes or indents it.
	 *
	 * @param {string} text
	 */
	async paste(text) {
		await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
		await this.page.keyboard.press('Control+V');
	}

	/** What was copied last. */
	async clipboard() {
		return await this.page.evaluate(() => navigator.clipboard.readText());
	}

	/** Closes the active tab. */
	async closeEditor() {
		const active = this.page.locator('.editor-group-container.active .tab.active');
		const name = await active.getAttribute('data-resource-name');
		await this.runCommand('View: Close Editor');
		await this.page
			.locator(`.tab.active[data-resource-name="${name}"]`)
			.waitFor({ state: 'detached' });
	}

	/** @param {Theme} theme */
	async setTheme(theme) {
		await this.page.emulateMedia({ colorScheme: theme });
		await this.page
			.locator(theme === 'dark' ? '.monaco-workbench.vs-dark' : '.monaco-workbench.vs')
			.waitFor();
	}

	/**
	 * Saves a picture of the window in both themes, `name-dark.png` and `name-light.png`.
	 *
	 * @param {string} name
	 * @param {{ themes?: Theme[], clip?: { x: number, y: number, width: number, height: number } }} [how]
	 * @returns {Promise<string[]>} the files
	 */
	async screenshot(name, how = {}) {
		const folder = this.options.screenshots ?? path.join(root, 'test-results/screenshots');
		await fs.mkdir(folder, { recursive: true });
		const files = [];
		for (const theme of how.themes ?? /** @type {const} */ (['light', 'dark'])) {
			await this.setTheme(theme);
			const file = path.join(folder, `${name}-${theme}.png`);
			// A blinking caret would make each picture another one.
			const picture = { path: file, caret: /** @type {const} */ ('hide') };
			await this.page.screenshot(how.clip ? { ...picture, clip: how.clip } : picture);
			files.push(file);
		}
		await this.setTheme(this.options.theme ?? 'dark');
		return files;
	}

	/** Reloads the window, which gives it a new extension host. */
	async reload() {
		const logsBefore = (await this.extensionHostLog()).length;
		await this.page.reload();
		await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
		await waitUntil('the new extension host is ready', async () => {
			const log = await this.extensionHostLog();
			return (
				log.slice(logsBefore).includes('Eager extensions activated') || log.length < logsBefore
			);
		});
	}

	/** Closes the window and ends its server. */
	async close() {
		await this.page.context().browser()?.close();
		await this.server.stop();
	}
}
