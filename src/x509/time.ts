import { DerError, tags, type DerReader } from './der';
import { readLatin1 } from './strings';

/** A decoded Time and whether it is written as RFC 5280 4.1.2.5 asks (UTC, with seconds). */
export interface DecodedTime {
	readonly date: Date;
	readonly isStrict: boolean;
}

const looseUtc = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const looseGeneralized = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/;

/** ISO 8601 in UTC, to the second: `2026-12-02T09:00:00Z`; years beyond four digits are kept whole. */
export function timeText(date: Date): string {
	return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Reads the UTCTime or GeneralizedTime that `reader` moves to; times without seconds or with a zone are read too, but are not strict. */
export function readTime(reader: DerReader): DecodedTime {
	reader.next();
	if (reader.tag !== tags.utcTime && reader.tag !== tags.generalizedTime) {
		throw new DerError('time-unexpected-tag', reader.start);
	}
	return readStrictTime(reader) ?? readLooseTime(reader);
}

/** `YYMMDDHHMMSSZ` or `YYYYMMDDHHMMSSZ`, digit by digit; undefined for any other form. */
function readStrictTime(reader: DerReader): DecodedTime | undefined {
	const { bytes, contentStart, end } = reader;
	const yearDigits = reader.tag === tags.utcTime ? 2 : 4;
	if (end - contentStart !== yearDigits + 11 || bytes[end - 1] !== 0x5a) {
		return undefined;
	}
	for (let index = contentStart; index < end - 1; index++) {
		const octet = bytes[index] ?? 0;
		if (octet < 0x30 || octet > 0x39) {
			return undefined;
		}
	}
	const pair = (index: number): number =>
		((bytes[index] ?? 0) - 0x30) * 10 + (bytes[index + 1] ?? 0) - 0x30;
	const at = contentStart + yearDigits;
	const year =
		yearDigits === 2 ? centuryOf(pair(contentStart)) : pair(contentStart) * 100 + pair(at - 2);
	const date = dateOf(year, pair(at), pair(at + 2), pair(at + 4), pair(at + 6), pair(at + 8));
	return { date: date ?? malformed(reader), isStrict: true };
}

function readLooseTime(reader: DerReader): DecodedTime {
	const isUtcTime = reader.tag === tags.utcTime;
	const text = readLatin1(reader.bytes, reader.contentStart, reader.end);
	const match = (isUtcTime ? looseUtc : looseGeneralized).exec(text) ?? malformed(reader);
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
		.slice(1, 7)
		.map((part: string | undefined) => Number(part ?? 0));
	const date =
		dateOf(isUtcTime ? centuryOf(year) : year, month, day, hour, minute, second) ??
		malformed(reader);
	const zone = /([+-])(\d\d)(\d\d)$/.exec(text);
	const offsetMinutes = zone
		? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]))
		: 0;
	return { date: new Date(date.getTime() - offsetMinutes * 60_000), isStrict: false };
}

/** RFC 5280 4.1.2.5.1: two-digit years from 50 on are of the 20th century. */
function centuryOf(year: number): number {
	return year >= 50 ? 1900 + year : 2000 + year;
}

/** Undefined for what is no day of the calendar or no time of day. */
function dateOf(
	year: number,
	month: number,
	day: number,
	hour: number,
	minute: number,
	second: number,
): Date | undefined {
	const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	if (year < 100) {
		// Date.UTC takes such a year for one of the 20th century.
		date.setUTCFullYear(year, month - 1, day);
	}
	return date.getUTCMonth() === month - 1 &&
		date.getUTCDate() === day &&
		hour <= 23 &&
		minute <= 59 &&
		second <= 59
		? date
		: undefined;
}

function malformed(reader: DerReader): never {
	throw new DerError('time-malformed', reader.contentStart);
}
