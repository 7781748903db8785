import { check, checkText, server } from '../findings';

describe('rule malformed-certificate', () => {
	it('lets a certificate pass that is as the standard asks', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('reports an extension that stands there twice', () => {
		const value = Buffer.from([0x05, 0x00]);
		const twice = server({
			extraExtensions: [
				{ oid: '1.2.3.4', value },
				{ oid: '1.2.3.4', value },
			],
		});
		checkText(
			{ 'server.crt': twice.pem },
			'An extension stands in the certificate twice.',
			undefined,
		);
	});
});
