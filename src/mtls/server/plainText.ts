import type { Socket } from 'node:net';

/**
 * Answers a peer that does not speak TLS: an HTTP client gets told in its own protocol, as nginx
 * does; everything else is closed.
 */
export function answerPlainText(
	socket: Socket,
	first: Uint8Array,
	onAnswer: (status: number) => void,
): void {
	if (!requestLine.test(Buffer.from(first.subarray(0, 16)).toString('latin1'))) {
		socket.destroy();
		return;
	}
	const body = 'This server speaks TLS. Use https:// instead of http://.\n';
	onAnswer(400);
	socket.on('data', () => undefined);
	socket.end(
		[
			'HTTP/1.1 400 Bad Request',
			'Content-Type: text/plain; charset=utf-8',
			`Content-Length: ${body.length}`,
			'Connection: close',
			'',
			body,
		].join('\r\n'),
	);
}

/** RFC 9112 3: a method, then a space. */
const requestLine = /^[A-Z]{3,10} /;
