import { connect as connectTcp } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Tap } from '../../../../src/mtls/handshake/tap';
import { Transcript } from '../../../../src/mtls/handshake/transcript';

/** Pieces as they passed, with the secrets between them, for playing them again. */
export type Recording = (
	{ readonly from: 'client' | 'server'; readonly piece: Uint8Array } | { readonly line: string }
)[];

/** A handshake through a tap, with what was read along; `use` talks over it, `watch` looks after each piece. */
export async function overTap(
	port: number,
	options: ConnectionOptions,
	use: (socket: TLSSocket) => unknown = sendRequest,
	watch: (transcript: Transcript) => unknown = () => undefined,
): Promise<{
	readonly transcript: Transcript;
	readonly recording: Recording;
	readonly isReused: boolean;
	/** To take up later. */
	readonly session: Buffer | undefined;
}> {
	const transcript = new Transcript();
	const recording: Recording = [];
	const tap = new Tap(connectTcp(port, '127.0.0.1'), (origin, piece) => {
		const from = origin === 'peer' ? 'server' : 'client';
		recording.push({ from, piece: Uint8Array.from(piece) });
		transcript.bytes(from, piece, recording.length);
		watch(transcript);
	});
	const socket = connect({
		rejectUnauthorized: false,
		servername: 'localhost',
		ca: [],
		...options,
		socket: tap,
	});
	let isReused = false;
	let session: Buffer | undefined;
	socket.on('session', (fresh: Buffer) => (session = fresh));
	socket.on('keylog', (line: Buffer) => {
		recording.push({ line: line.toString('latin1') });
		transcript.keylog(line.toString('latin1'));
	});
	socket.on('error', () => undefined);
	socket.once('secureConnect', () => {
		isReused = socket.isSessionReused();
		use(socket);
	});
	await new Promise((resolve) => socket.resume().once('close', resolve));
	transcript.end();
	return { transcript, recording, isReused, session };
}

function sendRequest(socket: TLSSocket): void {
	socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
}
