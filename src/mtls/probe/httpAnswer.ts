/** Most of an answer that is kept: our own server's list of faults fits many times. */
const mostBytes = 64 * 1024;

/** Reads one HTTP/1.1 answer as it arrives (RFC 9112), as far as a probe wants to know it. */
export class HttpAnswer {
	#bytes = Buffer.alloc(0);

	/** Takes the next bytes; what is too much is dropped. */
	push(piece: Uint8Array): void {
		this.#bytes = Buffer.concat([this.#bytes, piece]).subarray(0, mostBytes);
	}

	/** True once a byte of application data arrived, HTTP or not. */
	get hasStarted(): boolean {
		return this.#bytes.length > 0;
	}

	/** Undefined if what arrived is not HTTP, or not yet a whole status line. */
	get status(): number | undefined {
		const match = /^HTTP\/1\.[01] (\d{3})[ \r]/.exec(this.#text(0, 32));
		return match === null ? undefined : Number(match[1]);
	}

	/** A header's value; names are compared without regard to case. */
	header(name: string): string | undefined {
		const head = this.#text(0, Math.max(0, this.#headEnd));
		const line = head
			.split('\r\n')
			.find((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}:`));
		return line?.slice(name.length + 1).trim();
	}

	/** The body so far, without the framing of chunks. */
	get body(): string {
		const start = this.#headEnd;
		if (start < 0) {
			return '';
		}
		const body = this.#bytes.subarray(start + 4);
		return (this.#isChunked ? joinChunks(body).content : body).toString('utf8');
	}

	/** Nothing more is worth waiting for: the answer is whole, too long, or no HTTP at all. */
	get isComplete(): boolean {
		if (this.#bytes.length >= mostBytes) {
			return true;
		}
		if (!'HTTP/1.'.startsWith(this.#text(0, 7))) {
			return this.hasStarted;
		}
		const start = this.#headEnd;
		if (start < 0) {
			return false;
		}
		const body = this.#bytes.subarray(start + 4);
		if (this.#isChunked) {
			return joinChunks(body).isWhole;
		}
		const length = this.header('Content-Length');
		return length !== undefined && body.length >= Number(length);
	}

	get #headEnd(): number {
		return this.#bytes.indexOf('\r\n\r\n');
	}

	get #isChunked(): boolean {
		return this.header('Transfer-Encoding')?.toLowerCase() === 'chunked';
	}

	#text(start: number, end: number): string {
		return this.#bytes.subarray(start, end).toString('latin1');
	}
}

function joinChunks(body: Buffer): { readonly content: Buffer; readonly isWhole: boolean } {
	const pieces: Buffer[] = [];
	let position = 0;
	for (;;) {
		const lineEnd = body.indexOf('\r\n', position);
		const size = Number.parseInt(
			body.subarray(position, Math.max(position, lineEnd)).toString('latin1'),
			16,
		);
		if (lineEnd < 0 || !Number.isFinite(size) || size === 0) {
			return { content: Buffer.concat(pieces), isWhole: size === 0 };
		}
		pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
		position = lineEnd + 2 + size + 2;
	}
}
