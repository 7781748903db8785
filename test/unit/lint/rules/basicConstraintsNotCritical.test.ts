import { buildCa } from '../../../support/certificates';
import { check, checkText } from '../findings';

describe('rule basic-constraints-not-critical', () => {
	it('lets critical ones pass', () => {
		check({}, []);
	});

	it('reports a CA whose basic constraints are not critical', () => {
		const lax = buildCa({
			subject: 'lax CA',
			basicConstraints: { isCa: true, critical: false },
		});
		checkText(
			{ 'lax-ca.crt': lax.pem },
			'Basic constraints of lax CA are not marked critical.',
			'Refused by Python 3.13 and later: Basic Constraints of CA cert not marked critical',
		);
	});
});
