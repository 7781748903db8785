import { buildCertificate } from '../../../support/certificates';
import { check, checkText, server } from '../findings';

describe('rule self-signed-leaf', () => {
	it('lets a leaf pass that a CA signed', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('reports a server certificate that is its own issuer', () => {
		checkText(
			{ 'server.crt': buildCertificate().pem },
			'Server certificate localhost is its own issuer; a client must trust this very certificate.',
			'Refused by Node, curl and 7 more unless it is trusted. Node: self-signed certificate',
		);
	});

	it('reports a client certificate that is its own issuer', () => {
		checkText(
			{ 'client.crt': buildCertificate({ role: 'client' }).pem },
			'Client certificate client is its own issuer; a server must trust this very certificate.',
			'Refused by servers on OpenSSL, Go and 5 more unless it is trusted. OpenSSL: alert 48, unknown_ca',
		);
	});

	it('lets a root pass', () => {
		check({}, []);
	});
});
