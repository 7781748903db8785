import { buildCa } from '../../../support/certificates';
import { check, checkText } from '../findings';

describe('rule ca-missing-subject-key-identifier', () => {
	it('lets a CA pass that identifies its key', () => {
		check({}, []);
	});

	it('reports a CA without the identifier', () => {
		const lax = buildCa({ subject: 'lax CA', subjectKeyIdentifier: null });
		checkText(
			{ 'lax-ca.crt': lax.pem },
			'CA certificate lax CA does not identify its key (subject key identifier).',
			'Refused by Python 3.13 and later: Missing Subject Key Identifier',
		);
	});
});
