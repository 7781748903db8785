#!/usr/bin/env node
// The programs that the tests ask besides Node and npm: `node test/run/systemPackages.mjs` names
// those that are missing, `--install` installs them (Debian and Ubuntu, as root).
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findProgram, runProgram } from './process.mjs';

/** Debian packages, each with a file that shows that it is there: a name in PATH or a whole path. */
export const systemPackages = {
	'android-boringssl': ['bssl-tool'],
	chromium: ['chromium', 'chromium-browser', 'google-chrome', process.env.CHROMIUM || 'chromium'],
	curl: ['curl'],
	'default-jdk-headless': ['javac'],
	git: ['git'],
	'gnutls-bin': ['certtool'],
	'golang-go': ['go'],
	'libnss3-tools': ['certutil'],
	mosquitto: ['mosquitto'],
	'mosquitto-clients': ['mosquitto_pub'],
	'nginx-light': ['nginx'],
	openssl: ['openssl'],
	python3: ['/usr/bin/python3'],
	// Screenshots without a font of their own show boxes.
	'fonts-dejavu-core': ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
};

/** @returns {string[]} the packages that are not installed */
export function missingPackages() {
	return Object.entries(systemPackages)
		.filter(([, files]) => !files.some(isThere))
		.map(([name]) => name);
}

/** Whether packages can be installed here without asking anybody. */
export function canInstall() {
	return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {readonly string[]} packages */
export function installCommand(packages) {
	return `apt-get install --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs packages with apt-get.
 *
 * @param {readonly string[]} packages
 * @param {(text: string) => void} print
 */
export async function installPackages(packages, print) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	// The lists of packages are empty on a fresh machine and old on any other.
	for (const args of [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', ...packages],
	]) {
		const { code, reason } = await runProgram('apt-get', args, { cwd: '/', env, print });
		if (code !== 0) {
			throw new Error(`apt-get ${args.join(' ')} ${reason ?? `ended with ${code}`}.`);
		}
	}
	const missing = missingPackages().filter((name) => packages.includes(name));
	if (missing.length > 0) {
		throw new Error(`apt-get installed ${missing.join(', ')}, but not what was expected in them.`);
	}
}

/** @param {string} file */
function isThere(file) {
	return path.isAbsolute(file) ? existsSync(file) : findProgram(file) !== undefined;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const missing = missingPackages();
	if (missing.length === 0) {
		console.log('Nothing is missing.');
	} else if (process.argv.includes('--install')) {
		try {
			await installPackages(missing, (text) => process.stdout.write(text));
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		}
	} else {
		console.log(installCommand(missing));
		process.exitCode = 1;
	}
}
