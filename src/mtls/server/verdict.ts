import { judgeChain, reportFault } from '../judge';
import type { Connection } from './connection';
import type { ClientVerdict } from './record';

/** The verdict on the client of a connection; undefined where there is nothing to judge. */
export function judgeClient(connection: Connection, at: Date): ClientVerdict | undefined {
	const { files, facts, clientChain } = connection;
	if (files.clientAuthentication === 'none' || connection.isResumed) {
		return undefined;
	}
	if (clientChain.length === 0) {
		// Only an empty list is an answer; before it the handshake broke for another reason.
		return files.clientAuthentication === 'require' && facts.clientChain !== undefined
			? refusal('no-client-certificate', 'No client certificate was sent.')
			: undefined;
	}
	const verdict = judgeChain(clientChain, {
		purpose: 'client',
		trustAnchors: files.clientCas,
		known: files.known,
		crls: files.crls,
		hostName: undefined,
		at,
	});
	return verdict === undefined
		? refusal('malformed-certificate', 'The client certificate cannot be read.')
		: { valid: verdict.valid, faults: verdict.faults.map((fault) => reportFault(fault, at)) };
}

function refusal(code: string, message: string): ClientVerdict {
	return { valid: false, faults: [{ code, message, subject: '' }] };
}
