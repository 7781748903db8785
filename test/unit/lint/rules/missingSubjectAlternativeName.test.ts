import assert from 'node:assert/strict';
import { check, checkText, client, findingsOf, server } from '../findings';

describe('rule missing-subject-alternative-name', () => {
	it('lets a server pass that has a URI only, as SPIFFE has it', () => {
		const spiffe = server({ subjectAltName: ['spiffe://orders/api'] });
		check({ 'server.crt': spiffe.pem }, []);
	});

	it('asks nothing of a client', () => {
		check({ 'client.crt': client().pem }, []);
	});

	it('reports a name that stands only in the common name', () => {
		checkText(
			{ 'server.crt': server({ subjectAltName: null }).pem },
			'Server certificate has no subject alternative name; the name localhost stands only in the common name.',
			'Refused by Go and Chrome. Go: x509: certificate relies on legacy Common Name field, use SANs instead',
		);
	});

	it('takes a mail address for no name of a server', () => {
		const mail = server({ subjectAltName: ['ops@example.test'] });
		check({ 'server.crt': mail.pem }, ['server.crt missing-subject-alternative-name']);
	});

	it('offers to reissue with the common name, as DNS name or address', () => {
		const titleOf = (subject: string): string | undefined => {
			const { pem } = server({ subject, subjectAltName: null });
			return findingsOf({ 'server.crt': pem })[0]?.fix?.title;
		};
		assert.equal(titleOf('localhost'), 'Reissue with SAN DNS:localhost');
		assert.equal(titleOf('127.0.0.1'), 'Reissue with SAN IP:127.0.0.1');
		assert.equal(titleOf('My Server'), undefined);
	});
});
