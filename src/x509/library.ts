import 'reflect-metadata';
import {
	Extension,
	Name,
	Pkcs10CertificateRequestGenerator,
	X509CertificateGenerator,
	X509CrlGenerator,
	X509CrlReason,
} from '@peculiar/x509';
import { toHex } from './der';

export { X509Certificate } from '@peculiar/x509';

/** How a signature is made and named; the words are those of WebCrypto, which the library speaks. */
export type SigningAlgorithm =
	| {
			readonly name: 'ECDSA';
			readonly namedCurve: 'P-256' | 'P-384' | 'P-521';
			readonly hash: 'SHA-256' | 'SHA-384' | 'SHA-512';
	  }
	| { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: 'SHA-256' | 'SHA-384' | 'SHA-512' }
	| { readonly name: 'Ed25519' };

/** The signing side as a function, so that no key material comes in here. */
export interface Signer {
	readonly algorithm: SigningAlgorithm;
	/** ECDSA signatures are `r` and `s` one behind the other (IEEE P1363), as WebCrypto has them. */
	sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** An extension with the content of its extnValue. */
export interface RawExtension {
	readonly oid: string;
	readonly critical: boolean;
	readonly value: Uint8Array;
}

/** What goes into a version 3 certificate; names and key as DER. */
export interface CertificateParts {
	/** Octets of a positive number. */
	readonly serialNumber: Uint8Array;
	readonly issuer: Uint8Array;
	readonly subject: Uint8Array;
	readonly notBefore: Date;
	readonly notAfter: Date;
	readonly spki: Uint8Array;
	readonly extensions: readonly RawExtension[];
}

/** Assembles and signs a certificate; DER. */
export async function makeCertificate(
	parts: CertificateParts,
	signer: Signer,
): Promise<Uint8Array> {
	const certificate = await X509CertificateGenerator.create(
		{
			serialNumber: toHex(parts.serialNumber),
			issuer: new Name(copy(parts.issuer)),
			subject: new Name(copy(parts.subject)),
			notBefore: parts.notBefore,
			notAfter: parts.notAfter,
			publicKey: copy(parts.spki),
			extensions: parts.extensions.map(toExtension),
			signingKey: signingKey(signer),
		},
		cryptoFor(signer),
	);
	return new Uint8Array(certificate.rawData);
}

/** Assembles and signs a PKCS #10 request (RFC 2986); DER. */
export async function makeRequest(
	parts: Pick<CertificateParts, 'subject' | 'spki' | 'extensions'>,
	signer: Signer,
): Promise<Uint8Array> {
	const key = signingKey(signer);
	const request = await Pkcs10CertificateRequestGenerator.create(
		{
			name: new Name(copy(parts.subject)),
			extensions: parts.extensions.map(toExtension),
			signingAlgorithm: signer.algorithm,
			keys: { privateKey: key, publicKey: key },
		},
		cryptoFor(signer, parts.spki),
	);
	return new Uint8Array(request.rawData);
}

/** What goes into a version 2 CRL (RFC 5280 5.1). */
export interface CrlParts {
	readonly issuer: Uint8Array;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date;
	readonly revoked: readonly {
		readonly serialNumber: Uint8Array;
		readonly revokedAt: Date;
		/** CRLReason of RFC 5280 5.3.1; `unspecified` is left out, as it says there. */
		readonly reason: keyof typeof X509CrlReason;
	}[];
	readonly extensions: readonly RawExtension[];
}

/** Assembles and signs a CRL; DER. */
export async function makeCrl(parts: CrlParts, signer: Signer): Promise<Uint8Array> {
	const crl = await X509CrlGenerator.create(
		{
			issuer: new Name(copy(parts.issuer)),
			thisUpdate: parts.thisUpdate,
			nextUpdate: parts.nextUpdate,
			entries: parts.revoked.map(({ serialNumber, revokedAt, reason }) => ({
				serialNumber: toHex(serialNumber),
				revocationDate: revokedAt,
				reason: X509CrlReason[reason],
			})),
			extensions: parts.extensions.map(toExtension),
			signingAlgorithm: signer.algorithm,
			signingKey: signingKey(signer),
		},
		cryptoFor(signer),
	);
	return new Uint8Array(crl.rawData);
}

function toExtension({ oid, critical, value }: RawExtension): Extension {
	return new Extension(oid, critical, copy(value));
}

/** The library asks a signing key for its algorithm only, and hands it back to `sign`. */
function signingKey({ algorithm }: Signer): {
	readonly type: 'private';
	readonly algorithm: SigningAlgorithm;
} {
	return { type: 'private', algorithm };
}

/**
 * The part of WebCrypto that the library calls while it makes something. WebCrypto itself is not
 * used: Node 20 prints an ExperimentalWarning for its Ed25519.
 */
function cryptoFor(signer: Signer, spki?: Uint8Array) {
	return {
		subtle: {
			sign: async (_algorithm: unknown, _key: unknown, bytes: ArrayBuffer) =>
				copy(await signer.sign(new Uint8Array(bytes))),
			exportKey: () => Promise.resolve(spki && copy(spki)),
		},
	};
}

/** Exactly these bytes in memory of their own: the library reads whole buffers, not views. */
function copy(bytes: Uint8Array): ArrayBuffer {
	return Uint8Array.from(bytes).buffer;
}
