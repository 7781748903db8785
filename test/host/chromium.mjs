import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const otherPlaces = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Returns the path of an installed Chromium, the one that the variable CHROMIUM names first.
 * As root on Debian it is installed when asked for, or by itself where the variable CI is set.
 *
 * @param {{ install?: boolean }} [options]
 * @returns {Promise<string>}
 */
export async function chromium(options = {}) {
	const asked = process.env.CHROMIUM;
	if (asked) {
		if (!existsSync(asked)) {
			throw new Error(`CHROMIUM names ${asked}, which does not exist.`);
		}
		return asked;
	}
	const found = findChromium();
	if (found) {
		return found;
	}
	const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
	if (isDebianRoot && (options.install ?? Boolean(process.env.CI))) {
		console.error('Installing Chromium with apt-get ...');
		await apt(['update', '-qq']);
		await apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
		const installed = findChromium();
		if (installed) {
			return installed;
		}
	}
	throw new Error(
		'The workbench is shown in Chromium, and none is installed here. Install it ' +
			'(Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.',
	);
}

function findChromium() {
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return [...candidates, ...otherPlaces].find((candidate) => existsSync(candidate));
}

/** @param {string[]} args */
function apt(args) {
	return new Promise((resolve, reject) => {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const child = spawn('apt-get', args, { stdio: ['ignore', 2, 2], env });
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) {
				resolve(undefined);
			} else {
				reject(new Error(`apt-get ${args.join(' ')} ended with ${String(code)}.`));
			}
		});
	});
}
