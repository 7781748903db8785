const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A day of 24 hours, in milliseconds; certificates know no time zones. */
export const dayMs = 24 * hourMs;

/** A length of time in its largest sensible unit, rounded down: `88 days`; below two days `31 hours`. */
export function spanInWords(milliseconds: number): string {
	const length = Math.abs(milliseconds);
	if (length >= 2 * dayMs) {
		return counted(Math.floor(length / dayMs), 'day');
	}
	return length >= hourMs
		? counted(Math.floor(length / hourMs), 'hour')
		: counted(Math.floor(length / minuteMs), 'minute');
}

/** Whole days in a length of time, rounded down. */
export function dayCount(milliseconds: number): number {
	return Math.floor(milliseconds / dayMs);
}

/** A number with its noun in the right form: `1 problem`, `2 problems`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** The day in UTC: `2026-12-02`. */
export function dayText(date: Date): string {
	return date.toISOString().slice(0, 10);
}

/** The minute in UTC, for what happens within days: `2026-11-21 09:00 UTC`. */
export function minuteText(date: Date): string {
	return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
