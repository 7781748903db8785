import { buildCertificate } from '../../../support/certificates';
import { check, checkText, server } from '../findings';

describe('rule leaf-is-ca', () => {
	const isCa = { basicConstraints: { isCa: true } };

	it('lets a CA pass where a CA belongs', () => {
		check({}, []);
	});

	it('reports a CA certificate in the place of a server certificate', () => {
		checkText(
			{ 'server.crt': server(isCa).pem },
			'Server certificate localhost is a CA certificate: whoever has its key can issue others.',
			undefined,
		);
	});

	it('is the cause of what such a certificate lacks as a leaf', () => {
		const bare = server({
			...isCa,
			keyUsage: ['keyCertSign'],
			extendedKeyUsage: null,
			subjectAltName: null,
		});
		check({ 'server.crt': bare.pem }, ['server.crt leaf-is-ca']);
	});

	it('yields to the signature of its own, and then no longer excuses the rest', () => {
		const self = buildCertificate({ ...isCa, subjectAltName: null });
		check({ 'server.crt': self.pem }, [
			'server.crt missing-subject-alternative-name',
			'server.crt self-signed-leaf',
		]);
	});
});
