import { buildCa } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule version-not-3', () => {
	it('lets version 3 pass', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('is the one cause of all that a version 1 server certificate lacks', () => {
		checkText(
			{ 'server.crt': server({ version: 1 }).pem },
			'Server certificate localhost is of version 1, which has no extensions: no names, no purpose, no CA mark.',
			'Refused by Go and Chrome. Go: x509: certificate relies on legacy Common Name field, use SANs instead',
		);
	});

	it('reports a version 1 client certificate, which every stack accepts', () => {
		checkText(
			{ 'client.crt': client({ version: 1 }).pem },
			'Client certificate billing is of version 1, which has no extensions: no names, no purpose, no CA mark.',
			undefined,
		);
	});

	it('is the one cause of all that a version 1 CA lacks', () => {
		const old = buildCa({ subject: 'old CA', version: 1 });
		check({ 'old-ca.crt': old.pem, 'server.crt': server({ issuer: old }).pem }, [
			'old-ca.crt version-not-3',
		]);
	});
});
