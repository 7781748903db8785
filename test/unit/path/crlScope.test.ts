import { buildCa, buildCertificate, type BuiltCertificate } from '../../support/certificates';
import { checkRevocation } from '../../support/crlAnswers';
import {
	crlDistributionPoints,
	issuingDistributionPoint,
	type PointOptions,
	type ScopeOptions,
} from '../../support/crlExtensions';
import { buildCrl } from '../../support/crls';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';

const serialNumber = 0x1234n;
const root = buildCa({ subject: 'root' });
const leaf = buildCertificate({ issuer: root, serialNumber });

/**
 * Asserts what two CRLs of this scope say of a certificate: one that does not list it and one that
 * does. `differs` is why OpenSSL answers otherwise to the first; the second both refuse.
 */
function check(
	scope: ScopeOptions | undefined,
	unlisted: string,
	listed: string,
	given: { readonly leaf?: BuiltCertificate; readonly differs?: string } = {},
): void {
	const extensions = scope === undefined ? [] : [issuingDistributionPoint(scope)];
	const ask = (number: bigint, expected: string, differs?: string): void => {
		const { der } = buildCrl({ issuer: root, extensions, revoked: [{ serialNumber: number }] });
		const asked = given.leaf ?? leaf;
		checkRevocation({ leaf: asked.der, anchor: root.der, crls: [der], differs }, expected);
	};
	ask(0x99n, unlisted, given.differs);
	ask(serialNumber, listed);
}

describe('scopeOf', () => {
	before(function () {
		requirePeer(this, opensslPeer);
	});

	it('tells certificates of users from those of CAs', () => {
		const ca = buildCertificate({ role: 'ca', issuer: root, serialNumber });
		const users = { onlyContainsUserCerts: true };
		const authorities = { onlyContainsCACerts: true };
		check(users, 'good', 'revoked');
		check(authorities, 'other-scope', 'other-scope');
		check(users, 'other-scope', 'other-scope', { leaf: ca });
		check(authorities, 'good', 'revoked', { leaf: ca });
		check({ ...users, ...authorities }, 'other-scope', 'other-scope');
	});

	it('counts, critical or not', () => {
		check({ onlyContainsCACerts: true, critical: false }, 'other-scope', 'other-scope');
		check({ indirectCRL: true, critical: false }, 'indirect', 'revoked');
	});

	it('leaves attribute certificates to others', () => {
		check({ onlyContainsAttributeCerts: true }, 'other-scope', 'other-scope');
	});

	it('does not take some reasons for all', () => {
		check({ onlySomeReasons: [1, 2] }, 'some-reasons', 'revoked');
	});

	it('does not take an indirect CRL for a whole one', () => {
		check({ indirectCRL: true }, 'indirect', 'revoked');
	});

	it('asks for nothing where the CRL does not say what it is about', () => {
		check({}, 'good', 'revoked');
	});

	const url = (number: number) => [`http://ca.test/${number}.crl`];
	const pointing = (...points: PointOptions[]) =>
		buildCertificate({
			issuer: root,
			serialNumber,
			extraExtensions: [crlDistributionPoints(...points)],
		});

	it('asks for a name that the certificate has among its distribution points', () => {
		const one = { name: url(1) };
		check(one, 'good', 'revoked', { leaf: pointing({ name: url(1) }) });
		check(one, 'good', 'revoked', {
			leaf: pointing({ name: url(2) }, { name: [...url(3), ...url(1)] }),
		});
		check(one, 'other-scope', 'other-scope', { leaf: pointing({ name: url(2) }) });
		check(one, 'other-scope', 'other-scope');
		check(undefined, 'good', 'revoked', { leaf: pointing({ name: url(2) }) });
	});

	it('takes the name of the issuer for a distribution point of all', () => {
		const differs = 'RFC 5280 6.3.3, last paragraph; OpenSSL has no such point';
		check({ name: [{ dirName: 'root' }] }, 'good', 'revoked', { differs });
		check({ name: [{ dirName: 'ROOT' }] }, 'good', 'revoked', { differs });
		check({ name: [{ dirName: 'other' }] }, 'other-scope', 'other-scope');
	});

	it('reads names relative to the issuer of the CRL', () => {
		const name = { relative: 'one' };
		const whole = {
			dirName: [
				['CN', 'root'],
				['CN', 'one'],
			],
		} as const;
		check({ name }, 'good', 'revoked', { leaf: pointing({ name }) });
		check({ name }, 'good', 'revoked', { leaf: pointing({ name: [whole] }) });
		check({ name: [whole] }, 'good', 'revoked', { leaf: pointing({ name }) });
		check({ name }, 'other-scope', 'other-scope', {
			leaf: pointing({ name: { relative: 'two' } }),
		});
		check({ name }, 'other-scope', 'other-scope', { leaf: pointing({ name: ['one'] }) });
	});

	it('holds a distribution point to its reasons', () => {
		const one = { name: url(1) };
		const some = { name: url(1), reasons: [1] };
		check(one, 'some-reasons', 'revoked', { leaf: pointing(some) });
		const differs = 'OpenSSL looks at the first distribution point that fits';
		check(one, 'good', 'revoked', { leaf: pointing(some, { name: url(1) }), differs });
		// RFC 5280 6.3.3, last paragraph: a CRL without a name need not come from a distribution point.
		const strict = 'OpenSSL takes every CRL for one of the distribution point';
		check(undefined, 'good', 'revoked', { leaf: pointing(some), differs: strict });
	});

	it('leaves a distribution point of another CRL issuer to that one', () => {
		const one = { name: url(1) };
		const ofOther = pointing({ name: url(1), crlIssuer: 'other' });
		check(one, 'other-scope', 'other-scope', { leaf: ofOther });
		check(one, 'good', 'revoked', { leaf: pointing({ name: url(1), crlIssuer: 'root' }) });
		check({ name: [{ dirName: 'root' }] }, 'good', 'revoked', {
			leaf: pointing({ crlIssuer: 'root' }),
		});
	});
});
