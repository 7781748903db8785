import { encodePem } from '../issue/pem';
import type { LocatedObject } from '../x509/read';
import type { SourceContent } from './certificateIndex';

/**
 * The content of a file with one of its certificates exchanged: everything around the block stays,
 * and so do the line ends. A binary file holds nothing else and becomes the certificate.
 * Undefined if the file cannot be read any more.
 */
export function replaceCertificate(
	content: SourceContent,
	{ start, end }: LocatedObject,
	der: Uint8Array,
): string | Uint8Array | undefined {
	switch (content.kind) {
		case 'text':
			return replaceBlock(content.text, start, end, der);
		case 'bytes': {
			// The decoder drops a byte order mark, as the reader does before it counts.
			const text = new TextDecoder().decode(content.bytes);
			return text.startsWith('-----BEGIN ', start) ? replaceBlock(text, start, end, der) : der;
		}
		default:
			return undefined;
	}
}

function replaceBlock(text: string, start: number, end: number, der: Uint8Array): string {
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	const block = encodePem('CERTIFICATE', der).trimEnd().replaceAll('\n', lineEnd);
	return `${text.slice(0, start)}${block}${text.slice(end)}`;
}

/** The text of a file; the decoder drops a byte order mark, as the reader does before it counts. */
export function textOf(content: SourceContent): string | undefined {
	if (content.kind === 'text') {
		return content.text;
	}
	return content.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : undefined;
}
