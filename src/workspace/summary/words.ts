import type { Role } from '../../lint/rule';
import { dayText, minuteText, spanInWords } from '../../util/duration';
import type { Certificate } from '../../x509/certificate';

/** Where a certificate stands in its own time. */
export type ValidityState = 'valid' | 'expiring' | 'expired' | 'future';

/** `expiring` is the rules' judgement (`expires-soon`), the others are the dates' own. */
export function validityState(
	{ notBefore, notAfter }: Certificate,
	now: Date,
	isExpiringSoon: boolean,
): ValidityState {
	if (now > notAfter) {
		return 'expired';
	}
	if (now < notBefore) {
		return 'future';
	}
	return isExpiringSoon ? 'expiring' : 'valid';
}

/** For lists, where the eye looks for the exception: `364 days`, `12 days left`, `expired 3 days ago`. */
export function validityShort(certificate: Certificate, now: Date, state: ValidityState): string {
	const left = spanInWords(certificate.notAfter.getTime() - now.getTime());
	switch (state) {
		case 'valid':
			return left;
		case 'expiring':
			return `${left} left`;
		case 'expired':
			return `expired ${left} ago`;
		case 'future':
			return `valid in ${spanInWords(certificate.notBefore.getTime() - now.getTime())}`;
	}
}

/** For a line of its own: `until 2027-11-20, 364 days left`. */
export function validityLong(certificate: Certificate, now: Date, state: ValidityState): string {
	const left = spanInWords(certificate.notAfter.getTime() - now.getTime());
	const until = `until ${dayText(certificate.notAfter)}`;
	switch (state) {
		case 'valid':
		case 'expiring':
			return `${until}, ${left} left`;
		case 'expired':
			return `${until}, expired ${left} ago`;
		case 'future':
			return `from ${minuteText(certificate.notBefore)}, in ${spanInWords(certificate.notBefore.getTime() - now.getTime())}`;
	}
}

/** The role in lists: `root CA`, `server`; `certificate` where nobody knows. */
export function roleWord(role: Role, isRoot: boolean): string {
	switch (role) {
		case 'ca':
			return isRoot ? 'root CA' : 'intermediate CA';
		case 'unknown':
			return 'certificate';
		default:
			return role;
	}
}

/** The role in a headline: `server certificate`, but `root CA`. */
export function roleTitle(role: Role, isRoot: boolean): string {
	const word = roleWord(role, isRoot);
	return role === 'ca' || role === 'unknown' ? word : `${word} certificate`;
}

/** `Server` for `server`. */
export function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
