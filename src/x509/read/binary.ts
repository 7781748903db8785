import { parseCertificate } from '../certificate';
import { isKeystore, parseKeystore } from '../containers/keystore';
import { parseOcspResponse } from '../containers/ocspResponse';
import { parsePkcs12 } from '../containers/pkcs12';
import { parsePkcs7 } from '../containers/pkcs7';
import { parseCrl } from '../crl';
import { contextTag, DerError, DerReader, readObjectIdentifier, tags } from '../der';
import { parseEncryptedPrivateKey, parsePrivateKey } from '../privateKey';
import { parsePublicKey, wrapRsaPublicKey } from '../publicKey';
import { parseRequest } from '../request';
import type { ReadOptions } from './labels';
import type { DecodedObject } from './object';

/**
 * Decodes bytes without a label by their shape. Throws the `DerError` of the likeliest kind if they
 * look like one and are broken; undefined if they look like nothing known.
 */
export function identifyBinary(
	bytes: Uint8Array,
	{ passphrase }: ReadOptions = {},
): DecodedObject | undefined {
	if (isKeystore(bytes)) {
		return { kind: 'jks', keystore: parseKeystore(bytes) };
	}
	if (bytes[0] !== tags.sequence) {
		return undefined;
	}
	const container = identifyContainer(bytes);
	if (container === 'pkcs7') {
		return { kind: 'pkcs7', pkcs7: parsePkcs7(bytes) };
	}
	if (container === 'pkcs12') {
		return { kind: 'pkcs12', pkcs12: parsePkcs12(bytes, passphrase) };
	}
	const file = new DerReader(bytes);
	const outer = file.next().inner();
	file.expectEnd();
	const shape = topLevelShape(outer);
	switch (shape) {
		case 'sequence sequence bitString':
			return identifySigned(bytes);
		case 'sequence bitString':
			return { kind: 'publicKey', publicKey: parsePublicKey(bytes) };
		case 'sequence octetString':
			return { kind: 'encryptedPrivateKey', privateKey: parseEncryptedPrivateKey(bytes) };
		case 'enumerated other':
		case 'enumerated':
			return { kind: 'ocspResponse', ocspResponse: parseOcspResponse(bytes) };
		default:
	}
	if (shape.startsWith('integer sequence octetString')) {
		return { kind: 'privateKey', privateKey: parsePrivateKey(bytes, 'pkcs8') };
	}
	if (shape.startsWith('integer octetString')) {
		return { kind: 'privateKey', privateKey: parsePrivateKey(bytes, 'sec1') };
	}
	if (/^integer(?: integer){5}$/.test(shape)) {
		return { kind: 'privateKey', privateKey: parsePrivateKey(bytes, 'dsa') };
	}
	if (/^integer(?: integer){8}/.test(shape)) {
		return { kind: 'privateKey', privateKey: parsePrivateKey(bytes, 'pkcs1') };
	}
	if (shape === 'integer integer') {
		return { kind: 'publicKey', publicKey: parsePublicKey(wrapRsaPublicKey(bytes)) };
	}
	return undefined;
}

const tagNames: Readonly<Record<number, string>> = {
	[tags.sequence]: 'sequence',
	[tags.integer]: 'integer',
	[tags.octetString]: 'octetString',
	[tags.bitString]: 'bitString',
	[tags.enumerated]: 'enumerated',
};

function topLevelShape(reader: DerReader): string {
	const names: string[] = [];
	// Nine INTEGERs tell a PKCS #1 key; nothing known needs more.
	while (reader.hasMore && names.length < 9) {
		names.push(tagNames[reader.next().tag] ?? 'other');
	}
	return names.join(' ');
}

/** PKCS #7 and PKCS #12 are often BER with indefinite lengths, so only their first fields are looked at. */
function identifyContainer(bytes: Uint8Array): 'pkcs7' | 'pkcs12' | undefined {
	const headerLength = 2 + ((bytes[1] ?? 0) > 0x80 ? (bytes[1] ?? 0) & 0x7f : 0);
	const fields = new DerReader(bytes, headerLength);
	try {
		if (fields.peekTag === tags.objectIdentifier) {
			const oid = readObjectIdentifier(fields.next());
			// ContentInfo (RFC 5652 3): the OIDs of PKCS #7 content types.
			return isMessage(oid) && fields.peekTag === contextTag(0, true) ? 'pkcs7' : undefined;
		}
		if (fields.nextIf(tags.integer) && fields.bytes[fields.contentStart] === 3) {
			// PFX (RFC 7292 4): version 3, then a ContentInfo.
			return fields.peekTag === tags.sequence ? 'pkcs12' : undefined;
		}
	} catch (error) {
		if (!(error instanceof DerError)) {
			throw error;
		}
	}
	return undefined;
}

/** PKCS #7 content types, and those that CMS added (RFC 5652, RFC 5083, RFC 3274). */
function isMessage(oid: string): boolean {
	return oid.startsWith('1.2.840.113549.1.7.') || oid.startsWith('1.2.840.113549.1.9.16.1.');
}

function identifySigned(bytes: Uint8Array): DecodedObject {
	try {
		return { kind: 'certificate', certificate: parseCertificate(bytes) };
	} catch (certificateError) {
		if (!(certificateError instanceof DerError)) {
			throw certificateError;
		}
		const other = attempt(() => ({
			kind: 'certificateRequest' as const,
			request: parseRequest(bytes),
		}));
		const crl = other ?? attempt(() => ({ kind: 'crl' as const, crl: parseCrl(bytes) }));
		if (crl === undefined) {
			throw certificateError;
		}
		return crl;
	}
}

function attempt<T>(parse: () => T): T | undefined {
	try {
		return parse();
	} catch (error) {
		if (error instanceof DerError) {
			return undefined;
		}
		throw error;
	}
}
