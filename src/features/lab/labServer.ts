import type { CertificateInFile } from '../../lint/rule';
import type { KeyedCertificate } from '../../workspace/identities';

/** One connection to a test server, as the Test Lab lists it. */
export interface LabConnection {
	readonly id: number;
	readonly at: Date;
	/** The client certificate's name, or that there was none. */
	readonly who: string;
	readonly outcome: 'accepted' | 'refused' | 'left';
	/** Shortest words for why; empty when accepted. */
	readonly cause: string;
	/** Everything worth a tooltip, one fact a line. */
	readonly details: readonly string[];
}

/** How a test server stands with its files. */
export type LabServerState = 'listening' | 'reloading' | 'last-good';

/** A running test server, as view, status bar and commands see it. */
export interface LabServer {
	readonly id: number;
	/** The name under which clients reach it. */
	readonly host: string;
	readonly port: number;
	readonly clientCertificate: 'require' | 'request' | 'none';
	readonly identity: KeyedCertificate;
	readonly clientAuthorities: readonly CertificateInFile[];
	readonly state: LabServerState;
	/** Newest first, at most `connectionsKept`. */
	readonly connections: readonly LabConnection[];
	/** Refusals that nobody has looked at yet. */
	readonly unseenRefusals: number;
}

/** Enough to scroll through, little enough to keep. */
export const connectionsKept = 200;

/** The `description` of a server's row: what it asks of clients, or what it is busy with. */
export function serverDescription({ state, clientCertificate }: LabServer): string {
	if (state === 'reloading') {
		return 'reloading';
	}
	return state === 'last-good' ? 'serving the last good files' : clientWords[clientCertificate];
}

/** The `description` of a connection's row. Times are UTC, as everywhere. */
export function connectionDescription({ outcome, cause, at }: LabConnection): string {
	switch (outcome) {
		case 'accepted':
			return `accepted · ${timeText(at)}`;
		case 'refused':
			return `refused · ${cause === '' ? timeText(at) : cause}`;
		case 'left':
			return 'left during the handshake';
	}
}

/** The text of the status bar item; empty when there is nothing to say. */
export function statusText(servers: readonly LabServer[], isProbing: boolean): string {
	if (isProbing) {
		return '$(sync~spin) mTLS probing';
	}
	const [first, ...others] = servers;
	if (first === undefined) {
		return '';
	}
	const more = others.length > 0 ? ` +${others.length}` : '';
	const refusals = servers.reduce((sum, server) => sum + server.unseenRefusals, 0);
	return `$(broadcast) mTLS ${first.port}${more}${refusals > 0 ? ` $(error) ${refusals}` : ''}`;
}

const clientWords: Readonly<Record<LabServer['clientCertificate'], string>> = {
	require: 'mTLS required',
	request: 'mTLS requested',
	none: 'mTLS off',
};

function timeText(at: Date): string {
	return at.toISOString().slice(11, 19);
}
