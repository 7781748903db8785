import { createDecipheriv, type CipherGCMTypes } from 'node:crypto';
import type { SuiteParameters, TrafficKeys } from './keySchedule';
import type { TlsRecord } from './records';

/** What a protected record held. */
export interface OpenedRecord {
	readonly type: number;
	readonly content: Uint8Array;
}

const tagLength = 16;

/** Takes the protection off the records of one direction, in order; each call uses up a sequence number. */
export class RecordOpener {
	#sequence = 0;

	constructor(
		private readonly suite: SuiteParameters,
		private readonly keys: TrafficKeys,
		private readonly isTls13: boolean,
	) {}

	/** Undefined if the record does not open: other keys, or an AEAD that this runtime lacks. */
	open(record: TlsRecord): OpenedRecord | undefined {
		const sequence = this.#sequence++;
		try {
			return this.isTls13 ? this.#openTls13(record, sequence) : this.#openTls12(record, sequence);
		} catch {
			return undefined;
		}
	}

	/** RFC 8446 5.2 and 5.3: the true type stands last, behind the content and before zero padding. */
	#openTls13(record: TlsRecord, sequence: number): OpenedRecord | undefined {
		const nonce = maskedNonce(this.keys.iv, sequence);
		const plain = this.#decrypt(nonce, record.header, record.payload);
		let end = plain.length - 1;
		while (end >= 0 && plain[end] === 0) {
			end--;
		}
		const type = plain[end];
		return type === undefined ? undefined : { type, content: plain.subarray(0, end) };
	}

	/** RFC 5288 3 and RFC 7905 2; the additional data is sequence, type, version, length (RFC 5246 6.2.3.3). */
	#openTls12({ type, header, payload }: TlsRecord, sequence: number): OpenedRecord {
		const isChaCha = this.suite.aead === 'chacha20-poly1305';
		const explicit = isChaCha ? 0 : 8;
		const nonce = isChaCha
			? maskedNonce(this.keys.iv, sequence)
			: Buffer.concat([this.keys.iv, payload.subarray(0, explicit)]);
		const length = payload.length - explicit - tagLength;
		const data = Buffer.alloc(13);
		data.writeUInt32BE(sequence, 4);
		data.set(header.subarray(0, 3), 8);
		data.writeUInt16BE(Math.max(0, length), 11);
		return { type, content: this.#decrypt(nonce, data, payload.subarray(explicit)) };
	}

	#decrypt(nonce: Uint8Array, additionalData: Uint8Array, sealed: Uint8Array): Uint8Array {
		// Node types ChaCha20-Poly1305 apart from GCM; both take a tag and additional data alike.
		const decipher = createDecipheriv(this.suite.aead as CipherGCMTypes, this.keys.key, nonce, {
			authTagLength: tagLength,
		});
		const split = Math.max(0, sealed.length - tagLength);
		decipher.setAAD(additionalData);
		decipher.setAuthTag(sealed.subarray(split));
		return Buffer.concat([decipher.update(sealed.subarray(0, split)), decipher.final()]);
	}
}

/** The sequence number xored into the right end of the static vector (RFC 8446 5.3). */
function maskedNonce(iv: Uint8Array, sequence: number): Uint8Array {
	const nonce = Buffer.from(iv);
	const tail = nonce.length - 4;
	nonce.writeUInt32BE((nonce.readUInt32BE(tail) ^ sequence) >>> 0, tail);
	return nonce;
}
