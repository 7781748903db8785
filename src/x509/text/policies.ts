import { readIntegerHex, readObjectIdentifier, tags, type DerReader } from '../der';
import { oidName } from '../oidNames';
import { readString } from '../strings';
import { indent, numberText } from './lines';
import { plain } from './names';

/** Certificate policies with their qualifiers (RFC 5280 4.2.1.4). */
export function policyLines(reader: DerReader): string[] {
	const sequence = reader.next(tags.sequence).inner();
	const lines: string[] = [];
	while (sequence.hasMore) {
		const policy = sequence.next(tags.sequence).inner();
		const oid = readObjectIdentifier(policy.next(tags.objectIdentifier));
		lines.push(`Policy: ${oidName(oid)?.longName ?? oid}`);
		if (policy.nextIf(tags.sequence)) {
			const qualifiers = policy.inner();
			while (qualifiers.hasMore) {
				lines.push(...indent(2, qualifierLines(qualifiers.next(tags.sequence).inner())));
			}
		}
	}
	return lines;
}

const practiceStatementOid = '1.3.6.1.5.5.7.2.1';
const userNoticeOid = '1.3.6.1.5.5.7.2.2';

function qualifierLines(qualifier: DerReader): string[] {
	const oid = readObjectIdentifier(qualifier.next(tags.objectIdentifier));
	if (oid === practiceStatementOid) {
		return [`CPS: ${plain(readString(qualifier.next()))}`];
	}
	return oid === userNoticeOid
		? ['User Notice:', ...indent(2, noticeLines(qualifier.next(tags.sequence).inner()))]
		: [`Unknown Qualifier: ${oidName(oid)?.longName ?? oid}`];
}

function noticeLines(notice: DerReader): string[] {
	const lines: string[] = [];
	if (notice.nextIf(tags.sequence)) {
		const reference = notice.inner();
		lines.push(`Organization: ${plain(readString(reference.next()))}`);
		const numbers = reference.next(tags.sequence).inner();
		const texts: string[] = [];
		while (numbers.hasMore) {
			texts.push(numberText(readIntegerHex(numbers.next(tags.integer))));
		}
		lines.push(`Number${texts.length > 1 ? 's' : ''}: ${texts.join(', ')}`);
	}
	if (notice.hasMore) {
		lines.push(`Explicit Text: ${plain(readString(notice.next()))}`);
	}
	return lines;
}
