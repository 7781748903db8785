import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	testNow,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../support/certificates';
import { checkRevocation } from '../../support/crlAnswers';
import {
	certificateIssuer,
	deltaCrlIndicator,
	issuingDistributionPoint,
	reasonCode,
	unknownExtension,
} from '../../support/crlExtensions';
import { buildCrl, type CrlOptions, type RevokedOptions } from '../../support/crls';
import { element, implicit, nullValue, objectIdentifier, sequence } from '../../support/der';
import { encodeGeneralName, type RawExtension } from '../../support/extensions';
import { keyIdentifierOf } from '../../support/keys';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';

const serialNumber = 0x1234n;
const root = buildCa({ subject: 'root' });
const leaf = buildCertificate({ issuer: root, serialNumber });
const revoked = [{ serialNumber }];
const good = crl();

interface Given {
	readonly crls: readonly Buffer[];
	readonly leaf?: BuiltCertificate;
	readonly anchor?: BuiltCertificate;
	readonly intermediates?: readonly BuiltCertificate[];
	readonly at?: Date;
	/** Why OpenSSL answers otherwise. */
	readonly differs?: string;
}

function check(given: Given, expected: string): void {
	const { intermediates = [] } = given;
	checkRevocation(
		{
			...given,
			leaf: (given.leaf ?? leaf).der,
			anchor: (given.anchor ?? root).der,
			intermediates: intermediates.map(({ der }) => der),
		},
		expected,
	);
}

function crl(options: Partial<CrlOptions> = {}): Buffer {
	return buildCrl({ issuer: root, ...options }).der;
}

/** A CRL with these extensions that lists the leaf, and one that does not. */
function crls(...extensions: RawExtension[]): { readonly listing: Buffer; readonly other: Buffer } {
	return {
		listing: crl({ extensions, revoked }),
		other: crl({ extensions, revoked: [{ serialNumber: 0x99n }] }),
	};
}

function needsOpenssl(): void {
	before(function () {
		requirePeer(this, opensslPeer);
	});
}

describe('findRevocation: whose CRL counts', () => {
	needsOpenssl();

	it('takes the word of a whole and current CRL', () => {
		check({ crls: [good] }, 'good');
		check({ crls: [crl({ revoked })] }, 'revoked');
		const differs = 'OpenSSL looks at one CRL, the first of equals';
		check({ crls: [good, crl({ revoked })], differs }, 'revoked');
	});

	it('says that nothing is known where no CRL is about certificates of the issuer', () => {
		const stranger = buildCa({ subject: 'stranger' });
		check({ crls: [crl({ issuer: stranger, revoked })] }, 'no-crl');
	});

	it('does not believe a CRL that the issuer did not sign', () => {
		const broken = Buffer.from(good);
		broken[broken.length - 1]! ^= 1;
		check({ crls: [broken] }, 'signature-mismatch');
		const forged = crl({ signingKey: testKey(), revoked });
		check({ crls: [forged] }, 'signature-mismatch');
		check({ crls: [good, forged] }, 'good');
		const differs = 'OpenSSL stops at the first of two CRLs of one name';
		check({ crls: [forged, good], differs }, 'good');
	});

	it('does not believe the CRL of another CA of the same name', () => {
		const again = buildCa({ subject: 'root' });
		check({ crls: [crl({ issuer: again })] }, 'signature-mismatch');
		check({ crls: [crl({ issuer: again, revoked })] }, 'signature-mismatch');
	});

	it('holds a CRL to the key identifier of its issuer', () => {
		const authorityKeyIdentifier = keyIdentifierOf(testKey());
		check({ crls: [crl({ authorityKeyIdentifier })] }, 'other-key-identifier');
		check({ crls: [crl({ authorityKeyIdentifier, revoked })] }, 'revoked');
		check({ crls: [crl({ authorityKeyIdentifier: null })] }, 'good');
	});

	it('asks a CA with key usage for cRLSign', () => {
		const options: CertificateOptions[] = [
			{ subject: 'without', keyUsage: ['keyCertSign'] },
			{ subject: 'silent', keyUsage: null },
		];
		const [without, silent] = options.map(buildCa) as [BuiltCertificate, BuiltCertificate];
		const ask = (anchor: BuiltCertificate, more: Partial<CrlOptions>, expected: string) => {
			const of = buildCertificate({ issuer: anchor, serialNumber });
			check({ leaf: of, anchor, crls: [crl({ issuer: anchor, ...more })] }, expected);
		};
		ask(without, {}, 'issuer-missing-crl-sign');
		ask(without, { revoked }, 'issuer-missing-crl-sign');
		ask(silent, {}, 'good');
		ask(silent, { revoked }, 'revoked');
	});

	it('takes the new key of a CA that changed its key for what the old one signed', () => {
		const anchor = buildCa({ subject: 'root' });
		const old = buildCertificate({ role: 'ca', subject: 'root', issuer: anchor });
		const given = {
			leaf: buildCertificate({ issuer: old, serialNumber }),
			anchor,
			intermediates: [old],
		};
		check({ ...given, crls: [crl({ issuer: anchor })] }, 'good');
		check({ ...given, crls: [crl({ issuer: anchor, revoked })] }, 'revoked');
	});

	it('does not let a signature that can be forged prove anything', () => {
		const differs = 'OpenSSL asks for strong digests on certificates only';
		check({ crls: [crl({ hash: 'sha1' })], differs }, 'weak-signature');
		check({ crls: [crl({ hash: 'sha1', revoked })] }, 'revoked');
	});

	it('says when a signature cannot be checked', () => {
		const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
		const sm2WithSm3 = Buffer.from('06082a811ccf55018375', 'hex');
		const der = Buffer.from(good);
		for (let at = der.indexOf(ecdsaWithSha256); at >= 0; at = der.indexOf(ecdsaWithSha256)) {
			sm2WithSm3.copy(der, at);
		}
		check({ crls: [der] }, 'signature-not-checked');
	});
});

describe('findRevocation: when a CRL counts', () => {
	needsOpenssl();

	it('lets a CRL prove something until its next update', () => {
		check({ crls: [good], at: daysAfter(31) }, 'outdated');
		check({ crls: [good, crl({ thisUpdate: daysAfter(20) })], at: daysAfter(31) }, 'good');
		const differs = 'OpenSSL leaves the last second out, of certificates too';
		check({ crls: [good], at: daysAfter(30), differs }, 'good');
		// RFC 5280 5.1.2.5 leaves open what a CRL without nextUpdate means.
		check({ crls: [crl({ nextUpdate: null })], at: daysAfter(90) }, 'good');
	});

	it('does not look at a CRL before its time', () => {
		check({ crls: [good], at: daysAfter(-0.5) }, 'not-yet-valid');
		check({ crls: [crl({ revoked })], at: daysAfter(-0.5) }, 'not-yet-valid');
		const earlier = crl({ thisUpdate: daysAfter(-3) });
		check({ crls: [earlier, crl({ revoked })], at: daysAfter(-0.5) }, 'good');
	});

	it('does not let anything come back that was revoked, but from a hold', () => {
		const list = (...extensions: RawExtension[]) =>
			crl({ revoked: [{ serialNumber, extensions }], thisUpdate: daysAfter(-1) });
		check({ crls: [list()], at: daysAfter(40) }, 'revoked');
		const differs = 'OpenSSL looks at the newest CRL only';
		check({ crls: [list(), good], differs }, 'revoked');
		check({ crls: [list(reasonCode(1)), good], differs }, 'revoked');
		check({ crls: [list(reasonCode(6))] }, 'revoked');
		check({ crls: [list(reasonCode(6)), good] }, 'good');
		check({ crls: [list(reasonCode(6)), good], at: daysAfter(40) }, 'revoked');
		const newer = crl({ revoked: [{ serialNumber, extensions: [reasonCode(6)] }] });
		check({ crls: [newer, crl({ thisUpdate: daysAfter(-1) })] }, 'revoked');
	});
});

describe('findRevocation: critical extensions of CRLs', () => {
	needsOpenssl();

	it('lets a CRL with one that nobody knows revoke, but prove nothing', () => {
		const { listing, other } = crls(unknownExtension(true));
		check({ crls: [other] }, 'unknown-critical-extension');
		// X.509 7.3: what is listed is revoked, whatever else the extension says.
		check({ crls: [listing] }, 'revoked');
		check({ crls: [other, good] }, 'good');
		const differs = 'OpenSSL looks at one CRL, and rather at one that it understands';
		check({ crls: [listing, good], differs }, 'revoked');
	});

	it('reads on where an unknown one is not critical', () => {
		const { listing, other } = crls(unknownExtension(false));
		check({ crls: [other] }, 'good');
		check({ crls: [listing] }, 'revoked');
	});

	it('takes only those for known that something here acts on', () => {
		const critical = (oid: string, value: Buffer) =>
			crl({
				authorityKeyIdentifier: null,
				crlNumber: null,
				extensions: [{ oid, value, critical: true }],
			});
		const issuerAltName = sequence(encodeGeneralName('ca.test'));
		check({ crls: [critical('2.5.29.20', Buffer.from([2, 1, 1]))] }, 'unknown-critical-extension');
		check({ crls: [critical('2.5.29.18', issuerAltName)] }, 'unknown-critical-extension');
		const identifier = sequence(implicit(0, keyIdentifierOf(root.key)));
		check({ crls: [critical('2.5.29.35', identifier)] }, 'good');
	});

	it('does not let a delta CRL prove anything', () => {
		const { listing, other } = crls(deltaCrlIndicator(1));
		const differs = 'OpenSSL takes a delta for the whole, unless asked for -extended_crl';
		check({ crls: [other], differs }, 'delta');
		check({ crls: [listing] }, 'revoked');
		check({ crls: [other, good] }, 'good');
		const differsToo = 'OpenSSL looks at deltas with -use_deltas only';
		check({ crls: [good, listing], differs: differsToo }, 'revoked');
		const lenient = crls({ ...deltaCrlIndicator(1), critical: false });
		check({ crls: [lenient.other], differs }, 'delta');
	});

	it('does not let a delta CRL take back what a whole one says', () => {
		const hold = crl({ revoked: [{ serialNumber, extensions: [reasonCode(6)] }] });
		const removed = crl({
			extensions: [deltaCrlIndicator(1)],
			thisUpdate: testNow,
			revoked: [{ serialNumber, extensions: [reasonCode(8)] }],
		});
		check({ crls: [hold, removed] }, 'revoked');
	});

	it('does not let a CRL prove anything that departs from the standard', () => {
		const stricter = 'OpenSSL does not look at this';
		const p384 = sequence(objectIdentifier('1.2.840.10045.4.3.3'));
		const twice = crls(unknownExtension(false), unknownExtension(false));
		check({ crls: [crl({ tbsSignatureAlgorithm: p384 })], differs: stricter }, 'malformed');
		check({ crls: [crl({ version: 2 })], differs: stricter }, 'malformed');
		check({ crls: [crl({ version: 2, revoked })] }, 'revoked');
		check({ crls: [twice.other], differs: stricter }, 'malformed');
		check({ crls: [twice.listing] }, 'revoked');
		const scope = crls({ oid: '2.5.29.28', critical: true, value: nullValue() });
		check({ crls: [scope.other], differs: stricter }, 'malformed');
		check({ crls: [crl({ version: null })] }, 'good');
	});
});

describe('findRevocation: extensions of entries', () => {
	needsOpenssl();

	function entry(extensions: readonly RawExtension[], number = serialNumber): RevokedOptions {
		return { serialNumber: number, extensions };
	}

	it('lets a CRL with a critical one that nobody knows revoke, but prove nothing', () => {
		const unknown = [unknownExtension(true)];
		check({ crls: [crl({ revoked: [entry(unknown, 0x99n)] })] }, 'unknown-critical-extension');
		check({ crls: [crl({ revoked: [entry(unknown)] })] }, 'revoked');
		check({ crls: [crl({ revoked: [entry([unknownExtension(false)], 0x99n)] })] }, 'good');
		const invalidityDate = {
			oid: '2.5.29.24',
			critical: true,
			value: element(0x18, Buffer.from('20260101000000Z')),
		};
		check(
			{ crls: [crl({ revoked: [entry([invalidityDate], 0x99n)] })] },
			'unknown-critical-extension',
		);
	});

	it('acts on a reason code, critical or not', () => {
		const critical = { ...reasonCode(1), critical: true };
		const differs = 'OpenSSL knows certificateIssuer only, and refuses any other critical one';
		check({ crls: [crl({ revoked: [entry([critical], 0x99n)] })], differs }, 'good');
		check({ crls: [crl({ revoked: [entry([critical])] })] }, 'revoked');
	});

	it('takes an entry for revoked unless its reason is removeFromCRL and nothing else', () => {
		const list = (...reasons: RawExtension[][]) =>
			crl({ revoked: reasons.map((one) => entry(one)) });
		check({ crls: [list([reasonCode(6)])] }, 'revoked');
		// 7 is not used.
		check({ crls: [list([reasonCode(7)])] }, 'revoked');
		// RFC 5280 6.3.3 (k).
		check({ crls: [list([reasonCode(8)])] }, 'good');
		check({ crls: [list([reasonCode(Buffer.from([8, 0]))])] }, 'revoked');
		check({ crls: [list([reasonCode(1), reasonCode(8)])] }, 'revoked');
		check({ crls: [list([reasonCode(1)], [reasonCode(8)])] }, 'revoked');
		const differs = 'OpenSSL looks at one of the entries of a serial number';
		check({ crls: [list([reasonCode(8)], [reasonCode(1)])], differs }, 'revoked');
	});

	it('reads whose certificate an entry is about, and keeps it for those behind it', () => {
		const [other, own] = [[certificateIssuer('other')], [certificateIssuer('root')]];
		const list = (...entries: RevokedOptions[]) => crl({ revoked: entries });
		const differs = 'OpenSSL does not mind entries of other issuers in a CRL that is not indirect';
		check({ crls: [list(entry(other))], differs }, 'indirect');
		check({ crls: [list(entry(other, 0x99n), entry([]))], differs }, 'indirect');
		check({ crls: [list(entry(other, 0x99n), entry(own))] }, 'revoked');
		check({ crls: [list(entry(other, 0x99n), entry(own, 0x98n), entry([]))] }, 'revoked');
		check({ crls: [list(entry(own, 0x99n))] }, 'good');
	});

	it('takes an entry whose extensions cannot be read for one of the issuer', () => {
		const broken = [{ oid: '2.5.29.29', critical: true, value: nullValue() }];
		check({ crls: [crl({ revoked: [entry(broken)] })] }, 'revoked');
		const after = [entry([certificateIssuer('other')], 0x98n), entry(broken, 0x99n), entry([])];
		check({ crls: [crl({ revoked: after })] }, 'revoked');
		const differs = 'OpenSSL passes over what it cannot read here';
		check({ crls: [crl({ revoked: [entry(broken, 0x99n)] })], differs }, 'malformed');
	});
});

describe('findRevocation: indirect CRLs', () => {
	needsOpenssl();
	const issuing = buildCertificate({ role: 'ca', subject: 'issuing', issuer: root });
	const below = buildCertificate({ issuer: issuing, serialNumber });
	const own = crl({ issuer: issuing });

	function indirect(issuer: BuiltCertificate, ...names: string[]): Buffer {
		return crl({
			issuer,
			extensions: [issuingDistributionPoint({ indirectCRL: true })],
			revoked: names.map((name) => ({ serialNumber, extensions: [certificateIssuer(name)] })),
		});
	}

	it('lets one revoke that a CA of the path signed, but prove nothing', () => {
		check({ crls: [indirect(root)] }, 'indirect');
		check({ crls: [indirect(root, 'root')] }, 'revoked');
		const given = { leaf: below, intermediates: [issuing] };
		// The root's CRL is about the issuing CA too.
		check({ ...given, crls: [indirect(root, 'issuing')] }, 'revoked, indirect CN=issuing');
		const differs = 'OpenSSL looks at indirect CRLs with -extended_crl only';
		check({ ...given, crls: [own, good, indirect(root, 'issuing')], differs }, 'revoked');
		check({ ...given, crls: [own, good, indirect(root, 'other')] }, 'good');
	});

	it('says that nobody can say where one of a stranger lists the certificate', () => {
		const stranger = indirect(buildCa({ subject: 'stranger' }), 'issuing');
		const given = { leaf: below, intermediates: [issuing] };
		check({ ...given, crls: [stranger] }, 'signature-mismatch');
		check({ ...given, crls: [stranger, own] }, 'good');
	});
});
