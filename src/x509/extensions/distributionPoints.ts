import { contextTag, readObjectIdentifier, tags } from '../der';
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
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const names: GeneralName[] = [];
		while (sequence.hasMore) {
			const point = sequence.next(tags.sequence).inner();
			if (point.nextIf(contextTag(0, true))) {
				const pointName = point.inner();
				if (pointName.nextIf(contextTag(0, true))) {
					names.push(...readGeneralNames(pointName.inner()));
				}
			}
		}
		return names;
	},
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
