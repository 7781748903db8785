import { buildCa } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule missing-authority-key-identifier', () => {
	const none = { authorityKeyIdentifier: null };

	it('lets a root pass, which would only name itself', () => {
		check({ 'other-ca.crt': buildCa({ subject: 'other CA', ...none }).pem }, []);
	});

	it('reports a server certificate without it', () => {
		checkText(
			{ 'server.crt': server(none).pem },
			"Server certificate localhost does not name its issuer's key (authority key identifier).",
			'Refused by Python 3.13 and later: Missing Authority Key Identifier',
		);
	});

	it('reports a client certificate without it', () => {
		checkText(
			{ 'client.crt': client(none).pem },
			"Client certificate billing does not name its issuer's key (authority key identifier).",
			'Refused by servers on Python 3.13 and later: Missing Authority Key Identifier',
		);
	});
});
