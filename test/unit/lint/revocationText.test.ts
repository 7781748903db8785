import assert from 'node:assert/strict';
import { describeFault } from '../../../src/lint/faultText';
import { validatePath } from '../../../src/path/validate';
import { parseCertificate } from '../../../src/x509/certificate';
import { parseCrl } from '../../../src/x509/crl';
import { buildCa, buildCertificate, daysAfter, testKey, testNow } from '../../support/certificates';
import {
	deltaCrlIndicator,
	issuingDistributionPoint,
	unknownExtension,
} from '../../support/crlExtensions';
import { buildCrl, type CrlOptions } from '../../support/crls';
import { keyIdentifierOf } from '../../support/keys';

const issuer = buildCa({ subject: 'orders CA' });
const leaf = parseCertificate(buildCertificate({ issuer }).der);

/** Asserts what stands between "The CRL of orders CA" and "so nobody can say". */
function check(options: Partial<CrlOptions>, expected: string, at = testNow): void {
	const { faults } = validatePath({
		leaf,
		trustAnchors: [parseCertificate(issuer.der)],
		intermediates: [],
		purpose: 'server',
		at,
		crls: [parseCrl(buildCrl({ issuer, ...options }).der)],
	});
	assert.deepEqual(
		faults.map((fault) => describeFault(fault, at)),
		[`The CRL of orders CA ${expected}, so nobody can say whether localhost is revoked.`],
	);
}

describe('revocationNotCheckedSentence', () => {
	it('gives the day or the minute where time is the reason', () => {
		check({}, 'was due for renewal on 2026-12-20', daysAfter(31));
		check({}, 'begins on 2026-11-20 12:00 UTC', daysAfter(-0.5));
	});

	it('says who did not sign, or may not', () => {
		const signingKey = testKey();
		check({ signingKey }, 'has a signature that no CA of this chain made');
		check(
			{ authorityKeyIdentifier: keyIdentifierOf(signingKey) },
			'names another key than that of orders CA',
		);
		check({ hash: 'sha1' }, 'is signed with a digest that can be forged');
	});

	it('says what the CRL is about instead', () => {
		const scope = (options: Parameters<typeof issuingDistributionPoint>[0]) => ({
			extensions: [issuingDistributionPoint(options)],
		});
		check(
			scope({ onlyContainsCACerts: true }),
			'is about other certificates only (issuing distribution point)',
		);
		check(scope({ onlySomeReasons: [1] }), 'is about some reasons of revocation only');
		check(scope({ indirectCRL: true }), 'is an indirect one, which is not followed here');
		check({ extensions: [deltaCrlIndicator(1)] }, 'lists changes only (delta CRL)');
	});

	it('names the critical extension that nobody knows', () => {
		check(
			{ extensions: [unknownExtension(true)] },
			'has the critical extension 1.2.3.4, which cannot be processed here',
		);
		check({ version: 2 }, 'departs from the standard');
	});
});
