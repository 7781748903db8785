import { dayMs } from '../util/duration';
import { UserError } from '../util/userError';

/** How long a certificate is to be valid: days from now, until a date, or between two dates that may lie anywhere. */
export type Validity =
	| { readonly kind: 'days'; readonly days: number }
	| { readonly kind: 'until'; readonly notAfter: Date }
	| { readonly kind: 'dates'; readonly notBefore: Date; readonly notAfter: Date };

/** The period that goes into a certificate. */
export interface Period {
	readonly notBefore: Date;
	readonly notAfter: Date;
	/** True if the issuer's own end came first, which is worth telling. */
	readonly isLimitedByIssuer: boolean;
}

/**
 * The period of a new certificate: begins a little before now, ends after the days asked for, and
 * stays inside the period of its issuer, since a path is valid only while all of it is
 * (RFC 5280 6.1.3 (a) (2)). Times are whole seconds, as certificates have them.
 */
export function periodOf(
	validity: Validity,
	now: Date,
	issuer?: { readonly notBefore: Date; readonly notAfter: Date; readonly name: string },
): Period {
	const wanted = wantedPeriod(validity, now);
	if (issuer === undefined) {
		return { ...wanted, isLimitedByIssuer: false };
	}
	const notBefore = later(wanted.notBefore, issuer.notBefore);
	const notAfter = earlier(wanted.notAfter, issuer.notAfter);
	if (notBefore >= notAfter) {
		const [from, to] = [issuer.notBefore, issuer.notAfter].map(isoDay);
		throw new UserError(
			'validity-outside-issuer',
			`${issuer.name} is valid from ${from ?? ''} to ${to ?? ''}; the certificate would not be valid in that time.`,
			{ nextStep: 'Renew the CA, or choose other dates.' },
		);
	}
	return { notBefore, notAfter, isLimitedByIssuer: notAfter < wanted.notAfter };
}

/** A certificate made now is shown to machines whose clock is behind; five minutes is what Kerberos allows (RFC 4120 8.2). */
const clockSkewMs = 5 * 60_000;

/** A hundred years: beyond that a typo is likelier than a wish. */
export const maximumDays = 36_500;

function wantedPeriod(validity: Validity, now: Date): Omit<Period, 'isLimitedByIssuer'> {
	if (validity.kind !== 'days') {
		const start = validity.kind === 'dates' ? validity.notBefore : beforeSkew(now);
		const notBefore = wholeSeconds(start.getTime());
		const notAfter = wholeSeconds(validity.notAfter.getTime());
		if (!(notBefore < notAfter)) {
			throw new UserError('validity-empty', 'The last date lies before the first one.');
		}
		return { notBefore, notAfter };
	}
	const { days } = validity;
	if (!Number.isInteger(days) || days < 1 || days > maximumDays) {
		throw new UserError('days-out-of-range', `Enter a number of days from 1 to ${maximumDays}.`);
	}
	return {
		notBefore: wholeSeconds(beforeSkew(now).getTime()),
		notAfter: wholeSeconds(now.getTime() + days * dayMs),
	};
}

function beforeSkew(now: Date): Date {
	return new Date(now.getTime() - clockSkewMs);
}

function wholeSeconds(time: number): Date {
	return new Date(Math.floor(time / 1000) * 1000);
}

function isoDay(date: Date): string {
	return date.toISOString().slice(0, 10);
}

function later(first: Date, second: Date): Date {
	return first > second ? first : second;
}

function earlier(first: Date, second: Date): Date {
	return first < second ? first : second;
}
