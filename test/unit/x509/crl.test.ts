import assert from 'node:assert/strict';
import { parseCrl, type Crl } from '../../../src/x509/crl';
import { readObjects } from '../../../src/x509/read';
import { buildCa, testNow } from '../../support/certificates';
import { corpusFiles, readCorpus, requireCorpus } from '../../support/corpus';
import {
	certificateIssuer,
	deltaCrlIndicator,
	issuingDistributionPoint,
	reasonCode,
	unknownExtension,
} from '../../support/crlExtensions';
import { buildCrl, type CrlOptions } from '../../support/crls';
import { nullValue } from '../../support/der';
import type { RawExtension } from '../../support/extensions';
import { pem } from '../../support/pem';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';

const issuer = buildCa({ subject: 'root' });

function crl(options: Partial<CrlOptions> = {}): Crl {
	return parseCrl(buildCrl({ issuer, ...options }).der);
}

function entriesWith(...lists: RawExtension[][]): Crl {
	return crl({
		revoked: lists.map((extensions, index) => ({ serialNumber: BigInt(index + 1), extensions })),
	});
}

describe('parseCrl', () => {
	it('reads the scope of a CRL', () => {
		assert.equal(crl().issuingDistributionPoint, undefined);
		const { issuingDistributionPoint: scope } = crl({
			extensions: [
				issuingDistributionPoint({
					name: ['http://ca.test/1.crl'],
					onlyContainsUserCerts: true,
					onlySomeReasons: [1],
				}),
			],
		});
		assert.deepEqual(
			scope?.name?.fullName.map(({ value }) => value),
			['http://ca.test/1.crl'],
		);
		assert.deepEqual(
			{ ...scope, name: undefined },
			{
				name: undefined,
				onlyContainsUserCerts: true,
				onlyContainsCACerts: false,
				hasOnlySomeReasons: true,
				indirectCRL: false,
				onlyContainsAttributeCerts: false,
			},
		);
		const relative = crl({ extensions: [issuingDistributionPoint({ name: { relative: 'one' } })] });
		assert.equal(relative.issuingDistributionPoint?.name?.relativeName?.text, 'CN=one');
	});

	it('tells deltas and indirect ones', () => {
		assert.equal(crl().isDelta, false);
		assert.equal(crl({ extensions: [deltaCrlIndicator(1)] }).isDelta, true);
		assert.equal(crl().isIndirect, false);
		const extensions = [issuingDistributionPoint({ indirectCRL: true })];
		assert.equal(crl({ extensions }).isIndirect, true);
		assert.equal(entriesWith([certificateIssuer('other')]).isIndirect, true);
		assert.equal(entriesWith([certificateIssuer('root')]).isIndirect, false);
	});

	it('keeps the issuer of an entry for those behind it', () => {
		const { entries } = entriesWith(
			[reasonCode(1)],
			[certificateIssuer('other'), reasonCode(4)],
			[],
			[reasonCode(8)],
			[certificateIssuer('root')],
			[],
		);
		assert.deepEqual(
			entries.map(({ reason, certificateIssuer: names }) => [
				reason,
				names?.map(({ text }) => text),
			]),
			[
				['keyCompromise', undefined],
				['superseded', ['CN=other']],
				[undefined, ['CN=other']],
				['removeFromCRL', ['CN=other']],
				[undefined, undefined],
				[undefined, undefined],
			],
		);
	});

	it('names critical extensions of entries that it does not read', () => {
		const { unreadCriticalEntryExtensions } = entriesWith(
			[unknownExtension(false)],
			[unknownExtension(true), reasonCode(1)],
			[unknownExtension(true)],
		);
		assert.deepEqual(unreadCriticalEntryExtensions, ['1.2.3.4']);
	});

	it('keeps an entry whose extensions cannot be read, without reason and issuer', () => {
		const broken: RawExtension = { oid: '2.5.29.29', critical: true, value: nullValue() };
		for (const extensions of [
			[broken],
			[reasonCode(8), broken],
			[reasonCode(Buffer.from([8, 0]))],
			[reasonCode(1), reasonCode(8)],
			[{ oid: '2.5.29.29', critical: true, value: Buffer.from('30028200', 'hex') }],
		]) {
			const { entries, problems } = entriesWith([certificateIssuer('other')], extensions);
			assert.equal(problems.length, 1);
			assert.deepEqual(
				[entries[1]?.serialNumber, entries[1]?.reason, entries[1]?.certificateIssuer],
				['02', undefined, undefined],
			);
		}
	});

	it('says where it departs from the standard', () => {
		const broken = { oid: '2.5.29.28', critical: true, value: nullValue() };
		const codes = (options: Partial<CrlOptions>) => crl(options).problems.map(({ code }) => code);
		assert.deepEqual(codes({}), []);
		assert.deepEqual(codes({ extensions: [broken] }), ['extension-der-unexpected-tag']);
		assert.deepEqual(codes({ extensions: [unknownExtension(false), unknownExtension(false)] }), [
			'extension-twice',
		]);
		assert.deepEqual(
			codes({ tbsSignatureAlgorithm: Buffer.from('300a06082a8648ce3d040303', 'hex') }),
			['signature-algorithms-differ'],
		);
	});

	it('reads a hundred thousand entries of one issuer in a moment', () => {
		const revoked = Array.from({ length: 100_000 }, (_, index) => ({
			serialNumber: BigInt(index),
			...(index === 0 ? { extensions: [certificateIssuer('other')] } : {}),
		}));
		const { der } = buildCrl({ issuer, revoked, thisUpdate: testNow });
		const started = performance.now();
		assert.equal(parseCrl(der).entries.length, 100_000);
		assert.ok(performance.now() - started < 10_000);
	});

	it('reads the scopes of the corpus as OpenSSL does', function () {
		requireCorpus(this);
		requirePeer(this, opensslPeer);
		let count = 0;
		for (const file of corpusFiles().filter((name) => /crl/i.test(name))) {
			for (const object of readObjects(readCorpus(file)).objects) {
				if (object.kind !== 'crl') {
					continue;
				}
				const text = openssl(['crl', '-noout', '-text'], {
					input: pem('X509 CRL', object.crl.der),
				});
				const scope = object.crl.issuingDistributionPoint;
				const has = (words: string) => text.includes(words);
				assert.deepEqual(
					[
						scope !== undefined,
						scope?.onlyContainsUserCerts ?? false,
						scope?.onlyContainsCACerts ?? false,
						scope?.onlyContainsAttributeCerts ?? false,
						scope?.hasOnlySomeReasons ?? false,
						scope?.indirectCRL ?? false,
						object.crl.isDelta,
						object.crl.entries.length,
					],
					[
						has('X509v3 Issuing Distribution Point'),
						has('Only User Certificates'),
						has('Only CA Certificates'),
						has('Only Attribute Certificates'),
						has('Only Some Reasons'),
						has('Indirect CRL'),
						has('X509v3 Delta CRL Indicator'),
						text.split('    Serial Number: ').length - 1,
					],
					file,
				);
				count++;
			}
		}
		assert.ok(count > 30, `${count} CRLs were compared`);
	});
});
