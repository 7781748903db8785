import process from 'node:process';
import { installDependencies } from './setUp.mjs';
import { canInstall, installCommand, installPackages, missingPackages } from './systemPackages.mjs';

/**
 * Gets ready what all steps need: npm packages, and the programs that the tests ask for a second
 * opinion. As root on Debian those are installed; elsewhere the tests that need them are skipped by
 * name.
 *
 * @param {(text: string) => void} print
 * @returns {Promise<{ missingPackages: string[] }>} Debian packages that are not there
 */
export async function prepare(print) {
	await installDependencies(print);
	const missing = missingPackages();
	if (missing.length > 0 && canInstall()) {
		print(`Installing ${missing.join(', ')} with apt-get ...\n`);
		await installPackages(missing, () => undefined);
	} else if (missing.length > 0) {
		print(`Programs that tests ask are missing. Debian: sudo ${installCommand(missing)}\n`);
	}
	print(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
	return { missingPackages: missingPackages() };
}
