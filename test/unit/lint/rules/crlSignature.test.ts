import { testKey, buildCa } from '../../../support/certificates';
import { buildCrl } from '../../../support/crls';
import { ca, check, checkText } from '../findings';

describe('rule crl-signature', () => {
	it('lets a CRL pass that a CA here signed, be it one of two of the same name', () => {
		check({ 'ca.crl': buildCrl({ issuer: ca }).pem }, []);
		const older = buildCa({ subject: 'orders CA' });
		check({ 'ca.crl': buildCrl({ issuer: ca }).pem, 'older.pem': older.pem }, []);
	});

	it('reports a CRL whose CA here has another key', () => {
		checkText(
			{ 'ca.crl': buildCrl({ issuer: ca, signingKey: testKey() }).pem },
			'The CRL names orders CA as its issuer, but the key in ca.crt did not sign it.',
			undefined,
		);
	});

	it('leaves a CRL of a CA that is not here to issuer-not-found', () => {
		const other = buildCa({ subject: 'other CA' });
		checkText(
			{ 'other.crl': buildCrl({ issuer: other }).pem },
			'Issuer other CA is not here, so the signature cannot be checked.',
			undefined,
		);
	});
});
