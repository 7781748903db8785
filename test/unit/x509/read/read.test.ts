import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { DerReader } from '../../../../src/x509/der';
import { readObjects, readText } from '../../../../src/x509/read';
import { buildCertificate } from '../../../support/certificates';
import {
	bitString,
	element,
	explicit,
	integer,
	nullValue,
	objectIdentifier,
	octetString,
	sequence,
} from '../../../support/der';
import { buildRequest } from '../../../support/requests';

const { pem, der, privateKeyPem } = buildCertificate({ subject: 'api.example.test' });

describe('reading files', () => {
	it('finds several objects with text between them, each at its own place', () => {
		const text = `Certificate:\n    Data:\n${pem}subject=CN = x\n${privateKeyPem}${buildRequest().pem}`;
		const { objects, problems } = readText(text);
		assert.deepEqual(
			objects.map(({ kind, line }) => [kind, line]),
			[
				['certificate', 3],
				['privateKey', text.slice(0, text.indexOf('-----BEGIN PRIVATE')).split('\n').length],
				[
					'certificateRequest',
					text.slice(0, text.indexOf('-----BEGIN CERTIFICATE REQ')).split('\n').length,
				],
			],
		);
		assert.deepEqual(problems, []);
		for (const { start, end, label } of objects) {
			assert.ok(text.slice(start, end).startsWith(`-----BEGIN ${label ?? ''}-----`));
			assert.ok(text.slice(start, end).endsWith(`-----END ${label ?? ''}-----`));
		}
	});

	it('reads lines ended by carriage return and line feed', () => {
		const text = pem.replaceAll('\n', '\r\n');
		assert.deepEqual(kinds(text), ['certificate']);
	});

	it('reads DER', () => {
		const { isBinary, objects } = readObjects(der);
		assert.equal(isBinary, true);
		assert.deepEqual(
			objects.map(({ kind, line, start, end }) => [kind, line, start, end]),
			[['certificate', 1, 0, der.length]],
		);
	});

	it('carries no key material in what it returns for a private key', () => {
		const [object] = readText(privateKeyPem).objects;
		const body = privateKeyPem.split('\n').slice(1, -2).join('');
		const secret = Buffer.from(body, 'base64').subarray(36, 68);
		const seen = JSON.stringify(object, (_, value: unknown) =>
			value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
		);
		assert.ok(!seen.includes(secret.toString('hex')));
		assert.ok(object?.kind === 'privateKey' && object.privateKey.publicKey?.curve === 'P-256');
	});

	for (const [what, key] of Object.entries({
		'PKCS #8, encrypted': generateKeyPairSync('ec', {
			namedCurve: 'P-256',
			privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		}).privateKey,
		'PKCS #1 in the old encrypted form': generateKeyPairSync('rsa', {
			modulusLength: 2048,
			privateKeyEncoding: { type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		}).privateKey,
	})) {
		it(`recognizes a private key in ${what}`, () => {
			const [object] = readText(key).objects;
			assert.equal(object?.kind, 'encryptedPrivateKey');
			assert.match(JSON.stringify(object), /AES-(?:256|128)-CBC/);
		});
	}

	it('reports a block without END, with the lines that are here', () => {
		const lines = pem.trimEnd().split('\n');
		const { objects, problems } = readText(`# head\n${lines.slice(0, -3).join('\n')}\n`);
		assert.deepEqual(objects, []);
		assert.deepEqual(
			problems.map(({ code, line, message }) => [code, line, message]),
			[
				[
					'pem-truncated',
					2,
					`This block has no END line; ${lines.length - 3} of about ${lines.length} lines are here.`,
				],
			],
		);
	});

	it('goes on with the next block where one has no END', () => {
		const broken = pem.split('\n').slice(0, 5).join('\n');
		assert.deepEqual(kinds(`${broken}\n${pem}`), ['certificate']);
	});

	it('points at the character that is not base64, also where a decoder would take it', () => {
		// The letters of URLs, and U+0141 whose low octet is that of A.
		for (const character of ['!', '-', '_', '\u0141', '\u00e1', '\ufeff', '\v']) {
			const text = pem.replace(/^(.{70}.{40})./s, `$1${character}`);
			const { problems } = readText(text);
			assert.deepEqual(
				problems.map(({ code, offset }) => [code, offset]),
				[['base64-invalid-character', 110]],
			);
		}
	});

	it('reads base64 in lines of any length, with blanks around them', () => {
		const [begin = '', ...rest] = pem.trim().split('\n');
		const [end = '', ...lines] = rest.toReversed();
		const body = lines.toReversed().join('');
		for (const layout of [
			body,
			body.replace(/.{10}/g, '$&\r\n'),
			body.replace(/.{76}/g, ' $&\t\n\n'),
			body.replace(/.{64}/g, '$&\r'),
		]) {
			const [object] = readText(`${begin}\n${layout}\n${end}\n`).objects;
			assert.ok(object?.kind === 'certificate');
			assert.deepEqual(Buffer.from(object.certificate.der), Buffer.from(der));
		}
	});

	it('tells base64 that ends in the middle of a byte', () => {
		for (const body of ['MAA', 'MA=', 'MAAA====', 'MAA==', 'M===']) {
			const { problems } = readText(`-----BEGIN X-----\n${body}\n-----END X-----\n`);
			assert.deepEqual(
				problems.map(({ code }) => code),
				['base64-padding'],
				body,
			);
		}
	});

	it('points at the base64 of the byte that breaks the encoding', () => {
		const damaged = Buffer.from(der);
		damaged[5] = 0xff;
		const body = damaged.toString('base64').replace(/.{64}/g, '$&\n');
		const text = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
		const [problem] = readText(text).problems;
		assert.equal(problem?.code, 'der-length-past-end');
		assert.equal(problem.line, 2);
		assert.ok(problem.offset > 27 && problem.offset < 40);
	});

	it('says that a file begins with a byte order mark and reads it all the same', () => {
		const { objects, problems } = readObjects(Buffer.from(`\ufeff${pem}`));
		assert.deepEqual(
			problems.map(({ code }) => code),
			['byte-order-mark'],
		);
		assert.equal(objects[0]?.start, 0);
	});

	it('finds nothing in other texts and bytes, and does not fail on them', () => {
		for (const bytes of ['', '0', '# notes\n', '-----BEGIN', '-----BEGIN X-----', '00 11']) {
			assert.deepEqual(readObjects(Buffer.from(bytes)).objects, []);
		}
		assert.deepEqual(readObjects(Buffer.from([0x30, 0x80, 0, 0])).objects, []);
	});

	it('reads a file of many blocks in linear time', () => {
		const many = pem.repeat(5000);
		assert.equal(readText(many).objects.length, 5000);
		assert.equal(readText('-----BEGIN CERTIFICATE-----\n'.repeat(50_000)).objects.length, 0);
	});

	for (const [what, text] of Object.entries({
		'blocks on one line': '-----BEGIN '.repeat(100_000),
		'a block of spaces': `-----BEGIN X-----\n${' '.repeat(1_000_000)}!`,
		'broken blocks with the wrong END':
			'-----BEGIN CERTIFICATE-----\nMAAA\n-----END X-----\n'.repeat(20_000),
		'an object identifier of a megabyte': certificateWith(
			Buffer.concat([element(0x06, Buffer.alloc(1_000_000, 0xff)), element(0x04)]),
		),
		'an exponent of a megabyte': `-----BEGIN PUBLIC KEY-----\n${hugeExponent()}\n-----END PUBLIC KEY-----\n`,
	})) {
		it(`takes no time to speak of for ${what}`, () => {
			// Quadratic work took from 5 s to minutes here; twenty times the usual is left for busy machines.
			const start = process.cpuUsage();
			readText(text);
			const { user } = process.cpuUsage(start);
			assert.ok(user < 4e6, `${user / 1e6} s`);
		});
	}

	it('tells at most 50 problems of one certificate', () => {
		const extension = Buffer.concat([objectIdentifier('2.5.29.17'), octetString(nullValue())]);
		const { problems } = readText(certificateWith(...Array<Buffer>(300).fill(extension)));
		assert.equal(problems.length, 50);
	});

	it('reads UTF-16 of either byte order and says so', () => {
		for (const bytes of [
			Buffer.from(`\ufeff${pem}`, 'utf16le'),
			Buffer.from(`\ufeff${pem}`, 'utf16le').swap16(),
		]) {
			const { objects, problems } = readObjects(bytes);
			assert.equal(objects.length, 1);
			assert.deepEqual(
				problems.map(({ code }) => code),
				['not-utf8'],
			);
		}
	});

	it('reports what a request asks for and cannot be read', () => {
		const { pem: text } = buildRequest({
			extensions: { extraExtensions: [{ oid: '2.5.29.17', value: nullValue() }] },
		});
		assert.deepEqual(
			readText(text).problems.map(({ code }) => code),
			['extension-der-unexpected-tag'],
		);
	});
});

/** A certificate with these extensions alone, each the content of its SEQUENCE. */
function certificateWith(...extensions: readonly Buffer[]): string {
	const { pem: text } = buildCertificate({
		transformTbs(tbs) {
			const { start } = extensionsOf(tbs);
			const list = sequence(...extensions.map((content) => sequence(content)));
			return sequence(tbs.subarray(contentStart(tbs), start), explicit(3, list));
		},
	});
	return text;
}

/** Where `extensions [3]` begins: its place is the last one in the TBSCertificate. */
function extensionsOf(tbs: Buffer): { readonly start: number } {
	const reader = new DerReader(tbs).next().inner();
	while (reader.next().tag !== 0xa3) {
		// Looking for it.
	}
	return { start: reader.start };
}

function contentStart(bytes: Buffer): number {
	return new DerReader(bytes).next().contentStart;
}

/** Base64 of an RSA key with an exponent that no library takes, as a SubjectPublicKeyInfo. */
function hugeExponent(): string {
	const numbers = sequence(
		integer(Buffer.alloc(256, 0x7f)),
		integer(Buffer.alloc(1_000_000, 0x7f)),
	);
	const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue());
	return sequence(algorithm, bitString(numbers)).toString('base64');
}

function kinds(text: string): string[] {
	return readText(text).objects.map(({ kind }) => kind);
}
