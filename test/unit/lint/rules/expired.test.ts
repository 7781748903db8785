import { buildCa, daysAfter, testNow } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule expired', () => {
	const notBefore = daysAfter(-100);

	it('lets the last second of a certificate pass', () => {
		check({ 'server.crt': server({ notBefore, notAfter: testNow }).pem }, [
			'server.crt expires-soon',
		]);
	});

	it('reports a server certificate whose time is over', () => {
		checkText(
			{ 'server.crt': server({ notBefore, notAfter: daysAfter(-12) }).pem },
			'Server certificate localhost expired 12 days ago, on 2026-11-08.',
			'Refused by Node, curl and 7 more. Node: CERT_HAS_EXPIRED',
		);
	});

	it('names servers as the judges of a client certificate', () => {
		checkText(
			{ 'client.crt': client({ notBefore, notAfter: daysAfter(-1) }).pem },
			'Client certificate billing expired 24 hours ago, on 2026-11-19.',
			'Refused by servers on OpenSSL, Go and 5 more. OpenSSL: alert 45, certificate_expired',
		);
	});

	it('reports an expired CA once, not on each certificate it issued', () => {
		const old = buildCa({ subject: 'old CA', notBefore, notAfter: daysAfter(-3) });
		check({ 'old-ca.crt': old.pem, 'server.crt': server({ issuer: old }).pem }, [
			'old-ca.crt expired',
		]);
	});
});
