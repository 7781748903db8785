import { maximumDays } from '../issue/validity';
import { UsageError } from './verb';

/** Days before its end from which a certificate counts as expiring; as `mtls.lint.expiresSoonDays`. */
export const expiresSoonDays = 30;

/** Reads `2027-03-01` (midnight UTC) or a full ISO 8601 time; the option's name is for the error. */
export function parseDate(text: string, option: string): Date {
	const date = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text)
		? new Date(text)
		: new Date(Number.NaN);
	// Node makes March 3 of February 31.
	const isOfCalendar =
		new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(text.slice(8, 10));
	if (Number.isNaN(date.getTime()) || !isOfCalendar) {
		throw new UsageError(`--${option} takes a date such as 2027-03-01 or 2027-03-01T12:00:00Z.`);
	}
	return date;
}

/** Reads a number of days: `30` or `30d`. */
export function parseDays(text: string, option: string): number {
	const days = Number(/^(\d+)d?$/.exec(text)?.[1] ?? Number.NaN);
	if (!Number.isSafeInteger(days)) {
		throw new UsageError(`--${option} takes a number of days such as 30d.`);
	}
	return days;
}

/** Reads how many days a new certificate is to be valid. */
export function parseValidityDays(text: string, option: string): number {
	const days = parseDays(text, option);
	if (days < 1 || days > maximumDays) {
		throw new UsageError(`--${option} takes a number of days from 1 to ${maximumDays}.`);
	}
	return days;
}
