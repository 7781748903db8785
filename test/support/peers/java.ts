import { basename } from 'node:path';
import { builtOnce } from './cache';
import { findPeer } from './peer';
import { findProgram, runOrThrow } from './run';
import {
	parseVerdicts,
	peerSource,
	requestLines,
	type Verdict,
	type VerifyRequest,
} from './verify';

/** Java with its compiler. */
export const javaPeer = findPeer('Java', 'default-jdk-headless', '/usr/bin/javac', 'javac');

/** `CertPathValidator` (PKIX), then the JDK's own trust manager, `checkServerTrusted` or `checkClientTrusted`. */
export function verifyWithJava(requests: readonly VerifyRequest[]): Verdict[] {
	const { program, args } = buildJava('Verify.java');
	const output = runOrThrow(program, args, { input: requestLines(requests) });
	return parseVerdicts(output, requests.length);
}

/** How to run the class compiled from one Java file beside this one. */
export function buildJava(name: string): {
	readonly program: string;
	readonly args: readonly string[];
} {
	const source = peerSource(name);
	const javac = javaPeer.program ?? 'javac';
	const folder = builtOnce(javac, [source], (target) => {
		runOrThrow(javac, ['-d', target, source], { timeoutMs: 120_000 });
	});
	// Serial collector and first compiler only: it runs for a second.
	const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-cp', folder];
	return {
		program: findProgram('/usr/bin/java', 'java') ?? 'java',
		args: [...options, basename(name, '.java')],
	};
}
