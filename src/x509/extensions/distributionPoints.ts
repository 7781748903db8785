import { contextTag, readObjectIdentifier, tags, type DerReader } from '../der';
import { element, sequence as encodeSequence } from '../derWriter';
import { parseName, type Name } from '../name';
import {
	describeGeneralName,
	readGeneralName,
	readGeneralNames,
	type GeneralName,
} from './generalName';
import type { ExtensionType } from './type';

/** RFC 5280 4.2.1.13: the full names of all distribution points. */
export const crlDistributionPoints: ExtensionType<readonly GeneralName[]> = {
	oid: '2.5.29.31',
	title: 'CRL distribution points',
	decode: (reader) => readDistributionPoints(reader).flatMap(({ name }) => name?.fullName ?? []),
	describe: (names) => names.map(describeGeneralName),
};

/** RFC 5280 4.2.1.15. */
export const freshestCrl: ExtensionType<readonly GeneralName[]> = {
	...crlDistributionPoints,
	oid: '2.5.29.46',
	title: 'Freshest CRL',
};

/** One access description of RFC 5280 4.2.2. */
export interface AccessDescription {
	/** `ocsp`, `caIssuers`, `caRepository`, `timeStamping`, else the OID. */
	readonly method: string;
	readonly location: GeneralName;
}

const accessMethods: Readonly<Record<string, string>> = {
	'1.3.6.1.5.5.7.48.1': 'ocsp',
	'1.3.6.1.5.5.7.48.2': 'caIssuers',
	'1.3.6.1.5.5.7.48.3': 'timeStamping',
	'1.3.6.1.5.5.7.48.5': 'caRepository',
};

/** RFC 5280 4.2.2.1. */
export const authorityInfoAccess: ExtensionType<readonly AccessDescription[]> = {
	oid: '1.3.6.1.5.5.7.1.1',
	title: 'Authority information access',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const descriptions: AccessDescription[] = [];
		while (sequence.hasMore) {
			const description = sequence.next(tags.sequence).inner();
			const oid = readObjectIdentifier(description.next(tags.objectIdentifier));
			descriptions.push({
				method: accessMethods[oid] ?? oid,
				location: readGeneralName(description),
			});
		}
		return descriptions;
	},
	describe: (descriptions) =>
		descriptions.map(({ method, location }) => `${method} ${describeGeneralName(location)}`),
};

/** RFC 5280 4.2.2.2. */
export const subjectInfoAccess: ExtensionType<readonly AccessDescription[]> = {
	...authorityInfoAccess,
	oid: '1.3.6.1.5.5.7.1.11',
	title: 'Subject information access',
};

/** A name of a part of a CA's CRLs (RFC 5280 4.2.1.13, DistributionPointName): one of the two forms. */
export interface DistributionPointName {
	readonly fullName: readonly GeneralName[];
	/** What stands behind the name of the CRL's issuer. */
	readonly relativeName: Name | undefined;
}

/** One distribution point of a certificate (RFC 5280 4.2.1.13). */
export interface DistributionPoint {
	readonly name: DistributionPointName | undefined;
	/** True if its CRLs speak of some reasons only. */
	readonly hasReasons: boolean;
	/** Who signs its CRLs, where that is not the certificate's issuer. */
	readonly crlIssuer: readonly GeneralName[];
}

/** Decodes CRLDistributionPoints whole; throws `DerError` on anything but the standard's form. */
export function readDistributionPoints(reader: DerReader): DistributionPoint[] {
	const sequence = reader.next(tags.sequence).inner();
	reader.expectEnd();
	const points: DistributionPoint[] = [];
	while (sequence.hasMore) {
		const point = sequence.next(tags.sequence).inner();
		points.push({
			name: point.nextIf(contextTag(0, true)) ? readDistributionPointName(point) : undefined,
			hasReasons: point.nextIf(contextTag(1, false)),
			crlIssuer: point.nextIf(contextTag(2, true)) ? readGeneralNames(point.inner()) : [],
		});
		point.expectEnd();
	}
	return points;
}

/** Decodes the DistributionPointName inside the element that `reader` stands on. */
export function readDistributionPointName(reader: DerReader): DistributionPointName {
	const choice = reader.inner();
	const fullName = choice.nextIf(contextTag(0, true)) ? readGeneralNames(choice.inner()) : [];
	const relativeName = choice.nextIf(contextTag(1, true)) ? readRelativeName(choice) : undefined;
	return { fullName, relativeName };
}

/** The tag hides that it is the SET of one relative distinguished name. */
function readRelativeName(reader: DerReader): Name {
	const der = encodeSequence(element(tags.set, reader.content()));
	return parseName(der, reader.end - der.length);
}
