import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import type { Extension } from '../../../src/x509/extensions';
import { readObjects, type LocatedObject } from '../../../src/x509/read';
import { certificateText, crlText, publicKeyText, requestText } from '../../../src/x509/text';
import { extensionLines } from '../../../src/x509/text/extensions';
import { buildCa, buildCertificate } from '../../support/certificates';
import { corpusFiles, readCorpus, requireCorpus } from '../../support/corpus';
import { buildCrl } from '../../support/crls';

const ca = buildCa({ subject: 'orders CA' });

describe('the text form', () => {
	it('is line for line that of openssl for certificates made here', () => {
		const leaf = buildCertificate({
			issuer: ca,
			subjectAltName: ['localhost', '127.0.0.1', '::1'],
		});
		for (const { der } of [ca, leaf, buildCertificate({ key: 'rsa2048', serialNumber: 5n })]) {
			assert.deepEqual(ours(only(der)), openssl('x509', der));
		}
	});

	it('is that of openssl for a CRL, and counts the entries that it leaves out', () => {
		const revoked = [1n, 0x1234567890abcdefn].map((serialNumber) => ({ serialNumber }));
		const { der } = buildCrl({ issuer: ca, revoked });
		const object = only(der);
		assert.deepEqual(ours(object), openssl('crl', der));
		assert.ok(object.kind === 'crl');
		assert.match(crlText(object.crl, 1), /\(1 more\)/);
		assert.doesNotMatch(crlText(object.crl, 1), /1234567890ABCDEF/);
	});

	it('tells of a public key what openssl pkey tells', () => {
		const object = only(ca.der);
		assert.ok(object.kind === 'certificate');
		const { publicKey } = object.certificate;
		const theirs = execFileSync(
			'openssl',
			['pkey', '-pubin', '-inform', 'DER', '-text', '-noout'],
			{
				input: publicKey.spki,
			},
		);
		const [, , ...text] = lines(publicKeyText(publicKey));
		assert.deepEqual(text, lines(theirs.toString()));
	});
});

describe('the text form beside that of openssl', () => {
	before(function () {
		requireCorpus(this);
	});

	it('says the same of several hundred certificates, all requests and all CRLs of the corpus', function () {
		this.timeout(180_000);
		const wrong: string[] = [];
		const counts = { x509: 0, req: 0, crl: 0 };
		for (const [path, object] of objects()) {
			const verb = verbs[object.kind as keyof typeof verbs];
			const theirs = openssl(verb, derOf(object));
			if (theirs === undefined) {
				continue;
			}
			counts[verb]++;
			const expected = lines(asTheyPrint(object, theirs)).map(comparable).filter(isTold);
			const actual = theirs.flatMap(splitJoined).map(comparable).filter(isTold);
			const at = actual.findIndex((line, index) => line !== expected[index]);
			if (at >= 0 || actual.length !== expected.length) {
				wrong.push(
					`${path}: ${actual[at - 1] ?? ''} > ${actual[at] ?? ''} / ${expected[at] ?? ''}`,
				);
			}
		}
		// What is left breaks the standard: OpenSSL 3.0 dumps it, cuts it at a NUL, or reads a part.
		assert.ok(wrong.length <= 25, wrong.join('\n'));
		assert.ok(counts.x509 > 300 && counts.req > 15 && counts.crl > 15, JSON.stringify(counts));
	});
});

const verbs = { certificate: 'x509', certificateRequest: 'req', crl: 'crl' } as const;

function only(der: Uint8Array): LocatedObject {
	return readObjects(der).objects[0]!;
}

function* objects(): Generator<[path: string, object: LocatedObject]> {
	const seen = new Set<string>();
	let certificates = 0;
	for (const path of corpusFiles().filter((each) => !each.endsWith('.json'))) {
		for (const object of readObjects(readCorpus(path)).objects) {
			if (object.kind in verbs) {
				const id = derOf(object).toString('base64');
				// Each costs a process; every third certificate still is every odd encoding that there is.
				const isDue = object.kind !== 'certificate' || certificates++ % 3 === 0;
				if (!seen.has(id) && isDue) {
					seen.add(id);
					yield [path, object];
				}
			}
		}
	}
}

function derOf(object: LocatedObject): Buffer {
	const value =
		object.kind === 'certificate'
			? object.certificate
			: object.kind === 'crl'
				? object.crl
				: object.kind === 'certificateRequest'
					? object.request
					: assert.fail(object.kind);
	return Buffer.from(value.der);
}

function textOf(object: LocatedObject): string {
	switch (object.kind) {
		case 'certificate':
			return certificateText(object.certificate);
		case 'certificateRequest':
			return requestText(object.request);
		case 'crl':
			return crlText(object.crl);
		default:
			return assert.fail(object.kind);
	}
}

function ours(object: LocatedObject): string[] {
	return lines(textOf(object));
}

/** Undefined where openssl refuses. */
function openssl(verb: 'x509' | 'req' | 'crl', der: Uint8Array): string[] | undefined {
	const words = [verb, '-inform', 'DER', '-text', '-noout', '-nameopt', 'oneline,-esc_msb,utf8'];
	try {
		const options = { input: der, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'ignore'] as const };
		return lines(
			execFileSync('openssl', words, { ...options, stdio: [...options.stdio] }).toString(),
		);
	} catch {
		return undefined;
	}
}

/** Lines by their words: how far in they stand is a matter of taste. */
function lines(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.replace(/\s+/g, ' ').trim())
		.filter((line) => line !== '');
}

/**
 * Our text as openssl 3.0 would print it where we differ on purpose: an extension that it has no
 * words for is dumped with dots, which cannot be read back; ours is hex, or words.
 */
function asTheyPrint(object: LocatedObject, theirs: readonly string[]): string {
	let text = textOf(object).replace('(hidden)', theirPassword(theirs));
	const extensions: readonly Extension[] =
		object.kind === 'certificate'
			? object.certificate.extensions
			: object.kind === 'crl'
				? object.crl.extensions
				: object.kind === 'certificateRequest'
					? object.request.extensions
					: [];
	if (theirs.includes('Unable to load Public Key')) {
		const key = object.kind === 'certificate' ? object.certificate.publicKey : undefined;
		text =
			key === undefined
				? text
				: text.replace(/^ *(?:.* )?Public-Key:[^]*?(?=\n {8,12}\S)/m, 'Unable to load Public Key');
	}
	for (const extension of extensions) {
		const [title = '', ...value] = extensionLines(extension);
		const at = theirs.indexOf(title.trim());
		const dumped = lines(dump(extension.value));
		if (
			at >= 0 &&
			dumped.length > 0 &&
			dumped.every((line, index) => theirs[at + 1 + index] === line)
		) {
			const block = [title, ...value].map((line) => `            ${line}`).join('\n');
			text = text.replace(block, () => [title, ...dumped].join('\n'));
		}
	}
	return text;
}

function theirPassword(theirs: readonly string[]): string {
	return theirs.find((line) => line.startsWith('challengePassword'))?.split(':')[1] ?? '';
}

/** ASN1_STRING_print: what is not a printable character becomes a dot. */
function dump(value: Uint8Array): string {
	return Buffer.from(value)
		.toString('latin1')
		.replace(/[^ -~\n\r]/g, '.');
}

/** Names of algorithms that are younger than OpenSSL 3.0, which prints their OIDs. */
const young = /(?:2\.16\.840\.1\.101\.3\.4\.[34]\.\d+|(?:SLH|ML)-(?:DSA|KEM)-\S+)/g;

/** Without what another version names, another terminal cannot show, or openssl has no words for. */
function comparable(line: string): string {
	return line
		.replace(/⟨U\+[0-9A-F]+⟩/g, '')
		.replace(/\\x?[0-9A-F]{2}/g, '')
		.replace(/[^ -~]/g, '')
		.replace(young, 'young algorithm')
		.replace(/^othername:.*/, 'othername');
}

/** openssl 3.0 forgets the line end behind the names of a distribution point. */
function splitJoined(line: string): string[] {
	return line.split(/ (?=Reasons:$|Only (?:User|CA|Attribute) Certificates$)/);
}

/** openssl prints the first two whether or not there is something behind them, and its errors in between. */
function isTold(line: string): boolean {
	return (
		line !== '(none)' && line !== 'Requested Extensions:' && !/^[0-9A-F]{16}:error:/.test(line)
	);
}
