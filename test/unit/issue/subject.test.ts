import assert from 'node:assert/strict';
import { caName, caSubject, encodeSubject, parseSubject } from '../../../src/issue/subject';
import { UserError } from '../../../src/util/userError';
import { parseName } from '../../../src/x509/name';
import { testNow } from '../../support/certificates';
import { encodeName } from '../../support/names';

describe('CA subject', () => {
	it('is the folder and the date, so that a second CA gets another name', () => {
		assert.equal(textOf(caSubject('orders', testNow)), 'CN=orders CA,OU=2026-11-20');
	});

	it('has the time of day when the date is taken', () => {
		const subject = caSubject(
			'orders',
			testNow,
			(name, unit) => name + unit === 'orders CA2026-11-20',
		);
		assert.equal(textOf(subject), 'CN=orders CA,OU=2026-11-20 12:00:00');
	});

	it('fits a common name and has nothing that cannot be seen', () => {
		assert.equal(caName('x'.repeat(100)), `${'x'.repeat(61)} CA`);
		assert.equal(caName('a\u202eb\n c'), 'ab c CA');
		assert.equal(caName('  '), 'Local CA');
	});
});

describe('subject text', () => {
	it('is read as RFC 4514 writes it: last attribute first', () => {
		assert.deepEqual(
			encodeSubject(parseSubject('CN=Test\\, Inc.,OU = Unit,o=Example \\C3\\A9,C=DE')),
			new Uint8Array(
				encodeName([
					['C', 'DE'],
					['O', 'Example é'],
					['OU', 'Unit'],
					['CN', 'Test, Inc.'],
				]),
			),
		);
	});

	it('comes back as the reader prints it', () => {
		for (const text of [
			'CN=a,DC=example,DC=test',
			'CN=\\#1 \\+ \\"x\\"',
			'1.2.3.4=#0c0178,CN=y',
			'',
		]) {
			const name = parseName(encodeSubject(parseSubject(text)));
			assert.equal(textOf(parseSubject(name.text)), name.text);
		}
	});

	for (const [text, code] of [
		['orders', 'subject-not-readable'],
		['XY=1', 'subject-not-readable'],
		['CN=', 'subject-value-empty'],
		[`CN=${'x'.repeat(65)}`, 'subject-value-too-long'],
		['C=DEU', 'subject-value-too-long'],
		['C=ß', 'subject-value-not-ascii'],
		['CN=a+OU=b', 'subject-multi-valued'],
		['CN="a"', 'subject-value-quoted'],
		['CN=a\\00b', 'name-has-control-character'],
		['1.45=x', 'subject-not-readable'],
		['1.2.3=#00', 'subject-value-not-der'],
	] as const) {
		it(`refuses ${text.slice(0, 20)}`, () => {
			assert.throws(
				() => parseSubject(text),
				(error) => error instanceof UserError && error.code === code,
			);
		});
	}
});

function textOf(attributes: Parameters<typeof encodeSubject>[0]): string {
	return parseName(encodeSubject(attributes)).text;
}
