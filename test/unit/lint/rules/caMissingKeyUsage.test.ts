import { buildCa } from '../../../support/certificates';
import { check, checkText } from '../findings';

describe('rule ca-missing-key-usage', () => {
	it('lets a CA with key usage pass', () => {
		check({}, []);
	});

	it('reports a CA as openssl req -x509 makes it', () => {
		checkText(
			{ 'lax-ca.crt': buildCa({ subject: 'lax CA', keyUsage: null }).pem },
			'CA certificate lax CA has no key usage; a CA needs keyCertSign.',
			'Refused by Python 3.13 and later: CA cert does not include key usage extension',
		);
	});
});
