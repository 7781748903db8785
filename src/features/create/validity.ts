import type { Validity } from '../../issue/validity';

/** What was understood of a typed validity, or the sentence that says what is wanted. */
export type ValidityInput =
	{ readonly validity: Validity; readonly warning?: string } | { readonly problem: string };

/** A hundred years: beyond that a typo is likelier than a wish. */
const maximumDays = 36500;

/** Reads `365`, `365 days` or `2026-01-01 to 2026-02-01`; dates in the past are allowed, with a warning. */
export function parseValidity(text: string, now: Date): ValidityInput {
	const days = /^\s*(\d{1,9})\s*(?:days?)?\s*$/i.exec(text)?.[1];
	if (days !== undefined && Number(days) >= 1 && Number(days) <= maximumDays) {
		return { validity: { kind: 'days', days: Number(days) } };
	}
	const dates = /^\s*(\d{4}-\d{2}-\d{2})\s*(?:to|\.\.|–|,|\s)\s*(\d{4}-\d{2}-\d{2})\s*$/.exec(text);
	const notBefore = dayOf(dates?.[1]);
	const lastDay = dayOf(dates?.[2]);
	if (notBefore === undefined || lastDay === undefined || lastDay < notBefore) {
		return {
			problem: `Enter a number of days from 1 to ${maximumDays}, or two dates such as 2026-01-01 to 2026-02-01.`,
		};
	}
	// notAfter is inclusive (RFC 5280 4.1.2.5): the last day that was typed still counts.
	const notAfter = new Date(lastDay.getTime() + 86_399_000);
	const validity: Validity = { kind: 'dates', notBefore, notAfter };
	return notAfter < now
		? { validity, warning: 'Expired from the start; good for a test fixture.' }
		: { validity };
}

/** The validity as the review shows it and as it can be typed again: `365 days`, `2026-01-01 to 2026-02-01`. */
export function describeValidity(validity: Validity): string {
	if (validity.kind === 'days') {
		return validity.days === 1 ? '1 day' : `${validity.days} days`;
	}
	const end = isoDay(validity.notAfter);
	return validity.kind === 'until' ? `until ${end}` : `${isoDay(validity.notBefore)} to ${end}`;
}

function isoDay(date: Date): string {
	return date.toISOString().slice(0, 10);
}

/** Midnight UTC; undefined for days that no calendar has, such as 2026-02-30. */
function dayOf(text: string | undefined): Date | undefined {
	const date = new Date(`${text ?? ''}T00:00:00Z`);
	return Number.isNaN(date.getTime()) || isoDay(date) !== text ? undefined : date;
}
