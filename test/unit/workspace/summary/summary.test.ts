import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lintFile } from '../../../../src/lint/lint';
import { createFileSet } from '../../../../src/workspace/fileSet';
import { summarize, type SummaryContext } from '../../../../src/workspace/summary';
import { describeObject } from '../../../../src/x509/describeObject';
import { brokenBlocks, lensParts } from '../../../../src/workspace/summary/lens';
import { plainText } from '../../../../src/workspace/summary/summary';
import { readText } from '../../../../src/x509/read';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	testNow,
} from '../../../support/certificates';
import { buildCrl } from '../../../support/crls';
import { buildRequest } from '../../../support/requests';

describe('summaries', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const server = buildCertificate({
		issuer: ca,
		subjectAltName: ['localhost', '127.0.0.1', '::1'],
	});

	type Files = Readonly<Record<string, string>>;

	function contextOf(files: Files): SummaryContext {
		const workspace = createFileSet();
		for (const [path, text] of Object.entries(files)) {
			workspace.set({ path, content: readText(text) });
		}
		const options = {
			now: testNow,
			profile: 'mtls',
			expiresSoonDays: 30,
			severities: {},
		} as const;
		const findingsOf: SummaryContext['findingsOf'] = (path) => {
			const file = workspace.get(path);
			return file === undefined ? [] : lintFile(file, workspace, options);
		};
		return { workspace, findingsOf, now: testNow };
	}

	/** The card of the first object of a file: headline, then "label: text" lines. */
	function card(files: Files, path: string): string[] {
		const context = contextOf(files);
		const file = context.workspace.get(path)!;
		const summary = summarize(context, file, file.content.objects[0]!)!;
		return [
			`${summary.name} · ${summary.title}`,
			...summary.rows
				.filter(({ isCode }) => isCode !== true)
				.map((row) => `${row.label}: ${plainText(row)}`),
		];
	}

	/** The line above the first object of a file. */
	function lens(files: Files, path: string): string {
		const context = contextOf(files);
		const file = context.workspace.get(path)!;
		return lensParts(context, file, file.content.objects[0]!)
			.map(({ text }) => text)
			.join(' | ');
	}

	it('tell who issued a server certificate, where its key is, and for how long it is good', () => {
		const files = {
			'certs/ca.crt': ca.pem,
			'certs/server.crt': server.pem,
			'certs/server.key': server.privateKeyPem,
		};
		assert.deepEqual(card(files, 'certs/server.crt'), [
			'localhost · server certificate',
			'Valid: until 2027-11-20, 365 days left',
			'Names: localhost, 127.0.0.1, ::1',
			'Issuer: orders CA, in certs/ca.crt, signature verified',
			'Key: EC P-256, private key in certs/server.key',
		]);
		assert.equal(
			lens(files, 'certs/server.crt'),
			'Server · localhost +2 · 365 days | Issued by orders CA | Key: server.key | Probe...',
		);
	});

	it('tell of a CA what it issued here and what limits it', () => {
		const inner = buildCa({
			subject: 'Inner',
			issuer: ca,
			basicConstraints: { isCa: true, pathLength: 0 },
			nameConstraints: { permitted: [{ dns: 'example.test' }] },
		});
		const soon = buildCertificate({
			issuer: ca,
			notBefore: daysAfter(-90),
			notAfter: daysAfter(12),
		});
		const files = { 'ca.crt': ca.pem, 'inner.crt': inner.pem, 'server.crt': soon.pem };
		assert.deepEqual(card(files, 'ca.crt'), [
			'orders CA · root CA',
			'Valid: until 2036-11-17, 3650 days left',
			'Issued: 2 certificates here, 1 expires soon',
			'Limits: no path length, no name constraints',
			'Key: EC P-256, private key not in this workspace',
		]);
		assert.equal(
			card(files, 'inner.crt').find((line) => line.startsWith('Limits')),
			'Limits: path length 0, names only under example.test',
		);
	});

	it('say "left" only where it matters, and when something was over or begins', () => {
		const short = (from: number, to: number): string => {
			const certificate = buildCertificate({
				issuer: ca,
				subjectAltName: ['localhost'],
				notBefore: daysAfter(from),
				notAfter: daysAfter(to),
			});
			const files = { 'ca.crt': ca.pem, 'server.crt': certificate.pem };
			return lens(files, 'server.crt').split(' | ')[0] ?? '';
		};
		assert.equal(short(-1, 88), 'Server · localhost · 88 days');
		assert.equal(short(-90, 12), 'Server · localhost · 12 days left');
		assert.equal(short(-90, 1.3), 'Server · localhost · 31 hours left');
		assert.equal(short(-90, -3), 'Server · localhost · expired 3 days ago');
		assert.equal(short(0.5, 90), 'Server · localhost · valid in 12 hours');
	});

	it('name the shortest of several findings', () => {
		const bad = buildCertificate({ issuer: ca, subjectAltName: null });
		const files = { 'ca.crt': ca.pem, 'server.crt': bad.pem };
		assert.equal(
			lens(files, 'server.crt'),
			'Server · localhost · 365 days | Issued by orders CA | 1 problem: no SAN',
		);
	});

	it('tell an absent issuer from one of the same name', () => {
		const other = buildCa({ subject: 'orders CA' });
		assert.equal(
			card({ 'server.crt': server.pem }, 'server.crt')[3],
			'Issuer: orders CA, not in this workspace',
		);
		assert.equal(
			card({ 'server.crt': server.pem, 'ca.crt': other.pem }, 'server.crt')[3],
			'Issuer: orders CA, in ca.crt, its key did not sign this',
		);
	});

	it('write out characters that hide', () => {
		const hidden = buildCertificate({ issuer: ca, subject: 'a\u202Eb' });
		assert.match(card({ 'server.crt': hidden.pem }, 'server.crt')[0] ?? '', /^a⟨U\+202E⟩b · /);
	});

	it('never hold a piece of a private key', () => {
		const key = testKey();
		const files = { 'server.key': key.privateKeyPem, 'old.crt': server.pem };
		const context = contextOf(files);
		const file = context.workspace.get('server.key')!;
		const object = file.content.objects[0]!;
		const text = [
			...card(files, 'server.key'),
			lens(files, 'server.key'),
			JSON.stringify(describeObject(object)),
			JSON.stringify(summarize(context, file, object)),
		].join('\n');
		assert.match(text, /Private key/);
		const secret = key.privateKeyPem.split('\n').slice(1, -2).join('');
		const bytes = Buffer.from(secret, 'base64');
		// The scalar of a P-256 key in PKCS #8 (RFC 5915) stands behind 36 octets.
		const scalar = bytes.subarray(36, 68);
		assert.ok(!text.includes(scalar.toString('hex').slice(0, 12)));
		for (let start = 48; start + 8 <= 92; start++) {
			assert.ok(!text.includes(secret.slice(start, start + 8)), secret.slice(start, start + 8));
		}
	});

	it('tell whom a private key belongs to', () => {
		const files = { 'server.crt': server.pem, 'server.key': server.privateKeyPem };
		assert.deepEqual(card(files, 'server.key'), [
			'Private key · EC P-256',
			'Belongs to: server.crt (localhost)',
		]);
		assert.equal(lens(files, 'server.key'), 'Private key · EC P-256 | Belongs to server.crt');
		assert.equal(
			card({ 'server.key': server.privateKeyPem }, 'server.key')[1],
			'Belongs to: no certificate or request in this workspace',
		);
	});

	it('tell what a request wants and what a CRL revokes', () => {
		const request = buildRequest({
			subject: 'payments',
			extensions: { extendedKeyUsage: ['serverAuth'], subjectAltName: ['payments'] },
		});
		assert.equal(
			lens({ 'payments.csr': request.pem }, 'payments.csr'),
			'Request · wants server · payments',
		);
		const crl = buildCrl({ issuer: ca, nextUpdate: daysAfter(6.5) });
		assert.equal(
			lens({ 'ca.crl': crl.pem }, 'ca.crl'),
			'CRL of orders CA · 0 entries · next update in 6 days',
		);
	});

	it('say above a broken block why it cannot be read', () => {
		const content = readText(server.pem.slice(0, 200));
		const [block] = brokenBlocks({ path: 'server.crt', content });
		assert.match(block?.part.text ?? '', /^Cannot read: this block has no END line/);
	});
});
