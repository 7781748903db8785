import { lineCounter, problemSentence, type ReadResult } from '..';
import { readAssignments } from './assignments';
import { treeEntry } from './entry';
import { isCertificateKey } from './names';
import type { Parse, ParsedDocument } from './parse';
import { holdsBase64Sign, holdsBinarySign, pemSign } from './signs';
import { valuesOf, type TreeNode } from './tree';
import { finished, merge, readBase64Binary, readValue, type ValueContent } from './value';

/** Reads the values of YAML or JSON, document by document. */
export function* readDocuments(
	text: string,
	parse: Parse,
	faultCode: string,
): Generator<void, ReadResult> {
	const lineOf = lineCounter(text);
	const results: ReadResult[] = [];
	let fault: number | undefined;
	for (const document of documentsOf(parse, text)) {
		fault ??= document.fault;
		if (document.root !== undefined) {
			results.push(...readValues(text, document.root, lineOf));
		}
		yield;
	}
	const found = joined(results);
	if (fault === undefined) {
		return found;
	}
	const rest = readRest(text, found);
	return rest.objects.length + rest.problems.length === 0 || isTemplate(text)
		? rest
		: withFault(rest, faultCode, fault, lineOf);
}

/** No parser is trusted with the input of strangers: one that throws has found a fault at the start. */
function* documentsOf(parse: Parse, text: string): Generator<ParsedDocument> {
	try {
		yield* parse(text);
	} catch {
		yield { root: undefined, fault: 0 };
	}
}

function* readValues(
	text: string,
	root: TreeNode,
	lineOf: (offset: number) => number,
): Generator<ReadResult> {
	for (const value of valuesOf(root)) {
		const content = contentOf(value.scalar, value.keys);
		if (content !== undefined && content.objects.length + content.problems.length > 0) {
			const entry = treeEntry(text, value, lineOf);
			yield finished(content, lineOf, () => entry);
		}
	}
}

function contentOf(
	scalar: Extract<TreeNode, { kind: 'scalar' }>,
	keys: readonly string[],
): ValueContent | undefined {
	if (scalar.value.includes(pemSign) || holdsBase64Sign(scalar.value)) {
		const decoded = scalar.decode();
		return decoded && readValue(decoded, 'value');
	}
	if (holdsBinarySign(scalar.value.slice(0, 5)) && isCertificateKey(keys)) {
		const decoded = scalar.decode();
		return decoded && readBase64Binary(decoded);
	}
	return undefined;
}

/** What stands where the parser was lost is found as in any text. */
function readRest(text: string, found: ReadResult): ReadResult {
	const rest = readAssignments(text, 'settings');
	const isNew = (offset: number): boolean =>
		!found.objects.some(({ start, end }) => start <= offset && offset < end);
	const known = new Set(found.problems.map(({ offset }) => offset));
	return joined([
		found,
		{
			isBinary: false,
			objects: rest.objects.filter(({ start }) => isNew(start)),
			problems: rest.problems.filter(({ offset }) => isNew(offset) && !known.has(offset)),
		},
	]);
}

/** Templates of Helm, Jinja and others become YAML or JSON only when they are filled in. */
function isTemplate(text: string): boolean {
	return text.includes('{{') || text.includes('{%');
}

function withFault(
	result: ReadResult,
	code: string,
	offset: number,
	lineOf: (offset: number) => number,
): ReadResult {
	const problem = {
		code,
		offset,
		line: lineOf(offset),
		message: problemSentence(code),
		blockStart: undefined,
	};
	return { ...result, problems: [...result.problems, problem] };
}

function joined(results: readonly ReadResult[]): ReadResult {
	const { objects, problems } = merge(...results);
	return {
		isBinary: false,
		objects: objects.toSorted((a, b) => a.start - b.start),
		problems,
	};
}
