import { contextTag, readBoolean, type DerReader, tags } from '../der';
import { readDistributionPointName, type DistributionPointName } from './distributionPoints';

/** Which part of what its issuer revokes a CRL is about (RFC 5280 5.2.5). */
export interface IssuingDistributionPoint {
	readonly name: DistributionPointName | undefined;
	readonly onlyContainsUserCerts: boolean;
	readonly onlyContainsCACerts: boolean;
	/** True if the CRL leaves certificates out that are revoked for other reasons than those it names. */
	readonly hasOnlySomeReasons: boolean;
	/** True if it may list certificates of other issuers. */
	readonly indirectCRL: boolean;
	readonly onlyContainsAttributeCerts: boolean;
}

/** RFC 5280 5.2.5. */
export const issuingDistributionPointOid = '2.5.29.28';

/** Decodes extnValue's content; throws `DerError` on anything but the standard's form. */
export function readIssuingDistributionPoint(reader: DerReader): IssuingDistributionPoint {
	const fields = reader.next(tags.sequence).inner();
	reader.expectEnd();
	const isSet = (number: number): boolean =>
		fields.nextIf(contextTag(number, false)) && readBoolean(fields);
	const scope = {
		name: fields.nextIf(contextTag(0, true)) ? readDistributionPointName(fields) : undefined,
		onlyContainsUserCerts: isSet(1),
		onlyContainsCACerts: isSet(2),
		hasOnlySomeReasons: fields.nextIf(contextTag(3, false)),
		indirectCRL: isSet(4),
		onlyContainsAttributeCerts: isSet(5),
	};
	fields.expectEnd();
	return scope;
}
