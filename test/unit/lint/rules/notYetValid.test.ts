import { daysAfter, testNow } from '../../../support/certificates';
import { check, checkText, client } from '../findings';

describe('rule not-yet-valid', () => {
	it('lets a certificate pass from its first second on', () => {
		check({ 'client.crt': client({ notBefore: testNow }).pem }, []);
	});

	it('reports a certificate of tomorrow with its minute, since clocks are the usual cause', () => {
		const notBefore = new Date('2026-11-20T22:00:00Z');
		checkText(
			{ 'client.crt': client({ notBefore, notAfter: daysAfter(90) }).pem },
			'Client certificate billing is valid from 2026-11-20 22:00 UTC, in 10 hours.',
			'Refused by servers on nginx, OpenSSL and 5 more. nginx: certificate is not yet valid',
		);
	});
});
