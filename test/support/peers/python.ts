import { findPeer } from './peer';
import { runOrThrow } from './run';
import {
	parseVerdicts,
	peerSource,
	requestLines,
	type Verdict,
	type VerifyRequest,
} from './verify';

/** The system's Python, whose `ssl` is built on the system's OpenSSL. */
export const pythonPeer = findPeer('Python', 'python3', '/usr/bin/python3', 'python3');

/** Real handshakes in memory with `VERIFY_X509_STRICT`, which Python 3.13 has on by default. */
export function verifyWithPython(requests: readonly VerifyRequest[]): Verdict[] {
	const output = runOrThrow(pythonPeer.program ?? 'python3', ['-I', peerSource('verify.py')], {
		input: requestLines(requests),
	});
	return parseVerdicts(output, requests.length);
}
