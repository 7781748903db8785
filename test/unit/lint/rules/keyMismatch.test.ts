import { testKey } from '../../../support/certificates';
import { ca, check, checkText, server } from '../findings';

describe('rule key-mismatch', () => {
	const good = server();
	const other = testKey().privateKeyPem;
	const refused = 'Refused on loading by Node, nginx and 5 more. Node: key values mismatch';

	it('lets a pair pass, however its files are named', () => {
		for (const [certificate, key] of [
			['server.crt', 'server.key'],
			['server_certificate.pem', 'server_key.pem'],
			['localhost+2.pem', 'localhost+2-key.pem'],
			['fullchain.pem', 'privkey.pem'],
		] as const) {
			check({ [certificate]: good.pem, [key]: good.privateKeyPem }, []);
		}
	});

	it('reports the key of another certificate beside it', () => {
		checkText(
			{ 'server.crt': good.pem, 'server.key': other },
			'Private key server.key does not belong to server.crt.',
			refused,
		);
	});

	it('names the key that does fit', () => {
		checkText(
			{
				'certs/server.crt': good.pem,
				'certs/server.key': other,
				'certs/old/server.key': good.privateKeyPem,
			},
			'Private key server.key does not belong to server.crt; old/server.key does.',
			refused,
		);
	});

	it('reports a bundle whose CA stands before the certificate', () => {
		checkText(
			{ 'server.crt': ca.pem + good.pem, 'server.key': good.privateKeyPem },
			'Private key server.key belongs to certificate 2 of server.crt; programs pair it with the first one.',
			refused,
		);
	});

	it('reports a key in the same file', () => {
		checkText(
			{ 'server.pem': good.pem + other },
			'The private key in server.pem does not belong to the certificate there.',
			refused,
		);
	});

	it('knows who notices a key of another type', () => {
		checkText(
			{ 'server.crt': good.pem, 'server.key': testKey('rsa2048').privateKeyPem },
			'Private key server.key does not belong to server.crt.',
			'Refused on loading by Go, curl and 3 more. Go: tls: private key type does not match public key type',
		);
	});

	it('says nothing of keys that are named as the pair of another certificate', () => {
		check({ 'server.crt': good.pem, 'client.key': other }, []);
	});
});
