import type { Stack } from '../../../../src/lint/stacks';
import { boringsslPeer } from '../../../support/peers/boringssl';
import { gnutlsClientPeer } from '../../../support/peers/gnutls';
import { goPeer } from '../../../support/peers/go';
import { javaPeer } from '../../../support/peers/java';
import { opensslPeer } from '../../../support/peers/openssl';
import type { Peer } from '../../../support/peers/peer';
import { pythonPeer } from '../../../support/peers/python';
import { run } from '../../../support/peers/run';
import { curlPeer, nginxPeer } from '../../mtls/support/lab';

/** How a stack is asked for its version; BoringSSL has none of its own. */
interface Installed {
	readonly peer: Peer;
	readonly args: readonly string[];
}

/** The stacks that the table is measured with; Chrome is none of them. */
export const installed: Readonly<Record<Exclude<Stack, 'Chrome'>, Installed>> = {
	Node: {
		peer: { name: 'Node', debianPackage: 'nodejs', program: process.execPath },
		args: ['--version'],
	},
	curl: { peer: curlPeer, args: ['--version'] },
	OpenSSL: { peer: opensslPeer, args: ['version'] },
	Go: { peer: goPeer, args: ['version'] },
	Python: { peer: pythonPeer, args: ['--version'] },
	Java: { peer: javaPeer, args: ['--version'] },
	BoringSSL: { peer: boringsslPeer, args: [] },
	GnuTLS: { peer: gnutlsClientPeer, args: ['--version'] },
	nginx: { peer: nginxPeer, args: ['-v'] },
};

/** True if what is installed has the first two numbers of the measured version. */
export function isMeasuredVersion({ peer, args }: Installed, version: string): boolean {
	if (args.length === 0) {
		// Debian's android-boringssl is the only build of it that brings the tool.
		return true;
	}
	const { stdout, stderr } = run(peer.program ?? peer.name, args);
	const [found = ''] = /\d+(?:\.\d+)*/.exec(stdout + stderr) ?? [];
	const wanted = version.split('.').slice(0, 2);
	return wanted.every((part, index) => found.split('.')[index] === part);
}
