import type { BuiltCertificate } from './certificates';
import { daysAfter, testNow } from './clock';
import { bitString, explicit, implicit, integer, sequence, time } from './der';
import { encodeExtensions, type RawExtension } from './extensions';
import { keyIdentifierOf, signerFor, type TestKey, type TestSigning } from './keys';
import { pem } from './pem';

/** What stands in a CRL of a test. */
export interface CrlOptions extends TestSigning {
	readonly issuer: BuiltCertificate;
	/** Serial numbers with the dates they were revoked on. */
	readonly revoked?: readonly RevokedOptions[];
	/** `testNow` if left out. */
	readonly thisUpdate?: Date;
	/** 30 days after `thisUpdate` if left out; null leaves the field out. */
	readonly nextUpdate?: Date | null;
	/** Content of the version field, which is the version less one; null leaves it out. */
	readonly version?: number | null;
	/** Octets of the identifier; the right ones if left out, null leaves the extension out. */
	readonly authorityKeyIdentifier?: Uint8Array | null;
	/** The CRL number; null leaves the extension out. */
	readonly crlNumber?: number | null;
	/** Written behind the others. */
	readonly extensions?: readonly RawExtension[];
	/** Signs with this key whatever `issuer` says. */
	readonly signingKey?: TestKey;
	/** AlgorithmIdentifier inside the TBSCertList, where it shall differ from the outer one. */
	readonly tbsSignatureAlgorithm?: Uint8Array;
}

/** One entry; `extensions` as they shall stand. */
export interface RevokedOptions {
	readonly serialNumber: bigint | Uint8Array;
	readonly at?: Date;
	readonly extensions?: readonly RawExtension[];
}

/** Makes a version 2 CRL (RFC 5280 5.1) with number and authority key identifier. */
export function buildCrl(options: CrlOptions): { readonly der: Buffer; readonly pem: string } {
	const { issuer, revoked = [], thisUpdate = testNow, version = 1 } = options;
	const signer = signerFor(options.signingKey ?? issuer.key, options);
	const nextUpdate =
		options.nextUpdate === undefined ? daysAfter(30, thisUpdate) : options.nextUpdate;
	const entries = revoked.map(({ serialNumber, at = thisUpdate, extensions = [] }) =>
		sequence(
			integer(serialNumber),
			time(at),
			...(extensions.length === 0 ? [] : [encodeExtensions(extensions)]),
		),
	);
	const extensions = listExtensions(options);
	const tbs = sequence(
		...(version === null ? [] : [integer(version)]),
		options.tbsSignatureAlgorithm ?? signer.algorithm,
		issuer.subject,
		time(thisUpdate),
		...(nextUpdate === null ? [] : [time(nextUpdate)]),
		...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
		...(version === null ? [] : [explicit(0, encodeExtensions(extensions))]),
	);
	const der = sequence(tbs, signer.algorithm, bitString(signer.sign(tbs)));
	return { der, pem: pem('X509 CRL', der) };
}

function listExtensions({ issuer, crlNumber = 1, ...options }: CrlOptions): RawExtension[] {
	const identifier =
		options.authorityKeyIdentifier === undefined
			? keyIdentifierOf(issuer.key)
			: options.authorityKeyIdentifier;
	return [
		...(identifier === null
			? []
			: [{ oid: '2.5.29.35', value: sequence(implicit(0, identifier)) }]),
		...(crlNumber === null ? [] : [{ oid: '2.5.29.20', value: integer(crlNumber) }]),
		...(options.extensions ?? []),
	];
}
