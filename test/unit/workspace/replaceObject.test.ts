import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readObjects, readText } from '../../../src/x509/read';
import { replaceCertificate } from '../../../src/workspace/replaceObject';
import { buildCa, buildCertificate } from '../../support/certificates';

describe('replacing a certificate in its file', () => {
	const ca = buildCa();
	const old = buildCertificate({ issuer: ca });
	const fresh = buildCertificate({ issuer: ca, key: old.key });

	function check(text: string, number: number, expected: string): void {
		const object = readText(text).objects[number];
		assert.ok(object !== undefined);
		const bytes = Buffer.from(text);
		assert.equal(replaceCertificate({ kind: 'text', text }, object, fresh.der), expected);
		assert.equal(replaceCertificate({ kind: 'bytes', bytes }, object, fresh.der), expected);
	}

	it('leaves what stands before and behind the block', () => {
		check(`# mine\n${old.pem}rest\n${ca.pem}`, 0, `# mine\n${fresh.pem}rest\n${ca.pem}`);
		check(`${ca.pem}${old.pem}`, 1, `${ca.pem}${fresh.pem}`);
	});

	it('keeps the line ends of the file', () => {
		const windows = (text: string): string => text.replaceAll('\n', '\r\n');
		check(windows(old.pem), 0, windows(fresh.pem));
	});

	it('counts behind a byte order mark, which is dropped', () => {
		const bytes = Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(old.pem)]);
		const object = readObjects(bytes).objects[0];
		assert.ok(object !== undefined);
		assert.equal(replaceCertificate({ kind: 'bytes', bytes }, object, fresh.der), fresh.pem);
	});

	it('makes a binary file of a binary file', () => {
		const object = readObjects(old.der).objects[0];
		assert.ok(object !== undefined);
		assert.deepEqual(
			replaceCertificate({ kind: 'bytes', bytes: old.der }, object, fresh.der),
			fresh.der,
		);
	});
});
