import { dayMs, dayText, spanInWords } from '../../util/duration';
import { certificateRule } from '../certificateRule';
import { certificateSubject } from '../certificateName';

/**
 * Speaks when less is left than the days of the setting, or than a third of the whole validity if
 * that is shorter: a certificate made for seven days is not "expiring" on its first one. A third is
 * what Let's Encrypt advises and cert-manager does by default (`renewBefore`).
 */
export const expiresSoon = certificateRule({
	id: 'expires-soon',
	title: 'Certificate expires soon',
	shortTitle: 'expires soon',
	severity: 'warning',
	reference: 'RFC 5280, 4.1.2.5',
	yieldsTo: [],
	check: (certificate, { role, options }) => {
		const { now, expiresSoonDays, isExpiresSoonExact = false } = options;
		const { notBefore, notAfter } = certificate;
		const left = notAfter.getTime() - now.getTime();
		const whole = notAfter.getTime() - notBefore.getTime();
		const limit = Math.min(expiresSoonDays * dayMs, isExpiresSoonExact ? Infinity : whole / 3);
		if (left < 0 || now < notBefore || left >= limit) {
			return undefined;
		}
		const subject = certificateSubject(role, certificate);
		return {
			message: `${subject} expires in ${spanInWords(left)}, on ${dayText(notAfter)}.`,
			span: certificate.spans.notAfter,
			refusedBy: [],
		};
	},
});
