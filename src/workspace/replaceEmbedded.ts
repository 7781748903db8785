import { encodePem } from '../issue/pem';
import { readText, type LocatedObject } from '../x509/read';
import { readFileText } from '../x509/read/embedded';
import { extract } from '../x509/read/embedded/extract';
import { replaceCertificate } from './replaceObject';

/**
 * A document with one of the certificates inside of it exchanged, written in the same form: with
 * the same indentation, the same escapes, in base64 again. What comes out is read once more;
 * undefined if it does not hold exactly the new certificate in place of the old one.
 */
export async function replaceEmbedded(
	path: string,
	text: string,
	object: LocatedObject,
	der: Uint8Array,
): Promise<string | undefined> {
	const replaced = embed(text, object, der);
	if (replaced === undefined) {
		return undefined;
	}
	const before = (await readFileText({ path, text })).objects;
	const after = (await readFileText({ path, text: replaced })).objects;
	const number = before.findIndex(({ start }) => start === object.start);
	const wanted = before.map((each, index) =>
		index === number ? Buffer.from(der).toString('hex') : contentOf(each),
	);
	const isAsWanted =
		number >= 0 &&
		after.length === wanted.length &&
		after.every((each, index) => contentOf(each) === wanted[index]);
	return isAsWanted ? replaced : undefined;
}

function embed(text: string, object: LocatedObject, der: Uint8Array): string | undefined {
	const own = text.slice(object.start, object.end);
	const boundary = /^-----BEGIN [^\n-]+-----/.exec(own)?.[0];
	if (boundary === undefined) {
		return embedBase64(text, object, der);
	}
	// Whatever stands between the BEGIN line and the base64 stands between all lines.
	const [lineBreak = ''] = /^(?:[^A-Za-z0-9\\]|\\+[nr]?)*/.exec(own.slice(boundary.length)) ?? [];
	const lines = encodePem('CERTIFICATE', der).trimEnd().split('\n');
	return text.slice(0, object.start) + lines.join(lineBreak) + text.slice(object.end);
}

function embedBase64(text: string, object: LocatedObject, der: Uint8Array): string | undefined {
	const { start, end } = object.entry?.valueRange ?? object;
	const content = extract(text, object);
	const inner = typeof content === 'string' ? replaceIn(content, object, der) : Buffer.from(der);
	const match = /^((?:[|>][^\n]*\n\s*)?["']?)([A-Za-z0-9+/=\s]+?)(\s*["']?)$/.exec(
		text.slice(start, end),
	);
	if (inner === undefined || match === null) {
		return undefined;
	}
	const [, before = '', old = '', behind = ''] = match;
	const [, firstLine = '', lineBreak] = /^(\S+)(\s+)/.exec(old) ?? [];
	const encoded = Buffer.from(inner).toString('base64');
	const folded =
		lineBreak === undefined
			? encoded
			: (encoded.match(new RegExp(`.{1,${firstLine.length}}`, 'g')) ?? []).join(lineBreak);
	return text.slice(0, start) + before + folded + behind + text.slice(end);
}

/** The PEM text of a value with the certificate exchanged. */
function replaceIn(pem: string, object: LocatedObject, der: Uint8Array): string | undefined {
	const place = readText(pem).objects.find((each) => contentOf(each) === contentOf(object));
	const replaced = place && replaceCertificate({ kind: 'text', text: pem }, place, der);
	return typeof replaced === 'string' ? replaced : undefined;
}

/** What tells an object from others, wherever it stands. */
function contentOf(object: LocatedObject): string {
	switch (object.kind) {
		case 'certificate':
			return Buffer.from(object.certificate.der).toString('hex');
		case 'certificateRequest':
			return object.request.fingerprintSha256;
		case 'crl':
			return object.crl.fingerprintSha256;
		case 'privateKey':
		case 'encryptedPrivateKey':
			return `${object.kind} ${object.privateKey.publicKey?.spkiSha256 ?? ''}`;
		default:
			return object.kind;
	}
}
