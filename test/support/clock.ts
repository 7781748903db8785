/** The time at which unit tests happen; no test of the engine looks at the real clock. */
export const testNow = new Date('2026-11-20T12:00:00Z');

/** The time `days` after `from`; negative days lie before it. */
export function daysAfter(days: number, from: Date = testNow): Date {
	return new Date(from.getTime() + days * 86_400_000);
}
