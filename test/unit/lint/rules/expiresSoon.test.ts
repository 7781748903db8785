import { daysAfter } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule expires-soon', () => {
	const year = { notBefore: daysAfter(-353) };

	it('lets a certificate pass that has thirty days left', () => {
		check({ 'client.crt': client({ ...year, notAfter: daysAfter(30) }).pem }, []);
	});

	it('warns of a certificate that has twelve days left of a year', () => {
		checkText(
			{ 'client.crt': client({ ...year, notAfter: daysAfter(12) }).pem },
			'Client certificate billing expires in 12 days, on 2026-12-02.',
			undefined,
		);
	});

	it('follows the days of the setting', () => {
		const files = { 'client.crt': client({ ...year, notAfter: daysAfter(12) }).pem };
		check(files, [], { expiresSoonDays: 7 });
	});

	for (const days of [1, 7, 90]) {
		it(`is quiet on the first day of a certificate made for ${days} days`, () => {
			const fresh = { notBefore: daysAfter(-0.004), notAfter: daysAfter(days) };
			check({ 'server.crt': server(fresh).pem }, []);
		});
	}

	it('warns of a certificate for seven days when a third of them is left', () => {
		const late = { notBefore: daysAfter(-5), notAfter: daysAfter(2) };
		check({ 'server.crt': server(late).pem }, ['server.crt expires-soon']);
	});
});
