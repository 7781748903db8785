import { parseCertificate } from '../certificate';
import { parseCrl } from '../crl';
import { parseOcspResponse } from '../containers/ocspResponse';
import { parsePkcs12 } from '../containers/pkcs12';
import { parsePkcs7 } from '../containers/pkcs7';
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
import { splitTrusted } from '../trustSettings';
import type { DecodedObject } from './object';

/** The header fields of a PEM block (RFC 1421 4.6), by lower-case name. */
export type PemHeaders = ReadonlyMap<string, string>;

/** What a reader may use beside the file itself. */
export interface ReadOptions {
	/** Opens PKCS #12 files; it is not kept in anything that is read. */
	readonly passphrase?: string | undefined;
}

/** How the content of a PEM block with a certain label is decoded. */
type Decode = (der: Uint8Array, headers: PemHeaders, options: ReadOptions) => DecodedObject;

const certificate: Decode = (der) => ({ kind: 'certificate', certificate: parseCertificate(der) });
const request: Decode = (der) => ({ kind: 'certificateRequest', request: parseRequest(der) });
const pkcs7: Decode = (der) => ({ kind: 'pkcs7', pkcs7: parsePkcs7(der) });
const parameters: Decode = () => ({ kind: 'parameters' });

/** Labels by RFC 7468 and by what OpenSSL and others write; one line each. */
const decoders: Readonly<Record<string, Decode>> = {
	CERTIFICATE: certificate,
	'X509 CERTIFICATE': certificate,
	'X.509 CERTIFICATE': certificate,
	'TRUSTED CERTIFICATE': (der) => {
		const { certificate: own, trust } = splitTrusted(der);
		return { kind: 'certificate', certificate: parseCertificate(own), trust };
	},
	'ATTRIBUTE CERTIFICATE': () => ({ kind: 'attributeCertificate' }),
	'CERTIFICATE REQUEST': request,
	'NEW CERTIFICATE REQUEST': request,
	'X509 CRL': (der) => ({ kind: 'crl', crl: parseCrl(der) }),
	'PUBLIC KEY': (der) => ({ kind: 'publicKey', publicKey: parsePublicKey(der) }),
	'RSA PUBLIC KEY': (der) => ({
		kind: 'publicKey',
		publicKey: parsePublicKey(isSubjectPublicKeyInfo(der) ? der : wrapRsaPublicKey(der)),
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
	PKCS12: (der, _, { passphrase }) => ({ kind: 'pkcs12', pkcs12: parsePkcs12(der, passphrase) }),
	'OCSP RESPONSE': (der) => ({ kind: 'ocspResponse', ocspResponse: parseOcspResponse(der) }),
};

/** Decodes the content of a PEM block by its label; undefined if the label is not known. */
export function decodeLabelled(
	label: string,
	der: Uint8Array,
	headers: PemHeaders,
	options: ReadOptions = {},
): DecodedObject | undefined {
	return decoders[label]?.(der, headers, options);
}

/** Some write the newer form under the older label; only that begins with a SEQUENCE. */
function isSubjectPublicKeyInfo(der: Uint8Array): boolean {
	return new DerReader(der).next(tags.sequence).inner().peekTag === tags.sequence;
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
