import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { canonicalDnsName, matchHostName, type HostNameMatch } from '../../../src/path/hostName';
import { parseCertificate } from '../../../src/x509/certificate';
import { buildCertificate } from '../../support/certificates';
import type { GeneralNameInput } from '../../support/extensions';

/** Checks our answer, and that Node agrees when a common name does not count for it either. */
function check(
	hostName: string,
	subjectAltName: readonly GeneralNameInput[] | null,
	expected: HostNameMatch,
): void {
	const { der } = buildCertificate({ subject: 'localhost', subjectAltName });
	assert.equal(matchHostName(hostName, parseCertificate(der).subjectAltName), expected);
	const read = new X509Certificate(der);
	const isMatch = /^[\d.]+$|:/.test(hostName)
		? read.checkIP(hostName.replace(/^\[|\]$/g, '')) !== undefined
		: read.checkHost(hostName, { subject: 'never' }) !== undefined;
	assert.equal(isMatch, expected === 'match', `Node on ${hostName}`);
}

describe('matchHostName', () => {
	it('compares DNS names without case', () => {
		check('API.example.test', ['api.EXAMPLE.test'], 'match');
		check('b.example.test', ['a.example.test'], 'mismatch');
	});

	it('takes no common name for a name', () => {
		check('localhost', null, 'no-names');
		check('localhost', ['ops@example.test'], 'no-names');
	});

	it('takes a wildcard for exactly the first label', () => {
		check('a.example.test', ['*.example.test'], 'match');
		check('a.b.example.test', ['*.example.test'], 'mismatch');
		check('example.test', ['*.example.test'], 'mismatch');
		check('a.b.test', ['a.*.test'], 'mismatch');
	});

	it('lets no wildcard stand for a part of a label, which Node still allows (RFC 9525 6.3)', () => {
		const { der } = buildCertificate({ subjectAltName: ['a*.example.test'] });
		const names = parseCertificate(der).subjectAltName;
		assert.equal(matchHostName('ab.example.test', names), 'mismatch');
	});

	it('lets no wildcard stand for a whole top-level domain', () => {
		check('example.test', ['*.test'], 'mismatch');
		check('localhost', ['*'], 'mismatch');
	});

	it('compares addresses exactly, however they are written', () => {
		check('127.0.0.1', ['127.0.0.1'], 'match');
		check('127.0.0.2', ['127.0.0.1'], 'mismatch');
		check('0:0:0:0:0:0:0:1', [{ ip: '::1' }], 'match');
		check('[::1]', [{ ip: '::1' }], 'match');
	});

	it('tells an address that stands among the DNS names', () => {
		check('127.0.0.1', [{ dns: '127.0.0.1' }], 'address-as-dns-name');
	});

	it('lets no wildcard match an address', () => {
		check('10.0.0.1', [{ dns: '*.0.0.1' }], 'mismatch');
	});

	it('compares international names as A-labels', () => {
		const names = parseCertificate(
			buildCertificate({ subjectAltName: ['xn--bcher-kva.example'] }).der,
		).subjectAltName;
		assert.equal(matchHostName('bücher.example', names), 'match');
		assert.equal(matchHostName('BÜCHER.example', names), 'match');
	});

	it('ignores the dot of the root', () => {
		const names = parseCertificate(buildCertificate().der).subjectAltName;
		assert.equal(matchHostName('localhost.', names), 'match');
	});
});

describe('canonicalDnsName', () => {
	it('refuses what is no host name', () => {
		for (const name of ['', '.', 'a..b', '*.a.test', 'a b', `${'a'.repeat(64)}.test`]) {
			assert.equal(canonicalDnsName(name), undefined, name);
		}
		assert.equal(canonicalDnsName('my_service.local'), 'my_service.local');
	});
});
