import { parseCertificate } from '../certificate';
import { parseCrl } from '../crl';
import { DerReader, tags } from '../der';
import {
	legacyEncryptedKey,
	parseEncryptedPrivateKey,
	parseOpensshKey,
	parsePrivateKey,
	type PrivateKeyFormat,
} from '../privateKey';
import { parsePublicKey, wrapRsaPublicKey } from '../publicKey';
import { parseRequest } from '../request';
import type { DecodedObject } from './object';

/** The header fields of a PEM block (RFC 1421 4.6), by lower-case name. */
export type PemHeaders = ReadonlyMap<string, string>;

/** How the content of a PEM block with a certain label is decoded. */
type Decode = (der: Uint8Array, headers: PemHeaders) => DecodedObject;

const certificate: Decode = (der) => ({ kind: 'certificate', certificate: parseCertificate(der) });
const request: Decode = (der) => ({ kind: 'certificateRequest', request: parseRequest(der) });
const pkcs7: Decode = () => ({ kind: 'pkcs7' });
const parameters: Decode = () => ({ kind: 'parameters' });

/** Labels by RFC 7468 and by what OpenSSL and others write; one line each. */
const decoders: Readonly<Record<string, Decode>> = {
	CERTIFICATE: certificate,
	'X509 CERTIFICATE': certificate,
	'X.509 CERTIFICATE': certificate,
	'TRUSTED CERTIFICATE': (der, headers) => certificate(firstElement(der), headers),
	'CERTIFICATE REQUEST': request,
	'NEW CERTIFICATE REQUEST': request,
	'X509 CRL': (der) => ({ kind: 'crl', crl: parseCrl(der) }),
	'PUBLIC KEY': (der) => ({ kind: 'publicKey', publicKey: parsePublicKey(der) }),
	'RSA PUBLIC KEY': (der) => ({
		kind: 'publicKey',
		publicKey: parsePublicKey(wrapRsaPublicKey(der)),
	}),
	'PRIVATE KEY': (der) => ({ kind: 'privateKey', privateKey: parsePrivateKey(der, 'pkcs8') }),
	'ENCRYPTED PRIVATE KEY': (der) => ({
		kind: 'encryptedPrivateKey',
		privateKey: parseEncryptedPrivateKey(der),
	}),
	'RSA PRIVATE KEY': legacyKey('pkcs1'),
	'EC PRIVATE KEY': legacyKey('sec1'),
	'DSA PRIVATE KEY': legacyKey('dsa'),
	'OPENSSH PRIVATE KEY': (bytes) => keyObject(parseOpensshKey(bytes)),
	'EC PARAMETERS': parameters,
	'DH PARAMETERS': parameters,
	'X9.42 DH PARAMETERS': parameters,
	'DSA PARAMETERS': parameters,
	PKCS7: pkcs7,
	'PKCS #7 SIGNED DATA': pkcs7,
	CMS: pkcs7,
};

/** Decodes the content of a PEM block by its label; undefined if the label is not known. */
export function decodeLabelled(
	label: string,
	der: Uint8Array,
	headers: PemHeaders,
): DecodedObject | undefined {
	return decoders[label]?.(der, headers);
}

/** A TRUSTED CERTIFICATE is a certificate with OpenSSL's trust settings behind it. */
function firstElement(der: Uint8Array): Uint8Array {
	return new DerReader(der).next(tags.sequence).element();
}

function legacyKey(format: Exclude<PrivateKeyFormat, 'openssh'>): Decode {
	return (der, headers) => {
		const dekInfo = headers.get('dek-info');
		return keyObject(
			dekInfo === undefined ? parsePrivateKey(der, format) : legacyEncryptedKey(format, dekInfo),
		);
	};
}

function keyObject(privateKey: ReturnType<typeof parsePrivateKey>): DecodedObject {
	return { kind: privateKey.isEncrypted ? 'encryptedPrivateKey' : 'privateKey', privateKey };
}
