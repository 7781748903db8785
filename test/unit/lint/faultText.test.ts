import assert from 'node:assert/strict';
import { describeFault } from '../../../src/lint/faultText';
import type { PathFault, PathFaultCode } from '../../../src/path/request';
import { parseCertificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, daysAfter, testNow } from '../../support/certificates';

const server = parseCertificate(
	buildCertificate({
		issuer: buildCa({ subject: 'orders CA' }),
		notBefore: daysAfter(-20),
		notAfter: daysAfter(-12),
	}).der,
);

function check(
	code: PathFaultCode,
	detail: Readonly<Record<string, string>>,
	expected: string,
): void {
	const fault: PathFault = { code, certificate: server, detail: { role: 'server', ...detail } };
	assert.equal(describeFault(fault, testNow), expected);
}

describe('describeFault', () => {
	it('tells an unknown issuer, a missing intermediate and another key apart', () => {
		check(
			'issuer-not-found',
			{ issuer: 'CN=orders CA' },
			'Server certificate localhost was issued by orders CA, which is neither trusted here nor sent along: the CA is another one, or an intermediate is missing.',
		);
		check(
			'missing-intermediate',
			{ issuer: 'CN=orders CA,OU=2026-11-20' },
			'The intermediate orders CA, which issued localhost, was not sent; it is known here.',
		);
		check(
			'issuer-signature-mismatch',
			{},
			'Issuer is named orders CA, but the key of that name known here did not sign this. The CA was probably made again under the same name.',
		);
	});

	it('says what a rule says in the same words', () => {
		check('expired', {}, 'Server certificate localhost expired 12 days ago, on 2026-11-08.');
		check(
			'wrong-extended-key-usage',
			{ role: 'client', has: 'serverAuth', needs: 'clientAuth' },
			'Client certificate localhost is for servers: extended key usage is serverAuth, a client needs clientAuth.',
		);
	});

	it('names the host that was asked for', () => {
		check(
			'host-name-mismatch',
			{ hostName: 'api.test', names: 'localhost, 127.0.0.1' },
			'Server certificate localhost is not for api.test; it is for localhost, 127.0.0.1.',
		);
	});

	it('shows no control characters of a name', () => {
		check(
			'host-name-mismatch',
			{ hostName: 'a\u202eb', names: 'x' },
			'Server certificate localhost is not for a⟨U+202E⟩b; it is for x.',
		);
	});

	it('names the CA whose constraints a name breaks', () => {
		check(
			'name-constraints-violated',
			{ name: 'DNS: localhost', reason: 'not-permitted', constrainedBy: 'CN=narrow CA,O=x' },
			'Server certificate localhost has the name DNS: localhost, which is outside of what narrow CA permits.',
		);
	});

	it('gives the day and the reason of a revocation', () => {
		check(
			'revoked',
			{ revokedAt: '2026-11-01T00:00:00Z', reason: 'keyCompromise' },
			'Server certificate localhost was revoked on 2026-11-01 (keyCompromise).',
		);
	});
});
