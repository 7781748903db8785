import { boringsslPeer, verifyWithBoringssl } from './boringssl';
import { gnutlsPeer, verifyWithGnutls } from './gnutls';
import { goPeer, verifyWithGo } from './go';
import { javaPeer, verifyWithJava } from './java';
import { verifyWithNode } from './node';
import { opensslPeer, verifyWithOpenssl } from './openssl';
import type { Peer } from './peer';
import { pythonPeer, verifyWithPython } from './python';
import type { Verdict, VerifyRequest } from './verify';

/** A peer that judges certificates, many in one go. */
export interface Verifier {
	readonly peer: Peer;
	readonly verify: (
		requests: readonly VerifyRequest[],
	) => readonly Verdict[] | Promise<readonly Verdict[]>;
}

/** The seven implementations that have to accept what is issued here. */
export const verifiers: readonly Verifier[] = [
	{ peer: opensslPeer, verify: verifyWithOpenssl },
	{ peer: goPeer, verify: verifyWithGo },
	{ peer: javaPeer, verify: verifyWithJava },
	{ peer: pythonPeer, verify: verifyWithPython },
	{ peer: gnutlsPeer, verify: verifyWithGnutls },
	{
		peer: { name: 'Node', debianPackage: 'nodejs', program: process.execPath },
		verify: verifyWithNode,
	},
	{ peer: boringsslPeer, verify: verifyWithBoringssl },
];
