import type { DecodeProblem } from '../certificate';
import { DerError } from '../der';
import { identifyBinary } from './binary';
import { containerOf, contentsOf } from './contents';
import { decodeLabelled, type ReadOptions } from './labels';
import type { DecodedObject, LocatedObject, ReadResult } from './object';
import { findPemBlocks, textOffsetOfByte, textOffsetsOfBytes, type PemBlock } from './pem';
import { problemSentence, type ReadProblem } from './problem';
import { readSshKeys } from './ssh';

export type { EmbeddedEntry, LocatedObject, ObjectKind, ReadResult } from './object';
export { problemSentence, type ReadProblem } from './problem';
export type { ReadOptions } from './labels';

/**
 * Reads a file's bytes: PEM text, or one binary object. Never throws; what cannot be read becomes a
 * located problem. Offsets count from behind a byte order mark, as an editor's do.
 */
export function readObjects(bytes: Uint8Array, options: ReadOptions = {}): ReadResult {
	if (isBinary(bytes)) {
		return readBinary(bytes, options);
	}
	const { text, problem } = decodeText(bytes);
	const result = readText(text, options);
	return problem === undefined ? result : { ...result, problems: [problem, ...result.problems] };
}

/** Reads a text, such as an unsaved editor's. */
export function readText(text: string, options: ReadOptions = {}): ReadResult {
	const objects: LocatedObject[] = [];
	const problems: ReadProblem[] = [];
	const lineOf = lineCounter(text);
	for (const block of findPemBlocks(text)) {
		const line = lineOf(block.start);
		const report = (code: string, offset: number, message = problemSentence(code)): void => {
			const { start: blockStart, label } = block;
			problems.push({ code, offset, line: lineOf(offset), message, blockStart, label });
		};
		if (block.problem !== undefined) {
			const { code, offset } = block.problem;
			const message = code === 'pem-truncated' ? truncatedSentence(text, block) : undefined;
			report(code, offset, message);
		}
		let decoded: DecodedObject = { kind: 'unknown' };
		if (block.der !== undefined && block.der.length > 0) {
			try {
				decoded = decodeLabelled(block.label, block.der, block.headers, options) ?? decoded;
			} catch (error) {
				if (!(error instanceof DerError)) {
					throw error;
				}
				report(error.code, textOffsetOfByte(text, block, error.offset));
			}
			for (const { code, offset } of decodeProblems(decoded)) {
				report(code, textOffsetOfByte(text, block, offset));
			}
		}
		if (block.der !== undefined) {
			const object = { label: block.label, start: block.start, end: block.end, line, ...decoded };
			objects.push(object, ...contentsOf(object, textOffsetsOfBytes(text, block), lineOf));
		}
	}
	objects.push(...readSshKeys(text, lineOf));
	return { isBinary: false, objects, problems };
}

function readBinary(bytes: Uint8Array, options: ReadOptions): ReadResult {
	const problems: ReadProblem[] = [];
	const report = (code: string, offset: number): void => {
		problems.push({
			code,
			offset,
			line: 1,
			message: problemSentence(code),
			blockStart: undefined,
		});
	};
	let decoded: DecodedObject | undefined;
	try {
		decoded = identifyBinary(bytes, options);
		if (decoded === undefined) {
			report('unrecognized', 0);
		}
	} catch (error) {
		if (!(error instanceof DerError)) {
			throw error;
		}
		report(error.code, error.offset);
	}
	if (decoded === undefined) {
		return { isBinary: true, objects: [], problems };
	}
	for (const { code, offset } of decodeProblems(decoded)) {
		report(code, offset);
	}
	const object = { label: undefined, start: 0, end: bytes.length, line: 1, ...decoded };
	const contents = contentsOf(
		object,
		(offset) => offset,
		() => 1,
	);
	return { isBinary: true, objects: [object, ...contents], problems };
}

/** Problems of one object that are told; a file made to hold thousands has nothing more to say. */
const mostProblems = 50;

function decodeProblems(decoded: DecodedObject): readonly DecodeProblem[] {
	switch (decoded.kind) {
		case 'certificate':
			return decoded.certificate.problems.slice(0, mostProblems);
		case 'certificateRequest':
			return decoded.request.problems.slice(0, mostProblems);
		default:
			return containerOf(decoded)?.problems.slice(0, mostProblems) ?? [];
	}
}

/** DER begins with 30, keystores with FE or CE; text that begins with the digit 0 (also 30) is followed by text. */
function isBinary(bytes: Uint8Array): boolean {
	const first = bytes[0];
	const second = bytes[1];
	if (second === undefined) {
		return false;
	}
	if (first === 0xfe || first === 0xce) {
		return second === 0xed || second === 0xce;
	}
	return first === 0x30 && (second >= 0x80 || bytes.length === 2 + second || bytes.includes(0));
}

/** The text of a file without its byte order mark, which is told as a problem. */
export function decodeText(bytes: Uint8Array): { text: string; problem?: ReadProblem } {
	const problem = (code: string): ReadProblem => ({
		code,
		offset: 0,
		line: 1,
		message: problemSentence(code),
		blockStart: undefined,
	});
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
		return { text: new TextDecoder().decode(bytes), problem: problem('byte-order-mark') };
	}
	const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
	if (isLittleEndian || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
		const decoder = new TextDecoder(isLittleEndian ? 'utf-16le' : 'utf-16be');
		return { text: decoder.decode(bytes), problem: problem('not-utf8') };
	}
	return { text: new TextDecoder().decode(bytes) };
}

/** "9 of about 12 lines are here": what the length inside the data promises against what stands there. */
function truncatedSentence(text: string, block: PemBlock): string {
	const body = text.slice(block.bodyStart, block.bodyEnd);
	const lines = body.split('\n').filter((line) => line.trim() !== '');
	const head = Buffer.from(body.slice(0, 64), 'base64');
	const count = (head[1] ?? 0) & 0x7f;
	const isLong = (head[1] ?? 0) > 0x80 && count <= 4;
	const length = isLong
		? head.subarray(2, 2 + count).reduce((sum, octet) => sum * 256 + octet, 0)
		: 0;
	if (head[0] !== 0x30 || length === 0) {
		return 'This block has no END line.';
	}
	// BEGIN and END are counted with the lines of base64 between them.
	const lineLength = Math.max(64, lines[0]?.trim().length ?? 64);
	const expected = Math.ceil((Math.ceil((length + 2 + count) / 3) * 4) / lineLength) + 2;
	return `This block has no END line; ${lines.length + 1} of about ${expected} lines are here.`;
}

/** Line numbers of offsets; each step costs what lies between the last offset asked for and this one. */
export function lineCounter(text: string): (offset: number) => number {
	let line = 1;
	let lineStart = 0;
	// Where the current line ends, remembered: a file may be one line of megabytes.
	let newline = text.indexOf('\n');
	return (offset) => {
		while (offset < lineStart) {
			newline = lineStart - 1;
			lineStart = text.lastIndexOf('\n', newline - 1) + 1;
			line--;
		}
		while (newline >= 0 && newline < offset) {
			line++;
			lineStart = newline + 1;
			newline = text.indexOf('\n', lineStart);
		}
		return line;
	};
}
