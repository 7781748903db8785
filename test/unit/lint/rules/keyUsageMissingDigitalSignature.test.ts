import { check, checkText, client, server } from '../findings';

describe('rule key-usage-missing-digital-signature', () => {
	it('lets a certificate pass that has no key usage at all', () => {
		check({ 'server.crt': server({ keyUsage: null }).pem }, []);
	});

	it('reports a server key that may only agree on keys', () => {
		checkText(
			{ 'server.crt': server({ keyUsage: ['keyAgreement'] }).pem },
			'Key usage of localhost lacks digitalSignature, so its key may not sign a handshake.',
			'Refused by BoringSSL, Java and 2 more. BoringSSL: KEY_USAGE_BIT_INCORRECT',
		);
	});

	it('names more stacks where no usage is left for TLS', () => {
		checkText(
			{ 'server.crt': server({ keyUsage: ['nonRepudiation'] }).pem },
			'Key usage of localhost lacks digitalSignature, so its key may not sign a handshake.',
			'Refused by Node, curl and 6 more. Node: INVALID_PURPOSE',
		);
	});

	it('knows that OpenSSL lets keyAgreement of a client pass', () => {
		checkText(
			{ 'client.crt': client({ keyUsage: ['keyAgreement'] }).pem },
			'Key usage of billing lacks digitalSignature, so its key may not sign a handshake.',
			'Refused by servers on Java and GnuTLS. Java: KeyUsage does not allow digital signatures',
		);
	});
});
