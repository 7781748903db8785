import { compose, RunMap, type Decoded, type SourceMap } from './sourceMap';

/** The octets of a base64 value, and where each stands in the document. */
export interface DecodedBytes {
	readonly bytes: Uint8Array;
	readonly map: SourceMap;
}

/** Decodes a value that is base64 and nothing else but white space; undefined for any other. */
export function decodeBase64Value(value: Decoded): DecodedBytes | undefined {
	const { text, map } = withoutSpace(value);
	// RFC 4648 4; some writers leave the padding out, and every reader forgives them.
	if (text.length < 4 || text.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
		return undefined;
	}
	const bytes = Buffer.from(text, 'base64');
	return {
		bytes,
		map: {
			startOf: (index) => map.startOf(Math.floor((index * 4) / 3)),
			// The padding belongs to the last octet.
			endOf: (index) => map.endOf(index >= bytes.length ? text.length : Math.ceil((index * 4) / 3)),
		},
	};
}

function withoutSpace(value: Decoded): Decoded {
	if (!/\s/.test(value.text)) {
		return value;
	}
	const map = new RunMap();
	let text = '';
	for (const run of value.text.matchAll(/\S+/g)) {
		map.add(text.length, run.index, run[0].length);
		text += run[0];
	}
	return { text, map: compose(value.map, map) };
}

/** `base64` breaks its lines at 76 characters, PEM at 64; shorter lines are not broken but end. */
const shortestBrokenLine = 60;

/** End of the base64 from `from` on; goes on with the next line if that is base64 and nothing else. */
export function endOfRun(text: string, from: number): number {
	const line = /[A-Za-z0-9+/]*={0,2}/y;
	const following = /\r?\n[ \t]*([A-Za-z0-9+/]+={0,2})(?=["'\s]|$)/y;
	line.lastIndex = from;
	let last = line.exec(text)?.[0] ?? '';
	let end = from + last.length;
	while (last.length >= shortestBrokenLine && !last.endsWith('=')) {
		following.lastIndex = end;
		const match = following.exec(text);
		if (match === null) {
			break;
		}
		last = match[1] ?? '';
		end = following.lastIndex;
	}
	return end;
}

/** Start of the base64 that `from` lies in, not before `limit`. */
export function startOfRun(text: string, from: number, limit: number): number {
	let start = from;
	while (start > limit && /[A-Za-z0-9+/]/.test(text[start - 1] ?? '')) {
		start--;
	}
	return start;
}
