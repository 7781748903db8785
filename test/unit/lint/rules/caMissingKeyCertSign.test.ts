import { buildCa } from '../../../support/certificates';
import { check, checkText, server } from '../findings';

describe('rule ca-missing-key-cert-sign', () => {
	it('lets a CA pass that may sign certificates', () => {
		check({}, []);
	});

	it('reports a CA whose key may only sign CRLs', () => {
		checkText(
			{ 'lax-ca.crt': buildCa({ subject: 'lax CA', keyUsage: ['cRLSign'] }).pem },
			'Key usage of lax CA lacks keyCertSign, so its key may not sign certificates.',
			'Refused by Node, curl and 7 more. Node: key usage does not include certificate signing',
		);
	});

	it('yields where the certificate is no CA at all', () => {
		check({ 'other-ca.crt': server().pem }, ['other-ca.crt ca-missing-basic-constraints']);
	});
});
