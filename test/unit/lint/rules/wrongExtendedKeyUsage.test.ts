import assert from 'node:assert/strict';
import { check, checkText, client, findingsOf, server } from '../findings';

describe('rule wrong-extended-key-usage', () => {
	it('lets a certificate pass that has more purposes than it needs', () => {
		const both = server({ extendedKeyUsage: ['serverAuth', 'clientAuth'] });
		check({ 'server.crt': both.pem }, []);
	});

	it('reports a client certificate that is for servers', () => {
		checkText(
			{ 'client.crt': client({ extendedKeyUsage: ['serverAuth'] }).pem },
			'Client certificate billing is for servers: extended key usage is serverAuth, a client needs clientAuth.',
			'Refused by servers on OpenSSL, Go and 4 more. OpenSSL: alert 43, unsupported_certificate',
		);
	});

	it('reports a server certificate that is for mail', () => {
		checkText(
			{ 'server.crt': server({ extendedKeyUsage: ['emailProtection'] }).pem },
			'Server certificate localhost is for mail: extended key usage is emailProtection, a server needs serverAuth.',
			'Refused by Node, curl and 7 more. Node: INVALID_PURPOSE',
		);
	});

	it('reports the purpose that a peer lacks', () => {
		checkText(
			{ 'peer.crt': server({ extendedKeyUsage: ['serverAuth'] }).pem },
			'Peer certificate localhost is for servers only: extended key usage is serverAuth, a peer needs clientAuth.',
			'Refused by servers on OpenSSL, Go and 4 more. OpenSSL: alert 43, unsupported_certificate',
		);
	});

	it('reports "any purpose" alone, which OpenSSL takes for none', () => {
		checkText(
			{ 'server.crt': server({ extendedKeyUsage: ['anyExtendedKeyUsage'] }).pem },
			'Server certificate localhost is for any purpose (anyExtendedKeyUsage); OpenSSL asks for serverAuth by name.',
			'Refused by Node, curl and 3 more. Node: INVALID_PURPOSE',
		);
	});

	it('offers to reissue with the purpose of the role', () => {
		const [finding] = findingsOf({
			'client.crt': client({ extendedKeyUsage: ['serverAuth'] }).pem,
		});
		assert.deepEqual(finding?.fix, {
			id: 'reissue-with-extended-key-usage',
			title: 'Reissue with extended key usage clientAuth',
			extendedKeyUsage: ['clientAuth'],
		});
	});
});
