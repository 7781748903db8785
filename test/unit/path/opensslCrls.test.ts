import { useSuiteFolder } from '../../support/suiteFolder';
import { checkRevocation } from '../../support/crlAnswers';
import { opensslPeer } from '../../support/peers/openssl';
import {
	createOpensslAuthority,
	type OpensslAuthority,
	type OpensslCertificate,
	type OpensslCrlOptions,
} from '../../support/peers/opensslAuthority';
import { requirePeer } from '../../support/peers/peer';

describe('CRLs that openssl ca makes', () => {
	const folder = useSuiteFolder();
	let authority: OpensslAuthority;
	let leaf: OpensslCertificate;
	let other: OpensslCertificate;
	let issuing: OpensslCertificate;

	before(function () {
		requirePeer(this, opensslPeer);
		authority = createOpensslAuthority(folder.path);
		leaf = authority.issue('leaf');
		other = authority.issue('other');
		issuing = authority.issue('issuing', 'authority');
	});

	/** Asserts what a CRL says of a leaf that it does not list, and of one that it does. */
	function check(
		options: Omit<OpensslCrlOptions, 'revoked'>,
		unlisted: string,
		listed: string,
		differs?: string,
	): void {
		const crl = authority.makeCrl({ ...options, revoked: [leaf] });
		const given = { anchor: authority.certificate, crls: [crl], at: new Date() };
		checkRevocation({ ...given, leaf: other.der, differs }, unlisted);
		checkRevocation({ ...given, leaf: leaf.der }, listed);
	}

	it('are whole without extensions and with the usual ones', () => {
		check({}, 'good', 'revoked');
		check({ extensions: [] }, 'good', 'revoked');
		check({ extensions: ['issuerAltName = DNS:ca.test', identifier] }, 'good', 'revoked');
	});

	const identifier = 'authorityKeyIdentifier = keyid:always';

	for (const reason of ['keyCompromise', 'CACompromise', 'superseded', 'cessationOfOperation']) {
		it(`revoke for ${reason}`, () => {
			check({ reason }, 'good', 'revoked');
		});
	}

	it('revoke while on hold', () => {
		check({ reason: 'certificateHold' }, 'good', 'revoked');
	});

	it('take back with removeFromCRL', () => {
		check({ reason: 'removeFromCRL' }, 'good', 'good');
	});

	it('grow old, and do not begin before their time', () => {
		const options = ['-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200201000000Z'];
		check({ options }, 'outdated', 'revoked');
		const later = ['-crl_lastupdate', '20990101000000Z', '-crl_nextupdate', '20990201000000Z'];
		check({ options: later }, 'not-yet-valid', 'not-yet-valid');
	});

	const scopes: readonly (readonly [line: string, unlisted: string, listed: string])[] = [
		['onlyuser = TRUE', 'good', 'revoked'],
		['onlyCA = TRUE', 'other-scope', 'other-scope'],
		['onlyAA = TRUE', 'other-scope', 'other-scope'],
		['indirectCRL = TRUE', 'indirect', 'revoked'],
		['onlysomereasons = keyCompromise, CACompromise', 'some-reasons', 'revoked'],
		['fullname = URI:http://ca.test/1.crl', 'good', 'revoked'],
		['fullname = URI:http://ca.test/2.crl', 'other-scope', 'other-scope'],
	];
	for (const [line, unlisted, listed] of scopes) {
		it(`have a scope: ${line}`, () => {
			const extensions = ['issuingDistributionPoint = critical,@scope', '[scope]', line];
			check({ extensions }, unlisted, listed);
		});
	}

	it('have a scope of CAs, which an issuing CA is in', () => {
		const extensions = ['issuingDistributionPoint = critical,@scope', '[scope]', 'onlyCA = TRUE'];
		const given = { anchor: authority.certificate, leaf: issuing.der, at: new Date() };
		const listing = authority.makeCrl({ extensions, revoked: [issuing] });
		checkRevocation({ ...given, crls: [authority.makeCrl({ extensions })] }, 'good');
		checkRevocation({ ...given, crls: [listing] }, 'revoked');
	});

	it('are deltas', () => {
		const differs = 'OpenSSL takes a delta for the whole, unless asked for -extended_crl';
		const extensions = ['2.5.29.27 = critical,DER:020101', identifier];
		check({ extensions }, 'delta', 'revoked', differs);
	});

	it('have a critical extension that nobody knows', () => {
		const extensions = ['1.2.3.4 = critical,DER:0500', identifier];
		check({ extensions }, 'unknown-critical-extension', 'revoked');
	});

	it('need a CA that may sign them', () => {
		const without = createOpensslAuthority(folder.join('without'), 'keyCertSign');
		const given = { anchor: without.certificate, leaf: without.issue('leaf').der };
		const crls = [without.makeCrl()];
		checkRevocation({ ...given, crls, at: new Date() }, 'issuer-missing-crl-sign');
	});
});
