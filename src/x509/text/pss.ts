import type { SignatureAlgorithm } from '../algorithm';
import { contextTag, DerReader, readObjectIdentifier, readSmallInteger, tags } from '../der';
import { oidName } from '../oidNames';
import { indent } from './lines';

/** The parameters of an RSASSA-PSS signature (RFC 4055 3.1), as OpenSSL prints them. */
export function signaturePssLines({ encoded }: SignatureAlgorithm): string[] {
	const reader = new DerReader(Buffer.from(encoded, 'hex')).next(tags.sequence).inner();
	reader.next(tags.objectIdentifier);
	const { hash, mask, salt, trailer } = readPss(reader);
	return [
		`Hash Algorithm: ${hash ?? 'sha1 (default)'}`,
		`Mask Algorithm: ${mask === undefined ? 'mgf1 with sha1 (default)' : `${mask.name} with ${mask.hash}`}`,
		` Salt Length: 0x${salt === undefined ? '14 (default)' : hex(salt)}`,
		`Trailer Field: 0x${trailer === undefined ? '01 (default)' : hex(trailer)}`,
	];
}

/** To what an RSA key is restricted that makes such signatures only. */
export function keyPssLines(parameters: DerReader): string[] {
	if (!parameters.hasMore) {
		return ['No PSS parameter restrictions'];
	}
	const { hash, mask, salt, trailer } = readPss(parameters);
	return [
		'PSS parameter restrictions:',
		...indent(2, [
			`Hash Algorithm: ${hash === undefined ? 'SHA1 (default)' : shaName(hash)}`,
			`Mask Algorithm: ${mask === undefined ? 'MGF1 with SHA1 (default)' : `${mask.name.toUpperCase()} with ${shaName(mask.hash)}`}`,
			`Minimum Salt Length: ${salt ?? '20 (default)'}`,
			`Trailer Field: 0x${trailer?.toString(16) ?? '1 (default)'}`,
		]),
	];
}

/** What stands there; a field that is left out has its default. */
interface PssParameters {
	readonly hash: string | undefined;
	readonly mask: { readonly name: string; readonly hash: string } | undefined;
	readonly salt: number | undefined;
	readonly trailer: number | undefined;
}

function readPss(reader: DerReader): PssParameters {
	const fields = reader.nextIf(tags.sequence) ? reader.inner() : new DerReader(new Uint8Array());
	const field = <T>(number: number, read: (inner: DerReader) => T): T | undefined =>
		fields.nextIf(contextTag(number, true)) ? read(fields.inner()) : undefined;
	return {
		hash: field(0, readAlgorithmName),
		mask: field(1, (inner) => {
			const algorithm = inner.next(tags.sequence).inner();
			const name = readOidName(algorithm);
			return { name, hash: readAlgorithmName(algorithm) };
		}),
		salt: field(2, (inner) => readSmallInteger(inner.next(tags.integer))),
		trailer: field(3, (inner) => readSmallInteger(inner.next(tags.integer))),
	};
}

function readAlgorithmName(reader: DerReader): string {
	return readOidName(reader.next(tags.sequence).inner());
}

function readOidName(reader: DerReader): string {
	const oid = readObjectIdentifier(reader.next(tags.objectIdentifier));
	return oidName(oid)?.longName ?? oid;
}

/** Providers of OpenSSL 3 write SHA2-256 where its older code writes sha256. */
function shaName(name: string): string {
	return name.replace(/^sha(224|256|384|512)$/, 'SHA2-$1').replace(/^sha1$/, 'SHA1');
}

function hex(number: number): string {
	return number.toString(16).toUpperCase().padStart(2, '0');
}
