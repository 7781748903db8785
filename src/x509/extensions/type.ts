import type { DerReader } from '../der';

/** How one extension is read and told to people. */
export interface ExtensionType<T> {
	readonly oid: string;
	/** Title for people: "Subject alternative name". */
	readonly title: string;
	/** Decodes extnValue's content; throws `DerError` on anything but the standard's form. */
	decode(reader: DerReader): T;
	/** Lines of words for the decoded value. */
	describe(value: T): string[];
}
