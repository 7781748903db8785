import { buildCa, buildCertificate } from '../../../support/certificates';
import { check, checkText, server } from '../findings';

describe('rule ca-missing-basic-constraints', () => {
	it('lets a marked CA pass', () => {
		check({}, []);
	});

	it('reports a CA without the extension, and nothing that follows from it', () => {
		const bare = buildCa({ subject: 'bare CA', basicConstraints: null, keyUsage: null });
		checkText(
			{ 'bare-ca.crt': bare.pem },
			'CA certificate bare CA has no basic constraints, so that nothing marks it as a CA.',
			'Refused by OpenSSL, Node and 4 more. OpenSSL: invalid CA certificate',
		);
	});

	it('knows that OpenSSL takes keyCertSign for a mark', () => {
		const bare = buildCa({ subject: 'bare CA', basicConstraints: null });
		checkText(
			{ 'bare-ca.crt': bare.pem },
			'CA certificate bare CA has no basic constraints, so that nothing marks it as a CA.',
			'Refused by Go, Java and Python 3.13 and later. Go: x509: invalid signature: parent certificate cannot sign this kind of certificate',
		);
	});

	it('reports a leaf in the place of a CA', () => {
		checkText(
			{ 'other-ca.crt': server().pem },
			'CA certificate localhost says in its basic constraints that it is not a CA.',
			'Refused by OpenSSL, Node and 6 more. OpenSSL: invalid CA certificate',
		);
	});

	it('knows a CA without any mark by what it issued', () => {
		const bare = buildCa({ subject: 'bare', basicConstraints: null, keyUsage: null });
		const leaf = buildCertificate({ issuer: bare });
		check({ 'x.pem': bare.pem, 'server.crt': leaf.pem }, ['x.pem ca-missing-basic-constraints']);
	});
});
