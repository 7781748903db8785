import { DerError, tags } from '../der';
import { describeGeneralName, readGeneralNames, type GeneralName } from './generalName';
import type { ExtensionType } from './type';

/** RFC 5280 4.2.1.6. */
export const subjectAltName: ExtensionType<readonly GeneralName[]> = {
	oid: '2.5.29.17',
	title: 'Subject alternative name',
	decode(reader) {
		const names = readGeneralNames(reader.next(tags.sequence).inner());
		reader.expectEnd();
		if (names.length === 0) {
			throw new DerError('general-names-empty', reader.start);
		}
		return names;
	},
	describe: (names) => names.map(describeGeneralName),
};

/** RFC 5280 4.2.1.7. */
export const issuerAltName: ExtensionType<readonly GeneralName[]> = {
	...subjectAltName,
	oid: '2.5.29.18',
	title: 'Issuer alternative name',
};
