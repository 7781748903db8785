import assert from 'node:assert/strict';
import { parseCertificate } from '../../../src/x509/certificate';
import { DerError } from '../../../src/x509/der';
import { describeCertificate } from '../../../src/x509/describe';
import { parseName } from '../../../src/x509/name';
import { ipText } from '../../../src/x509/extensions/generalName';
import { buildCertificate, daysAfter, type NameInput } from '../../support/certificates';

describe('certificates', () => {
	it('gives names as RFC 4514 text, last part first, with special characters escaped', () => {
		const { der } = buildCertificate({
			subject: [
				['O', 'A, B + C'],
				['CN', '#x '],
			],
		});
		const { subject } = parseCertificate(der);
		assert.equal(subject.text, 'CN=\\#x\\ ,O=A\\, B \\+ C');
		assert.equal(subject.commonName, '#x ');
	});

	it('never gives two names one key because of what their text holds', () => {
		const keyOf = (subject: NameInput): string =>
			parseCertificate(buildCertificate({ subject }).der).subject.comparisonKey;
		assert.notEqual(keyOf([['CN', 'a+2.5.4.10=b']]), keyOf([['CN', 'a\\+2.5.4.10=b']]));
		assert.equal(keyOf([['CN', 'A  b+c ']]), keyOf([['CN', 'a B+C']]));
		const octets = Buffer.from('30133111300f060355040304083006020101020102', 'hex');
		const other = parseName(octets);
		assert.equal(other.text, 'CN=#04083006020101020102');
		assert.notEqual(keyOf([['CN', '#04083006020101020102']]), other.comparisonKey);
	});

	it('shows a line end inside a name as what it is, not as the next name', () => {
		const { der } = buildCertificate({ subjectAltName: [{ dns: 'a.test\nDNS: b.test' }] });
		const values = describeCertificate(parseCertificate(der)).flatMap(({ fields }) => fields);
		const names = values.find(({ label }) => label === 'Subject alternative name');
		assert.equal(names?.value, 'DNS: a.test⟨U+000A⟩DNS: b.test');
	});

	it('gives a byte range for every field that holds what the field says', () => {
		const { der } = buildCertificate({ notAfter: daysAfter(30) });
		const certificate = parseCertificate(der);
		const { spans } = certificate;
		const bytes = (span: { start: number; end: number } | undefined): Buffer =>
			der.subarray(span?.start, span?.end);
		assert.deepEqual(bytes(spans.subject), Buffer.from(certificate.subject.der));
		assert.deepEqual(bytes(spans.subjectPublicKeyInfo), Buffer.from(certificate.publicKey.spki));
		assert.deepEqual(bytes(spans.tbsCertificate), Buffer.from(certificate.tbs));
		assert.equal(
			bytes(spans.notAfter).subarray(2).toString(),
			daysAfter(30)
				.toISOString()
				.replace(/[-:T]|\.\d+/g, '')
				.slice(2),
		);
		for (const extension of certificate.extensions) {
			assert.ok(bytes(extension.span).includes(Buffer.from(extension.value)));
		}
	});

	it('reads version 1 without extensions', () => {
		const certificate = parseCertificate(buildCertificate({ version: 1 }).der);
		assert.equal(certificate.version, 1);
		assert.deepEqual(certificate.extensions, []);
		assert.equal(certificate.subjectAltName, undefined);
	});

	it('refuses data behind the certificate', () => {
		const { der } = buildCertificate();
		assert.throws(
			() => parseCertificate(Buffer.concat([der, Buffer.from([0])])),
			(error) => error instanceof DerError && error.code === 'der-trailing-data',
		);
	});

	it('describes every extension of an issued certificate in words', () => {
		const certificate = parseCertificate(buildCertificate({ role: 'client' }).der);
		const extensions = describeCertificate(certificate).find(({ title }) => title === 'Extensions');
		const lines = extensions?.fields.map(({ label, value }) => `${label}: ${value}`).join('\n');
		assert.match(lines ?? '', /Extended key usage: clientAuth/);
		assert.match(lines ?? '', /Key usage \(critical\): digitalSignature/);
	});

	it('writes IPv6 addresses as RFC 5952 asks', () => {
		const cases: Readonly<Record<string, string>> = {
			'00000000000000000000000000000001': '::1',
			'20010db8000000010001000100010001': '2001:db8:0:1:1:1:1:1',
			'20010db8000000000001000000000000': '2001:db8:0:0:1::',
			'20010db8000000000001000000000001': '2001:db8::1:0:0:1',
			'00000000000000000000000000000000': '::',
		};
		for (const [hex, text] of Object.entries(cases)) {
			assert.equal(ipText(Buffer.from(hex, 'hex')), text);
		}
	});
});
