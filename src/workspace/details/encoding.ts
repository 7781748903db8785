import {
	certificateSchema,
	crlSchema,
	publicKeySchema,
	requestSchema,
} from '../../x509/asn1Standards';
import { findAsn1Named } from '../../x509/asn1Tree';
import type { Span } from '../../x509/der';
import type { PublicKey } from '../../x509/publicKey';
import type { LocatedObject } from '../../x509/read';
import { certificateText, crlText, publicKeyText, requestText } from '../../x509/text';
import type { Encoding } from './model';

/** Entries of a CRL in its text form; the page has all of them beside it. */
const entriesInText = 500;

/** The bytes of an object; of a private key only those of its public half, and nothing of what may hold one. */
export function encodingOf(object: LocatedObject): Encoding | undefined {
	switch (object.kind) {
		case 'certificate': {
			const { certificate } = object;
			const text = (): string => certificateText(certificate);
			return { der: certificate.der, schema: certificateSchema, pemLabel: 'CERTIFICATE', text };
		}
		case 'certificateRequest': {
			const { request } = object;
			const pemLabel = 'CERTIFICATE REQUEST';
			return {
				der: request.der,
				schema: requestSchema,
				pemLabel,
				text: () => requestText(request),
			};
		}
		case 'crl': {
			const { crl } = object;
			const text = (): string => crlText(crl, entriesInText);
			return { der: crl.der, schema: crlSchema, pemLabel: 'X509 CRL', text };
		}
		case 'publicKey':
			return publicEncoding(object.publicKey);
		case 'privateKey':
		case 'encryptedPrivateKey': {
			const { publicKey } = object.privateKey;
			return publicKey && publicEncoding(publicKey);
		}
		default:
			return undefined;
	}
}

/** Where a field stands that has no place of its own: by the standard's name for it. */
export function spanOfField(encoding: Encoding | undefined, label: string): Span | undefined {
	const name = standardNames[label];
	return encoding === undefined || name === undefined
		? undefined
		: findAsn1Named(encoding.der, name, encoding.schema);
}

const standardNames: Readonly<Record<string, string>> = {
	Subject: 'subject',
	Issuer: 'issuer',
	'Public key': 'subjectPublicKeyInfo',
	'This update': 'thisUpdate',
	'Next update': 'nextUpdate',
	'Signature algorithm': 'signatureAlgorithm',
};

function publicEncoding(key: PublicKey): Encoding {
	return {
		der: key.spki,
		schema: publicKeySchema,
		pemLabel: 'PUBLIC KEY',
		text: () => publicKeyText(key),
	};
}
