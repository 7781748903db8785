import { DerError, readNamedBits, readSmallInteger, tags, toHex } from '../der';
import { readString } from '../strings';
import { timeText } from '../time';
import type { ExtensionType } from './type';

/** RFC 7633: TLS extensions the server must answer with; 5 is status_request, "must staple". */
export const tlsFeature: ExtensionType<readonly number[]> = {
	oid: '1.3.6.1.5.5.7.1.24',
	title: 'TLS feature',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const features: number[] = [];
		while (sequence.hasMore) {
			features.push(readSmallInteger(sequence.next(tags.integer)));
		}
		return features;
	},
	describe: (features) =>
		features.map((feature) =>
			feature === 5 ? 'status_request (must staple)' : `TLS extension ${feature}`,
		),
};

/** A signed certificate timestamp (RFC 6962 3.2). */
export interface SignedCertificateTimestamp {
	/** Lower-case hex of the log's key hash. */
	readonly logId: string;
	readonly time: Date;
}

/** RFC 6962 3.3. */
export const signedCertificateTimestamps: ExtensionType<readonly SignedCertificateTimestamp[]> = {
	oid: '1.3.6.1.4.1.11129.2.4.2',
	title: 'Signed certificate timestamps',
	decode(reader) {
		const list = reader.next(tags.octetString).content();
		reader.expectEnd();
		const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
		if (list.length < 2 || view.getUint16(0) !== list.length - 2) {
			throw new DerError('timestamp-list-length', reader.contentStart);
		}
		const timestamps: SignedCertificateTimestamp[] = [];
		for (let offset = 2; offset + 2 <= list.length;) {
			const length = view.getUint16(offset);
			// Version (1), log id (32) and time (8) come first; RFC 6962 3.2.
			if (length < 41 || offset + 2 + length > list.length) {
				throw new DerError('timestamp-length', reader.contentStart + offset);
			}
			timestamps.push({
				logId: toHex(list, offset + 3, offset + 35),
				time: new Date(Number(view.getBigUint64(offset + 35))),
			});
			offset += 2 + length;
		}
		return timestamps;
	},
	describe: (timestamps) =>
		timestamps.map(({ logId, time }) =>
			Number.isNaN(time.getTime()) ? `Log ${logId}` : `${timeText(time)}, log ${logId}`,
		),
};

const netscapeTypes = [
	'SSL client',
	'SSL server',
	'S/MIME',
	'object signing',
	'reserved',
	'SSL CA',
	'S/MIME CA',
	'object signing CA',
];

/** Netscape certificate type, which some old CAs still write. */
export const netscapeCertType: ExtensionType<readonly string[]> = {
	oid: '2.16.840.1.113730.1.1',
	title: 'Netscape certificate type',
	decode(reader) {
		const bits = readNamedBits(reader.next(tags.bitString));
		reader.expectEnd();
		return bits.flatMap((bit) => netscapeTypes[bit] ?? []);
	},
	describe: (types) => [...types],
};

/** Netscape comment, as `openssl ca` writes it. */
export const netscapeComment: ExtensionType<string> = {
	oid: '2.16.840.1.113730.1.13',
	title: 'Netscape comment',
	decode(reader) {
		const text = readString(reader.next());
		reader.expectEnd();
		return text;
	},
	describe: (comment) => [comment],
};
