import {
	keysOfMasterSecret,
	nextTrafficSecret,
	suiteParameters,
	trafficKeys,
	type SuiteParameters,
	type TrafficKeys,
} from './keySchedule';
import { decodeMessage, type ClientHello, type DecodedMessage, type ServerHello } from './messages';
import { RecordOpener } from './protection';
import { contentTypes, RecordReader, type TlsRecord } from './records';

/** The two ends of a connection. */
export type Side = 'client' | 'server';

/** One message as it went over the wire; application data is one event per record. */
export interface WireEvent {
	readonly atMs: number;
	readonly from: Side;
	readonly length: number;
	readonly isEncrypted: boolean;
	readonly content:
		| { readonly kind: 'handshake'; readonly message: DecodedMessage }
		| { readonly kind: 'alert'; readonly number: number; readonly isFatal: boolean }
		| { readonly kind: 'applicationData'; readonly start: string }
		| { readonly kind: 'changeCipherSpec' }
		/** Protected, and this code has no way to open it. */
		| { readonly kind: 'opaque'; readonly type: number };
}

interface ArrivedRecord {
	readonly record: TlsRecord;
	readonly order: number;
	readonly atMs: number;
}

interface Direction {
	readonly reader: RecordReader;
	epoch: 'handshake' | 'application';
	/** TLS 1.2: all records behind ChangeCipherSpec are protected. */
	isProtected: boolean;
	isOpaque: boolean;
	secret: Uint8Array | undefined;
	opener: RecordOpener | undefined;
	/** Records whose keys the library has not reported yet. */
	waiting: ArrivedRecord[];
	fragments: Buffer;
}

// Bounds against a peer that never ends: enough for any handshake, no more.
const mostWaitingRecords = 64;
const largestMessage = 256 * 1024;
const mostEvents = 400;
const keptApplicationText = 2048;

/**
 * Follows both directions of a TLS connection and decodes what it can: TLS 1.2 in the clear,
 * protected records with the secrets that the connection's own `keylog` events report.
 * The secrets stay in here.
 */
export class Transcript {
	readonly #directions: Readonly<Record<Side, Direction>> = {
		client: newDirection(),
		server: newDirection(),
	};
	readonly #secrets = new Map<string, Uint8Array>();
	readonly #events: { readonly order: number; readonly event: WireEvent }[] = [];
	#order = 0;
	#clientHello: ClientHello | undefined;
	#serverHello: ServerHello | undefined;
	#suite: SuiteParameters | undefined;

	/** Everything so far in the order of the wire. */
	get events(): WireEvent[] {
		return this.#events.toSorted((a, b) => a.order - b.order).map(({ event }) => event);
	}

	/** The first bytes a side sent instead of TLS; undefined while it speaks TLS. */
	otherProtocol(side: Side): Uint8Array | undefined {
		return this.#directions[side].reader.otherProtocol;
	}

	/** Takes bytes as they pass. */
	bytes(from: Side, piece: Uint8Array, atMs: number): void {
		for (const record of this.#directions[from].reader.push(piece)) {
			this.#arrive(from, { record, atMs, order: this.#order++ });
		}
	}

	/** Takes a line in the NSS key log format, as the `keylog` event brings it. */
	keylog(line: string): void {
		const [label, , secret] = line.trim().split(' ');
		if (label !== undefined && secret !== undefined) {
			this.#secrets.set(label, Buffer.from(secret, 'hex'));
			this.#drain('client');
			this.#drain('server');
		}
	}

	/** Says that no more secrets will come, so what still waits stays closed. */
	end(): void {
		for (const side of ['client', 'server'] as const) {
			const direction = this.#directions[side];
			direction.isOpaque = true;
			for (const arrived of direction.waiting.splice(0)) {
				this.#opaque(side, arrived);
			}
		}
	}

	#arrive(from: Side, arrived: ArrivedRecord): void {
		const { waiting } = this.#directions[from];
		if (waiting.length > 0) {
			waiting.push(arrived);
			if (waiting.length > mostWaitingRecords) {
				this.end();
			}
		} else if (!this.#process(from, arrived)) {
			waiting.push(arrived);
		}
	}

	#drain(from: Side): void {
		const { waiting } = this.#directions[from];
		for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
			if (!this.#process(from, next)) {
				return;
			}
			waiting.shift();
		}
	}

	/** False if the record has to wait for its keys. */
	#process(from: Side, arrived: ArrivedRecord): boolean {
		const direction = this.#directions[from];
		const { record } = arrived;
		if (!this.#isProtected(direction, record)) {
			this.#content(from, arrived, record.type, record.payload, false);
			return true;
		}
		if (direction.isOpaque || (this.#serverHello !== undefined && this.#suite === undefined)) {
			this.#opaque(from, arrived);
			return true;
		}
		direction.opener ??= this.#makeOpener(from);
		if (direction.opener === undefined) {
			return false;
		}
		const opened = direction.opener.open(record);
		if (opened === undefined) {
			direction.isOpaque = true;
			this.#opaque(from, arrived);
		} else {
			this.#content(from, arrived, opened.type, opened.content, true);
		}
		return true;
	}

	/** RFC 8446 5: in TLS 1.3 the outer type tells; in TLS 1.2 ChangeCipherSpec draws the line. */
	#isProtected(direction: Direction, record: TlsRecord): boolean {
		return this.#isTls13
			? record.type === contentTypes.applicationData
			: direction.isProtected && record.type !== contentTypes.changeCipherSpec;
	}

	get #isTls13(): boolean {
		return this.#serverHello?.version === 0x0304;
	}

	#makeOpener(from: Side): RecordOpener | undefined {
		const keys = this.#isTls13 ? this.#keysOfSecret(from) : this.#keysOfMaster(from);
		return keys && this.#suite && new RecordOpener(this.#suite, keys, this.#isTls13);
	}

	#keysOfSecret(from: Side): TrafficKeys | undefined {
		const direction = this.#directions[from];
		const label = direction.epoch === 'handshake' ? 'HANDSHAKE_TRAFFIC_SECRET' : 'TRAFFIC_SECRET_0';
		direction.secret ??= this.#secrets.get(`${from.toUpperCase()}_${label}`);
		return direction.secret && this.#suite && trafficKeys(this.#suite, direction.secret);
	}

	#keysOfMaster(from: Side): TrafficKeys | undefined {
		const master = this.#secrets.get('CLIENT_RANDOM');
		if (master === undefined || !this.#suite || !this.#clientHello || !this.#serverHello) {
			return undefined;
		}
		const { random } = this.#clientHello;
		return keysOfMasterSecret(this.#suite, master, random, this.#serverHello.random)[from];
	}

	#content(
		from: Side,
		arrived: ArrivedRecord,
		type: number,
		content: Uint8Array,
		isEncrypted: boolean,
	): void {
		switch (type) {
			case contentTypes.handshake:
				this.#handshake(from, arrived, content, isEncrypted);
				break;
			case contentTypes.alert:
				this.#add(from, arrived, content.length, isEncrypted, {
					kind: 'alert',
					number: content[1] ?? 0,
					isFatal: content[0] === 2,
				});
				break;
			case contentTypes.applicationData:
				this.#add(from, arrived, content.length, isEncrypted, {
					kind: 'applicationData',
					start: Buffer.from(content.subarray(0, keptApplicationText)).toString('utf8'),
				});
				break;
			case contentTypes.changeCipherSpec:
				// In TLS 1.3, also before its ServerHello, it only pleases middleboxes (RFC 8446 D.4).
				if (this.#serverHello !== undefined && !this.#isTls13) {
					this.#directions[from].isProtected = true;
					this.#add(from, arrived, content.length, false, { kind: 'changeCipherSpec' });
				}
				break;
			default:
				break;
		}
	}

	/** Messages may share a record or be spread over several (RFC 8446 5.1). */
	#handshake(from: Side, arrived: ArrivedRecord, content: Uint8Array, isEncrypted: boolean): void {
		const direction = this.#directions[from];
		let bytes = Buffer.concat([direction.fragments, content]);
		while (bytes.length >= 4) {
			const end = 4 + bytes.readUIntBE(1, 3);
			if (end > largestMessage) {
				direction.isOpaque = true;
				bytes = Buffer.alloc(0);
			}
			if (end > bytes.length) {
				break;
			}
			const message = decodeMessage(bytes[0] ?? 0, bytes.subarray(4, end), this.#isTls13);
			this.#add(from, arrived, end, isEncrypted, { kind: 'handshake', message });
			this.#follow(from, message);
			bytes = bytes.subarray(end);
		}
		direction.fragments = bytes;
	}

	#follow(from: Side, { body }: DecodedMessage): void {
		const direction = this.#directions[from];
		switch (body.kind) {
			case 'ClientHello':
				this.#clientHello ??= body;
				break;
			case 'ServerHello':
				this.#serverHello = body;
				this.#suite = suiteParameters(body.cipherSuite);
				break;
			case 'Finished':
				if (this.#isTls13 && direction.epoch === 'handshake') {
					direction.epoch = 'application';
					direction.secret = undefined;
					direction.opener = undefined;
				}
				break;
			case 'KeyUpdate':
				if (this.#suite && direction.secret) {
					direction.secret = nextTrafficSecret(this.#suite, direction.secret);
					direction.opener = undefined;
				}
				break;
			default:
				break;
		}
	}

	/** Behind ChangeCipherSpec the first handshake record is Finished (RFC 5246 7.4.9), opened or not. */
	#opaque(from: Side, arrived: ArrivedRecord): void {
		const { type, payload } = arrived.record;
		this.#add(from, arrived, payload.length, true, { kind: 'opaque', type });
	}

	#add(
		from: Side,
		{ order, atMs }: ArrivedRecord,
		length: number,
		isEncrypted: boolean,
		content: WireEvent['content'],
	): void {
		if (this.#events.length < mostEvents) {
			this.#events.push({ order, event: { atMs, from, length, isEncrypted, content } });
		}
	}
}

function newDirection(): Direction {
	return {
		reader: new RecordReader(),
		epoch: 'handshake',
		isProtected: false,
		isOpaque: false,
		secret: undefined,
		opener: undefined,
		waiting: [],
		fragments: Buffer.alloc(0),
	};
}
