import process from 'node:process';
import playwright from 'playwright-core';
import { chromium } from './chromium.mjs';

/**
 * Starts headless Chromium, closed to everything but this machine. Interrupts are left to the
 * caller, who has a server to stop as well.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
	const args = [
		'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
		'--disable-dev-shm-usage',
		'--font-render-hinting=none',
	];
	// Chromium refuses to sandbox itself for root, and root is what containers run as.
	if (process.getuid?.() === 0) {
		args.push('--no-sandbox');
	}
	return await playwright.chromium.launch({
		executablePath: await chromium(),
		args,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}
