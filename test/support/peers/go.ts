import { join } from 'node:path';
import { builtOnce } from './cache';
import { findPeer } from './peer';
import { runOrThrow } from './run';
import {
	parseVerdicts,
	peerSource,
	requestLines,
	type Verdict,
	type VerifyRequest,
} from './verify';

/** The Go compiler; programs use the standard library only. */
export const goPeer = findPeer('Go', 'golang-go', '/usr/bin/go', 'go');

/** `x509.Certificate.Verify` with key usages and name, after the pair was loaded. */
export function verifyWithGo(requests: readonly VerifyRequest[]): Verdict[] {
	const output = runOrThrow(buildGo('verify.go'), [], { input: requestLines(requests) });
	return parseVerdicts(output, requests.length);
}

/** Path of the program compiled from one Go file beside this one. */
export function buildGo(name: string): string {
	const source = peerSource(name);
	const go = goPeer.program ?? 'go';
	const folder = builtOnce(go, [source], (target) => {
		// No module, no network: one file and the standard library.
		const env = { GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off', CGO_ENABLED: '0' };
		const cache = process.env['GOCACHE'] ?? join(process.cwd(), '.cache/go-build');
		runOrThrow(go, ['build', '-o', join(target, 'program'), source], {
			env: { ...env, GOCACHE: cache },
			timeoutMs: 300_000,
		});
	});
	return join(folder, 'program');
}
