import { findPeer } from './peer';
import { runOrThrow, type RunOptions } from './run';

/** Java's tool for keystores. */
export const keytoolPeer = findPeer(
	'keytool',
	'default-jdk-headless',
	'/usr/bin/keytool',
	'keytool',
);

/** Runs a `keytool` command; `-J-` options keep its start short. */
export function keytool(args: readonly string[], options: RunOptions = {}): void {
	runOrThrow(keytoolPeer.program ?? 'keytool', ['-J-XX:+UseSerialGC', ...args], options);
}
