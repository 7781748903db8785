/** Content types of RFC 8446 5.1. */
export const contentTypes = {
	changeCipherSpec: 20,
	alert: 21,
	handshake: 22,
	applicationData: 23,
} as const;

/** One TLS record as it went over the wire, still protected if it was. */
export interface TlsRecord {
	readonly type: number;
	/** The five octets before the payload; additional data of the AEAD in TLS 1.3. */
	readonly header: Uint8Array;
	readonly payload: Uint8Array;
}

/** RFC 8446 5.2: 2^14 of plaintext and 256 of protection; RFC 5246 6.2.3 allowed 2,048. */
const largestPayload = 16384 + 2048;

/** How much of a peer that does not speak TLS is kept, enough for a banner or a status line. */
const keptOfOtherProtocol = 256;

/**
 * Cuts one direction's bytes into records, whatever pieces they arrive in. Bytes that cannot be
 * TLS end the reading, never throw: the peer may be a web server without TLS.
 */
export class RecordReader {
	#pending: Uint8Array = new Uint8Array(0);
	#other: Uint8Array | undefined;

	/** The first bytes of a peer that does not speak TLS; undefined while all is TLS. */
	get otherProtocol(): Uint8Array | undefined {
		return this.#other;
	}

	/** The records that are complete with this piece. */
	push(piece: Uint8Array): TlsRecord[] {
		if (this.#other !== undefined) {
			this.#other = concat(this.#other, piece).slice(0, keptOfOtherProtocol);
			return [];
		}
		const bytes = concat(this.#pending, piece);
		const records: TlsRecord[] = [];
		let position = 0;
		while (bytes.length - position >= 5) {
			const length = (bytes[position + 3] ?? 0) * 256 + (bytes[position + 4] ?? 0);
			if (!isRecordStart(bytes, position) || length > largestPayload) {
				this.#other = bytes.slice(position, position + keptOfOtherProtocol);
				this.#pending = new Uint8Array(0);
				return records;
			}
			const end = position + 5 + length;
			if (end > bytes.length) {
				break;
			}
			records.push({
				type: bytes[position] ?? 0,
				header: bytes.slice(position, position + 5),
				payload: bytes.slice(position + 5, end),
			});
			position = end;
		}
		this.#pending = bytes.slice(position);
		return records;
	}

	/** Tells whether what is pending could still become TLS; for banners shorter than a header. */
	get pending(): Uint8Array {
		return this.#pending;
	}
}

/** A content type of TLS, then version 3.x (0x0303 in all but the first record, RFC 8446 5.1). */
function isRecordStart(bytes: Uint8Array, position: number): boolean {
	const type = bytes[position] ?? 0;
	return type >= 20 && type <= 24 && bytes[position + 1] === 3;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
	if (first.length === 0) {
		return second;
	}
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}
