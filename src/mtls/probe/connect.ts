import { connect, isIP, type Socket } from 'node:net';
import { errorParts } from '../contextError';

/** An open connection, or why there is none. */
export type ConnectResult =
	| { readonly socket: Socket }
	| { readonly error: { readonly code: string; readonly message: string } };

/** Opens a TCP connection; `localhost` and the names under it are 127.0.0.1, then ::1 (RFC 6761 6.3). */
export async function connectTo(
	host: string,
	port: number,
	signal: AbortSignal,
): Promise<ConnectResult> {
	let result: ConnectResult = { error: { code: '', message: '' } };
	for (const address of addressesOf(host)) {
		result = await attempt(address, port, signal);
		if ('socket' in result || signal.aborted) {
			return result;
		}
	}
	return result;
}

/** Only curl and browsers resolve names under `.localhost` themselves; the resolver of most systems does not. */
function addressesOf(host: string): readonly string[] {
	const isLocalName = isIP(host) === 0 && /(?:^|\.)localhost\.?$/i.test(host);
	return isLocalName ? ['127.0.0.1', '::1'] : [host];
}

function attempt(host: string, port: number, signal: AbortSignal): Promise<ConnectResult> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, noDelay: true, autoSelectFamily: true });
		const onAbort = (): void => {
			socket.destroy();
			resolve({ error: { code: 'ABORT_ERR', message: '' } });
		};
		const settle = (result: ConnectResult): void => {
			signal.removeEventListener('abort', onAbort);
			socket.removeAllListeners();
			resolve(result);
		};
		socket.once('connect', () => settle({ socket }));
		socket.once('error', (error) => settle({ error: firstError(error) }));
		signal.addEventListener('abort', onAbort);
		if (signal.aborted) {
			onAbort();
		}
	});
}

/** A name with several addresses ends in one error that holds the others. */
function firstError(error: unknown): { readonly code: string; readonly message: string } {
	return errorParts(error instanceof AggregateError ? (error.errors[0] ?? error) : error);
}
