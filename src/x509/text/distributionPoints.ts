import { contextTag, DerReader, readBoolean, tags } from '../der';
import { readDistributionPointName } from '../extensions/distributionPoints';
import { readGeneralNames, type GeneralName } from '../extensions/generalName';
import { indent } from './lines';
import { generalNameText, nameLine } from './names';
import { bitWords, elements } from './parts';

/** Where CRLs are, of which reasons, and by whom (RFC 5280 4.2.1.13). */
export function distributionPoints(reader: DerReader): string[] {
	return elements(reader).flatMap((point) => {
		const lines = point.nextIf(contextTag(0, true)) ? pointName(point) : [];
		if (point.nextIf(contextTag(1, false))) {
			lines.push('Reasons:', ...indent(2, [reasons(point)]));
		}
		if (point.nextIf(contextTag(2, true))) {
			lines.push('CRL Issuer:', ...indent(2, readGeneralNames(point.inner()).map(onOneLine)));
		}
		return lines;
	});
}

/** The tag hides that it is a BIT STRING. */
function reasons(reader: DerReader): string {
	const content = reader.content();
	const bits = Uint8Array.of(tags.bitString, content.length, ...content);
	return bitWords(new DerReader(bits), reasonFlagWords);
}

function pointName(reader: DerReader): string[] {
	const { fullName, relativeName } = readDistributionPointName(reader);
	return relativeName === undefined
		? ['Full Name:', ...indent(2, fullName.map(onOneLine))]
		: ['Relative Name:', ...indent(2, [nameLine(relativeName)])];
}

/** What a CRL is about (RFC 5280 5.2.5). */
export function issuingDistributionPoint(reader: DerReader): string[] {
	const fields = reader.next(tags.sequence).inner();
	const lines = fields.nextIf(contextTag(0, true)) ? pointName(fields) : [];
	const flag = (number: number, words: string): void => {
		if (fields.nextIf(contextTag(number, false)) && readBoolean(fields)) {
			lines.push(words);
		}
	};
	flag(1, 'Only User Certificates');
	flag(2, 'Only CA Certificates');
	if (fields.nextIf(contextTag(3, false))) {
		lines.push('Only Some Reasons:', ...indent(2, [reasons(fields)]));
	}
	flag(4, 'Indirect CRL');
	flag(5, 'Only Attribute Certificates');
	return lines.length === 0 ? ['<EMPTY>'] : lines;
}

function onOneLine(name: GeneralName): string {
	return generalNameText(name, nameLine);
}

/** Bits of ReasonFlags (RFC 5280 4.2.1.13). */
const reasonFlagWords = [
	'Unused',
	'Key Compromise',
	'CA Compromise',
	'Affiliation Changed',
	'Superseded',
	'Cessation Of Operation',
	'Certificate Hold',
	'Privilege Withdrawn',
	'AA Compromise',
];
