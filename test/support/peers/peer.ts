import type { Context } from 'mocha';
import { findProgram } from './run';

/** Another implementation of TLS or X.509 that tests ask. */
export interface Peer {
	/** As test names call it. */
	readonly name: string;
	/** The Debian package that brings it. */
	readonly debianPackage: string;
	/** Its program; undefined where it is not installed. */
	readonly program: string | undefined;
}

/** Looks for a peer's program: absolute paths and names in PATH, first match wins. */
export function findPeer(
	name: string,
	debianPackage: string,
	...programs: readonly string[]
): Peer {
	return { name, debianPackage, program: findProgram(...programs) };
}

/**
 * The peer's program. Where it is missing the test is skipped and the package named; in CI that is
 * an error, since a suite without its peers proves nothing.
 */
export function requirePeer(context: Context, peer: Peer): string {
	if (peer.program !== undefined) {
		return peer.program;
	}
	return skipUnlessCi(
		context,
		`${peer.name} is not installed (Debian package ${peer.debianPackage})`,
	);
}

/** Skips a test by name because of what is missing here; in CI that is an error. */
export function skipUnlessCi(context: Context, message: string): never {
	if (isCi()) {
		throw new Error(message);
	}
	console.warn(`skipped: ${message}`);
	return context.skip();
}

function isCi(): boolean {
	return ![undefined, '', '0', 'false'].includes(process.env['CI']);
}
