import type { PemHeaders } from './labels';

/** A PEM block as it stands in a text, its content decoded from base64 but not looked into. */
export interface PemBlock {
	readonly label: string;
	/** Offset of the first dash of BEGIN. */
	readonly start: number;
	/** Offset behind the last dash of END; behind the last line of the block where END is missing. */
	readonly end: number;
	readonly headers: PemHeaders;
	/** Where the base64 begins and ends. */
	readonly bodyStart: number;
	readonly bodyEnd: number;
	/** Undefined where the base64 is broken or END is missing. */
	readonly der: Uint8Array | undefined;
	readonly problem: { readonly code: string; readonly offset: number } | undefined;
}

const begin = '-----BEGIN ';
const boundary = /-----(BEGIN|END) ([^\r\n-]*(?:-[^\r\n-]+)*)-----/y;

/** Finds every PEM block of a text; text between blocks is normal and passed over. */
export function findPemBlocks(text: string): PemBlock[] {
	const blocks: PemBlock[] = [];
	const endAfter = forwardFinder(text, '-----END ');
	let position = text.indexOf(begin);
	while (position >= 0) {
		const block = readBlock(text, position, endAfter);
		if (block === undefined) {
			position = text.indexOf(begin, position + begin.length);
			continue;
		}
		blocks.push(block);
		position = text.indexOf(begin, block.end);
	}
	return blocks;
}

/** Offset in the text of the base64 character that holds the first bits of byte `byteOffset`. */
export function textOffsetOfByte(text: string, block: PemBlock, byteOffset: number): number {
	return textOffsetsOfBytes(text, block)(byteOffset);
}

/** The same for many bytes of a block: growing offsets are found in one pass over it. */
export function textOffsetsOfBytes(text: string, block: PemBlock): (byteOffset: number) => number {
	let passed = 0;
	let index = block.bodyStart;
	return (byteOffset) => {
		const wanted = Math.floor((byteOffset * 4) / 3);
		if (wanted < passed) {
			passed = 0;
			index = block.bodyStart;
		}
		for (; index < block.bodyEnd; index++) {
			if (!isBase64Character(text.charCodeAt(index))) {
				continue;
			}
			if (passed === wanted) {
				return index;
			}
			passed++;
		}
		return block.bodyEnd;
	};
}

/** `indexOf` for growing positions that never looks at the same stretch of text twice. */
function forwardFinder(text: string, marker: string): (from: number) => number {
	let found = -2;
	return (from) => {
		if (found !== -1 && found < from) {
			found = text.indexOf(marker, from);
		}
		return found;
	};
}

function readBlock(
	text: string,
	start: number,
	endAfter: (from: number) => number,
): PemBlock | undefined {
	boundary.lastIndex = start;
	const label = boundary.exec(text)?.[2];
	if (label === undefined) {
		return undefined;
	}
	const afterBegin = boundary.lastIndex;
	const nextBegin = text.indexOf(begin, afterBegin);
	const endMarker = endAfter(afterBegin);
	const { headers, bodyStart } = readHeaders(text, afterBegin);
	if (endMarker < 0 || (nextBegin >= 0 && nextBegin < endMarker)) {
		const bodyEnd = endOfBase64(text, bodyStart, nextBegin < 0 ? text.length : nextBegin);
		const problem = { code: 'pem-truncated', offset: start };
		return { label, start, end: bodyEnd, headers, bodyStart, bodyEnd, der: undefined, problem };
	}
	boundary.lastIndex = endMarker;
	const endLabel = boundary.exec(text)?.[2];
	const end = endLabel === undefined ? endOfLine(text, endMarker) : boundary.lastIndex;
	let der: Uint8Array | undefined;
	let problem: PemBlock['problem'];
	if (endLabel === undefined) {
		problem = { code: 'pem-malformed-boundary', offset: endMarker };
	} else {
		({ der, problem } = decodeBase64(text, bodyStart, endMarker));
		if (text.startsWith('\\n', bodyStart)) {
			problem = { code: 'pem-escaped-newlines', offset: bodyStart };
		}
		if (der !== undefined && endLabel !== label) {
			problem = { code: 'pem-label-mismatch', offset: endMarker };
		} else if (der?.length === 0) {
			problem = { code: 'pem-empty', offset: start };
		} else if (der !== undefined && !isOnLinesOfItsOwn(text, afterBegin, endMarker)) {
			problem = { code: 'pem-no-line-breaks', offset: start };
		}
	}
	return { label, start, end, headers, bodyStart, bodyEnd: endMarker, der, problem };
}

/** RFC 7468 3: BEGIN and END are lines; blanks behind BEGIN are read by everybody. */
function isOnLinesOfItsOwn(text: string, afterBegin: number, endMarker: number): boolean {
	let at = afterBegin;
	while (text[at] === ' ' || text[at] === '\t') {
		at++;
	}
	const before = text[endMarker - 1];
	return (text[at] === '\n' || text[at] === '\r') && (before === '\n' || before === '\r');
}

const headerLine = /\r?\n([A-Za-z][A-Za-z0-9-]*):[ \t]*([^\r\n]*)(?=\r?\n)/y;
const noHeaders: PemHeaders = new Map();

/** Reads `Name: value` lines and the blank line behind them (RFC 1421 4.4). */
function readHeaders(text: string, from: number): { headers: PemHeaders; bodyStart: number } {
	headerLine.lastIndex = from;
	let match = headerLine.exec(text);
	if (match === null) {
		return { headers: noHeaders, bodyStart: from };
	}
	const headers = new Map<string, string>();
	let bodyStart = from;
	for (; match !== null; match = headerLine.exec(text)) {
		headers.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').trim());
		bodyStart = headerLine.lastIndex;
	}
	return { headers, bodyStart };
}

/** Decodes a body of base64 with white space between; a fault is told with its place. */
function decodeBase64(text: string, start: number, end: number): Pick<PemBlock, 'der' | 'problem'> {
	const body = text.slice(start, end);
	const der = Buffer.from(body, 'base64');
	const problem = holdsAllOf(der, body) ? undefined : findFault(text, start, end);
	return problem === undefined ? { der, problem } : { der: undefined, problem };
}

/**
 * True if `der` is as long as a body without faults of that many characters and lines gives. `Buffer`
 * drops what it does not know, so one wrong character makes it shorter. It does know the letters of
 * URLs, and takes a wide character for the one of its low octet: those are looked for.
 */
function holdsAllOf(der: Uint8Array, body: string): boolean {
	if (body.includes('-') || body.includes('_') || /[^\0-\xff]/.test(body)) {
		return false;
	}
	let characters = body.length;
	for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) {
		characters -= body[at - 1] === '\r' ? 2 : 1;
	}
	const end = body.trimEnd();
	const padding = end.endsWith('==') ? 2 : end.endsWith('=') ? 1 : 0;
	return characters % 4 === 0 && der.length === (characters / 4) * 3 - padding;
}

/** Looks at every character of a body; undefined if all are in order. */
function findFault(text: string, start: number, end: number): PemBlock['problem'] {
	let count = 0;
	let padding = 0;
	let last = start;
	for (let index = start; index < end; index++) {
		const code = text.charCodeAt(index);
		if (isSpace(code)) {
			continue;
		}
		last = index;
		if (code === 0x3d) {
			padding++;
		} else if (padding === 0 && isBase64Character(code)) {
			count++;
		} else {
			return { code: 'base64-invalid-character', offset: index };
		}
	}
	// RFC 4648 4: groups of four characters, at most two of them padding.
	if ((count + padding) % 4 !== 0 || padding > 2) {
		return { code: 'base64-padding', offset: last };
	}
	return undefined;
}

/** End of the run of base64 lines from `start`; what follows belongs to something else. */
function endOfBase64(text: string, start: number, limit: number): number {
	let end = start;
	let lineStart = start;
	// Cut out first: looking for a line end must not run on to the end of a long file.
	for (const line of text.slice(start, limit).split('\n')) {
		const content = line.trim();
		if (!/^[A-Za-z0-9+/=]*$/.test(content)) {
			break;
		}
		if (content !== '') {
			end = lineStart + line.trimEnd().length;
		}
		lineStart += line.length + 1;
	}
	return end;
}

function endOfLine(text: string, from: number): number {
	const newline = text.indexOf('\n', from);
	const end = newline < 0 ? text.length : newline;
	return text[end - 1] === '\r' ? end - 1 : end;
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const isBase64 = Array.from({ length: 128 }, (_, code) =>
	base64Alphabet.includes(String.fromCharCode(code)),
);

function isBase64Character(code: number): boolean {
	return isBase64[code] === true;
}

function isSpace(code: number): boolean {
	return code === 0x0a || code === 0x0d || code === 0x20 || code === 0x09;
}
