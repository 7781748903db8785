import process from 'node:process';

/**
 * The VS Code versions the tests run in, each as the npm packages that carry it.
 *
 * `code-server` is published without its `node_modules`; see install.mjs. The oldest is the one
 * that `engines.vscode` names, the newest is what a user gets today. Both are pinned, so that a red
 * test speaks of our change and not of a release made overnight.
 *
 * @typedef {object} Version
 * @property {string} codeServer version of the npm package `code-server`
 * @property {string | undefined} node version of the npm package `node-<platform>-<arch>` that the
 *   server needs, or undefined where the Node that runs the tests will do
 */

/** @type {Readonly<Record<string, Version>>} */
export const versions = {
	'1.99.3': { codeServer: '4.99.4', node: undefined },
	'1.139.1': { codeServer: '4.139.1', node: '24.21.0' },
};

/** The version that is meant when nobody names one: the oldest that the manifest allows. */
export const oldest = '1.99.3';

/** The version that a new user has. */
export const newest = '1.139.1';

/**
 * The version that the environment asks for; `oldest` and `newest` are understood as names.
 *
 * @param {string | undefined} asked
 * @returns {string}
 */
export function chooseVersion(asked = process.env.VSCODE_HOST_VERSION) {
	const version = asked === 'newest' ? newest : asked === 'oldest' || !asked ? oldest : asked;
	if (!(version in versions)) {
		const known = Object.keys(versions).join(', ');
		throw new Error(`VS Code ${version} is not pinned here; test/host/versions.mjs has ${known}.`);
	}
	return version;
}
