import { DerError, tags, type DerReader } from '../der';
import { gmtText, hexLines, indent } from './lines';

/** Signed certificate timestamps with their signatures (RFC 6962 3.2 and 3.3). */
export function timestampLines(reader: DerReader): string[] {
	const list = reader.next(tags.octetString).content();
	const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
	const lines: string[] = [];
	for (let at = 2; at + 2 <= list.length;) {
		const length = view.getUint16(at);
		const entry = list.subarray(at + 2, at + 2 + length);
		if (entry.length !== length || length < 47) {
			throw new DerError('timestamp-length', at);
		}
		lines.push('Signed Certificate Timestamp:', ...indent(4, entryLines(entry)));
		at += 2 + length;
	}
	return lines;
}

/** Of RFC 5246 7.4.1.4.1: hash 4 is SHA-256; signatures 1 and 3 are RSA and ECDSA. RFC 6962 2.1.4 allows no others. */
const algorithms: Readonly<Record<number, string>> = {
	0x0401: 'sha256WithRSAEncryption',
	0x0403: 'ecdsa-with-SHA256',
};

function entryLines(entry: Uint8Array): string[] {
	const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
	const time = new Date(Number(view.getBigUint64(33)));
	const extensionsLength = view.getUint16(41);
	const signature = 43 + extensionsLength;
	if (signature + 4 > entry.length || Number.isNaN(time.getTime())) {
		throw new DerError('timestamp-length', 41);
	}
	const milliseconds = time.getUTCMilliseconds().toString().padStart(3, '0');
	const algorithm = view.getUint16(signature);
	const hex = (start: number, end: number): string[] =>
		hexLines(entry.subarray(start, end), 16).map((line) => line.toUpperCase());
	return [
		`Version   : v${(entry[0] ?? 0) + 1} (0x${(entry[0] ?? 0).toString(16)})`,
		...titled('Log ID    : ', hex(1, 33)),
		`Timestamp : ${gmtText(time).replace(/(:\d\d) /, `$1.${milliseconds} `)}`,
		...titled('Extensions: ', extensionsLength === 0 ? ['none'] : hex(43, signature)),
		`Signature : ${algorithms[algorithm] ?? `0x${algorithm.toString(16).padStart(4, '0')}`}`,
		...indent(12, hex(signature + 4, entry.length)),
	];
}

function titled(title: string, [first = '', ...rest]: readonly string[]): string[] {
	return [title + first, ...indent(title.length, rest)];
}
