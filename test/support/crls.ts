import type { BuiltCertificate } from './certificates';
import { daysAfter, testNow } from './clock';
import { bitString, explicit, implicit, integer, sequence, time } from './der';
import { encodeExtensions } from './extensions';
import { keyIdentifierOf, signerFor, type TestSigning } from './keys';
import { pem } from './pem';

/** What stands in a CRL of a test. */
export interface CrlOptions extends TestSigning {
	readonly issuer: BuiltCertificate;
	/** Serial numbers with the dates they were revoked on. */
	readonly revoked?: readonly { readonly serialNumber: bigint | Uint8Array; readonly at?: Date }[];
	/** `testNow` if left out. */
	readonly thisUpdate?: Date;
	/** 30 days after `thisUpdate` if left out; null leaves the field out. */
	readonly nextUpdate?: Date | null;
}

/** Makes a version 2 CRL (RFC 5280 5.1) with number and authority key identifier. */
export function buildCrl(options: CrlOptions): { readonly der: Buffer; readonly pem: string } {
	const { issuer, revoked = [], thisUpdate = testNow } = options;
	const signer = signerFor(issuer.key, options);
	const nextUpdate =
		options.nextUpdate === undefined ? daysAfter(30, thisUpdate) : options.nextUpdate;
	const entries = revoked.map(({ serialNumber, at = thisUpdate }) =>
		sequence(integer(serialNumber), time(at)),
	);
	const tbs = sequence(
		integer(1),
		signer.algorithm,
		issuer.subject,
		time(thisUpdate),
		...(nextUpdate === null ? [] : [time(nextUpdate)]),
		...(entries.length === 0 ? [] : [sequence(...entries)]),
		explicit(
			0,
			encodeExtensions([
				{ oid: '2.5.29.35', value: sequence(implicit(0, keyIdentifierOf(issuer.key))) },
				{ oid: '2.5.29.20', value: integer(1) },
			]),
		),
	);
	const der = sequence(tbs, signer.algorithm, bitString(signer.sign(tbs)));
	return { der, pem: pem('X509 CRL', der) };
}
