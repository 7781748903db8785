import { DerError, tags, type DerReader } from './der';

/** A decoded Time and whether it is written as RFC 5280 4.1.2.5 asks (UTC, with seconds). */
export interface DecodedTime {
	readonly date: Date;
	readonly isStrict: boolean;
}

const strictUtc = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const strictGeneralized = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const looseUtc = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const looseGeneralized = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/;

/** ISO 8601 in UTC, to the second: `2026-12-02T09:00:00Z`; years beyond four digits are kept whole. */
export function timeText(date: Date): string {
	return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Reads the UTCTime or GeneralizedTime that `reader` moves to; times without seconds or with a zone are read too, but are not strict. */
export function readTime(reader: DerReader): DecodedTime {
	reader.next();
	const isUtcTime = reader.tag === tags.utcTime;
	if (!isUtcTime && reader.tag !== tags.generalizedTime) {
		throw new DerError('time-unexpected-tag', reader.start);
	}
	let text = '';
	for (let index = reader.contentStart; index < reader.end; index++) {
		text += String.fromCharCode(reader.bytes[index] ?? 0);
	}
	const strict = (isUtcTime ? strictUtc : strictGeneralized).exec(text);
	const match = strict ?? (isUtcTime ? looseUtc : looseGeneralized).exec(text);
	if (match === null) {
		throw new DerError('time-malformed', reader.contentStart);
	}
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
		.slice(1, 7)
		.map((part: string | undefined) => Number(part ?? 0));
	// RFC 5280 4.1.2.5.1: two-digit years from 50 on are of the 20th century.
	const fullYear = isUtcTime ? (year >= 50 ? 1900 + year : 2000 + year) : year;
	const date = new Date(0);
	date.setUTCFullYear(fullYear, month - 1, day);
	date.setUTCHours(hour, minute, second);
	if (
		date.getUTCMonth() !== month - 1 ||
		date.getUTCDate() !== day ||
		hour > 23 ||
		minute > 59 ||
		second > 59
	) {
		throw new DerError('time-malformed', reader.contentStart);
	}
	if (strict !== null) {
		return { date, isStrict: true };
	}
	const zone = /([+-])(\d\d)(\d\d)$/.exec(text);
	const offsetMinutes = zone
		? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]))
		: 0;
	return { date: new Date(date.getTime() - offsetMinutes * 60_000), isStrict: false };
}
