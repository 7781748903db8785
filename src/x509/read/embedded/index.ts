import { decodeText, readObjects, readText, type ReadOptions, type ReadResult } from '..';
import { readAssignments } from './assignments';
import { readDocuments } from './documents';
import { formatOf, formatOfName, type EmbeddedFormat } from './format';
import type { Parse } from './parse';
import { holdsSign } from './signs';

/** A text, and what tells what kind of text it is. */
export interface NamedText extends ReadOptions {
	readonly path: string;
	readonly text: string;
	/** Language of the editor, for documents whose name says nothing. */
	readonly language?: string | undefined;
}

/** Called between two parts of a long text; what it returns is waited for. */
export type Rest = () => Promise<void> | void;

const noObjects: ReadResult = { isBinary: false, objects: [], problems: [] };

/**
 * Reads the bytes of a file of any name. A file that is neither a certificate file nor holds
 * anything that looks like a certificate costs one search.
 */
export async function readFileBytes(
	path: string,
	bytes: Uint8Array,
	rest: Rest = () => undefined,
	options: ReadOptions = {},
): Promise<ReadResult> {
	if (formatOfName(path) === undefined) {
		const result = readObjects(bytes, options);
		const format = result.isBinary ? undefined : formatOf({ path, text: decodeText(bytes).text });
		if (format === undefined) {
			return result;
		}
	} else if (
		!holdsSign(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
	) {
		return noObjects;
	}
	return readFileText({ path, text: decodeText(bytes).text }, rest);
}

/** Reads a text of any name, such as an unsaved editor's, with rests between its documents. */
export async function readFileText(
	named: NamedText,
	rest: Rest = () => undefined,
): Promise<ReadResult> {
	const format = holdsSign(named.text) ? formatOf(named) : undefined;
	if (format !== undefined) {
		await loadParser(format);
	}
	const steps = readSteps(named);
	for (let step = steps.next(); ; step = steps.next()) {
		if (step.done === true) {
			return step.value;
		}
		await rest();
	}
}

/** The same at once. Until the parser of its format is loaded, YAML and JSON are read as any text is. */
export function readFileTextNow(named: NamedText): ReadResult {
	const steps = readSteps(named);
	for (let step = steps.next(); ; step = steps.next()) {
		if (step.done === true) {
			return step.value;
		}
	}
}

/** True while the parser that a text needs is not loaded. */
export function needsParser(named: NamedText): boolean {
	const format = holdsSign(named.text) ? formatOf(named) : undefined;
	return (format === 'yaml' || format === 'json') && !parsers.has(format);
}

function* readSteps(named: NamedText): Generator<void, ReadResult> {
	const { text } = named;
	const format = formatOf(named);
	if (format === undefined) {
		return readText(text, named);
	}
	if (!holdsSign(text)) {
		return noObjects;
	}
	const parse = parsers.get(format);
	return parse === undefined
		? readAssignments(text, format === 'source' ? 'source' : 'settings')
		: yield* readDocuments(text, parse, `${format}-malformed`);
}

/** Parsers by format, once they are loaded: most workspaces never need them. */
const parsers = new Map<EmbeddedFormat, Parse>();

async function loadParser(format: EmbeddedFormat): Promise<void> {
	if (format === 'yaml' && !parsers.has(format)) {
		parsers.set(format, (await import('./yaml')).parseYaml);
	}
	if (format === 'json' && !parsers.has(format)) {
		parsers.set(format, (await import('./json')).parseJson);
	}
}
