import assert from 'node:assert/strict';
import { check, checkText, findingsOf, server } from '../findings';

describe('rule ip-address-as-dns-name', () => {
	const wrong = server({ subjectAltName: [{ dns: 'localhost' }, { dns: '127.0.0.1' }] });

	it('lets an address pass that also stands where it belongs', () => {
		const both = server({ subjectAltName: [{ dns: '127.0.0.1' }, { ip: '127.0.0.1' }] });
		check({ 'server.crt': both.pem }, []);
	});

	it('reports an address among the DNS names', () => {
		checkText(
			{ 'server.crt': wrong.pem },
			'127.0.0.1 is listed as a DNS name; clients look for an IP address.',
			"Refused by Go, Node and 6 more. Go: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
		);
	});

	it('reports an IPv6 address too', () => {
		const six = server({ subjectAltName: ['localhost', { dns: '::1' }] });
		check({ 'server.crt': six.pem }, ['server.crt ip-address-as-dns-name']);
	});

	it('offers to reissue with all names, each where it belongs', () => {
		const [finding] = findingsOf({ 'server.crt': wrong.pem });
		assert.deepEqual(finding?.fix, {
			id: 'reissue-with-subject-alternative-name',
			title: 'Replace DNS:127.0.0.1 by IP:127.0.0.1 and reissue',
			names: ['localhost', '127.0.0.1'],
		});
	});
});
