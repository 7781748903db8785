import { buildCa } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule weak-key', () => {
	it('lets RSA 2048 pass', () => {
		check({ 'server.crt': server({ key: 'rsa2048' }).pem }, []);
	});

	it('reports a server key of 1024 bits', () => {
		checkText(
			{ 'server.crt': server({ key: 'rsa1024' }).pem },
			'RSA key of 1024 bits; OpenSSL 3 asks for 2048.',
			'Refused by curl, OpenSSL and Python. curl: EE certificate key too weak',
		);
	});

	it('names the servers that refuse a client for it', () => {
		checkText(
			{ 'client.crt': client({ key: 'rsa1024' }).pem },
			'RSA key of 1024 bits; OpenSSL 3 asks for 2048.',
			'Refused by servers on OpenSSL, Python and nginx. OpenSSL: EE certificate key too weak',
		);
	});

	it('reports a CA key of 1024 bits once, on the CA', () => {
		const weak = buildCa({ subject: 'weak CA', key: 'rsa1024' });
		check({ 'weak-ca.crt': weak.pem, 'server.crt': server({ issuer: weak }).pem }, [
			'weak-ca.crt weak-key',
		]);
	});
});
