import { DerError } from '../der';

/**
 * Offset behind one serialized Java object, without building it: a secret key in a JCEKS keystore is
 * a `SealedObject`, and only its grammar says where it ends. As far as such objects go: classes with
 * fields, arrays of octets, strings and references (Java Object Serialization Specification, 6.4).
 */
export function endOfSerialized(bytes: Uint8Array, start: number): number {
	return new Skipper(bytes, start).stream();
}

/** The class of a serialized object: what its objects hold, and that of its superclass. */
interface ClassDescription {
	readonly name: string;
	readonly fields: readonly string[];
	readonly parent: ClassDescription | undefined;
	/** Superclasses above it. */
	readonly ancestors: number;
}

/** `TC_` constants of the specification. */
const nullReference = 0x70;
const reference = 0x71;
const classDescription = 0x72;
const object = 0x73;
const string = 0x74;
const array = 0x75;
const endBlockData = 0x78;

/** Octets of primitive fields by their type code. */
const sizes: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };

/** A sealed key has three levels. */
const deepestLevel = 20;

class Skipper {
	#position: number;
	readonly #view: DataView;
	/** Values by the order in which they came, which references count; only classes matter. */
	readonly #handles: (ClassDescription | undefined)[] = [];

	constructor(bytes: Uint8Array, start: number) {
		this.#position = start;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	stream(): number {
		// STREAM_MAGIC and STREAM_VERSION.
		if (this.#number(4) !== 0xaced0005) {
			throw this.#fault();
		}
		this.#content(0);
		return this.#position;
	}

	#content(level: number): void {
		if (level > deepestLevel) {
			throw this.#fault();
		}
		switch (this.#number(1)) {
			case nullReference:
				return;
			case reference:
				this.#number(4);
				return;
			case string:
				this.#handles.push(undefined);
				this.#skip(this.#number(2));
				return;
			case object: {
				const type = this.#class(level);
				this.#handles.push(undefined);
				this.#fields(type, level);
				return;
			}
			case array: {
				const type = this.#class(level);
				this.#handles.push(undefined);
				const length = this.#number(4);
				this.#skip(length * (sizes[type?.name.charAt(1) ?? ''] ?? Infinity));
				return;
			}
			default:
				throw this.#fault();
		}
	}

	#class(level: number): ClassDescription | undefined {
		if (level > deepestLevel) {
			throw this.#fault();
		}
		switch (this.#number(1)) {
			case nullReference:
				return undefined;
			case reference:
				// Handles begin with this number.
				return this.#handles[this.#number(4) - 0x7e0000];
			case classDescription:
				break;
			default:
				throw this.#fault();
		}
		const name = this.#text();
		this.#skip(8);
		const handle = this.#handles.push(undefined) - 1;
		const flags = this.#number(1);
		const fields: string[] = [];
		for (let count = this.#number(2); count > 0; count--) {
			const code = String.fromCharCode(this.#number(1));
			this.#skip(this.#number(2));
			if (code === '[' || code === 'L') {
				this.#content(level + 1);
			}
			fields.push(code);
		}
		// Annotations and classes that write themselves in their own way are not in sealed keys.
		if (this.#number(1) !== endBlockData || (flags & ~0x02) !== 0) {
			throw this.#fault();
		}
		const parent = this.#class(level + 1);
		const ancestors = parent === undefined ? 0 : parent.ancestors + 1;
		if (ancestors > deepestLevel) {
			throw this.#fault();
		}
		const type = { name, fields, parent, ancestors };
		this.#handles[handle] = type;
		return type;
	}

	/** Values of the superclass come first. */
	#fields(type: ClassDescription | undefined, level: number): void {
		if (type === undefined) {
			return;
		}
		this.#fields(type.parent, level);
		for (const code of type.fields) {
			if (code === '[' || code === 'L') {
				this.#content(level + 1);
			} else {
				this.#skip(sizes[code] ?? Infinity);
			}
		}
	}

	#text(): string {
		const length = this.#number(2);
		const from = this.#position;
		this.#skip(length);
		return Buffer.from(this.#view.buffer, this.#view.byteOffset + from, length).toString('latin1');
	}

	#number(length: 1 | 2 | 4): number {
		const at = this.#position;
		this.#skip(length);
		return length === 1
			? this.#view.getUint8(at)
			: length === 2
				? this.#view.getUint16(at)
				: this.#view.getUint32(at);
	}

	#skip(length: number): void {
		if (!(length <= this.#view.byteLength - this.#position)) {
			throw new DerError('keystore-truncated', this.#position);
		}
		this.#position += length;
	}

	#fault(): DerError {
		return new DerError('keystore-unknown-entry', this.#position);
	}
}
