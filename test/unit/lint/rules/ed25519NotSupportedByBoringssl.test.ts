import { buildCa } from '../../../support/certificates';
import { check, checkText, client, server } from '../findings';

describe('rule ed25519-not-supported-by-boringssl', () => {
	it('lets EC keys pass', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('informs who does no handshake with such a server', () => {
		checkText(
			{ 'server.crt': server({ key: 'ed25519' }).pem },
			'Server certificate localhost has an Ed25519 key, with which BoringSSL does no handshake.',
			'Refused by BoringSSL and Chrome. BoringSSL: HANDSHAKE_FAILURE_ON_CLIENT_HELLO',
		);
	});

	it('informs who lets no such client in', () => {
		checkText(
			{ 'client.crt': client({ key: 'ed25519' }).pem },
			'Client certificate billing has an Ed25519 key, with which BoringSSL does no handshake.',
			'Refused by servers on BoringSSL: PEER_DID_NOT_RETURN_A_CERTIFICATE',
		);
	});

	it('lets a CA pass, whose key signs no handshake', () => {
		check({ 'ed-ca.crt': buildCa({ subject: 'Ed CA', key: 'ed25519' }).pem }, []);
	});
});
