import type { LocatedObject } from '../object';
import type { ReadProblem } from '../problem';

/**
 * What a text is to the program that reads it: a value as it stands, settings whose lines are still
 * to be unescaped and unindented, or a program with certificates for examples.
 */
export type Purpose = 'value' | 'settings' | 'source';

interface Told {
	readonly objects: readonly LocatedObject[];
	readonly problems: readonly ReadProblem[];
}

/** The start of a block that was meant to be one of ours: a known label, then a SEQUENCE in base64. */
const realBlock =
	/-----BEGIN [A-Z0-9 .#]*(?:CERTIFICATE|REQUEST|CRL|KEY|PKCS7|CMS|PARAMETERS)-----(?:\s|\\+[nr])*(?:[A-Za-z-]+: [^\n]*\s+)*M[A-Za-z0-9+/]{39}/y;

/** Codes of problems that go away when a string is unescaped, a heredoc unindented. */
const lineBreakCodes = new Set(['pem-escaped-newlines', 'pem-no-line-breaks']);

/**
 * What is worth telling of a text that is not a certificate file: everything about objects that
 * could be read. `-----BEGIN CERTIFICATE-----` alone is a word in a program, and an example with
 * dots in a text is no broken certificate; a real one that was cut off is told of outside programs.
 */
export function toldOf({ objects, problems }: Told, text: string, purpose: Purpose): Told {
	const readable = new Set(objects.filter(isReadable).map(({ start }) => start));
	const isTold = (start: number | undefined): boolean =>
		start !== undefined &&
		(readable.has(start) || (purpose !== 'source' && isRealBlock(text, start)));
	return {
		objects: objects.filter((object) => isReadable(object) || isTold(object.start)),
		problems: problems.filter(
			({ code, blockStart }) =>
				isTold(blockStart) && (purpose === 'value' || !lineBreakCodes.has(code)),
		),
	};
}

/** True for an object of which more is known than its label. */
export function isReadable({ kind }: LocatedObject): boolean {
	return kind !== 'unknown';
}

function isRealBlock(text: string, start: number): boolean {
	realBlock.lastIndex = start;
	return realBlock.test(text);
}
