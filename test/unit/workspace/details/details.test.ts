import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lintFile } from '../../../../src/lint/lint';
import { detailsOf, type Details } from '../../../../src/workspace/details';
import { createFileSet } from '../../../../src/workspace/fileSet';
import type { SummaryContext } from '../../../../src/workspace/summary';
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

const ca = buildCa({ subject: 'orders CA' });
const server = buildCertificate({ issuer: ca, subjectAltName: ['localhost', '127.0.0.1'] });

/** The details of the first object of a file among others. */
function details(files: Readonly<Record<string, string>>, path: string): Details {
	const workspace = createFileSet();
	for (const [name, text] of Object.entries(files)) {
		workspace.set({ path: name, content: readText(text) });
	}
	const options = { now: testNow, profile: 'mtls', expiresSoonDays: 30, severities: {} } as const;
	const context: SummaryContext = {
		workspace,
		findingsOf: (name) => {
			const file = workspace.get(name);
			return file === undefined ? [] : lintFile(file, workspace, options);
		},
		now: testNow,
	};
	const file = workspace.get(path)!;
	return detailsOf(context, file, file.content.objects[0]!);
}

function chain({ chain: nodes }: Details): string[] {
	return nodes.map(({ label, link, description }) => `${link ?? ''}> ${label}: ${description}`);
}

function fields({ groups }: Details): string[] {
	return groups.flatMap((group) =>
		group.fields.map(
			({ label, parts }) => `${group.title}/${label}: ${parts.map(({ text }) => text).join('')}`,
		),
	);
}

describe('details', () => {
	const files = {
		'certs/ca.crt': ca.pem,
		'certs/ca.key': ca.privateKeyPem,
		'certs/server.crt': server.pem,
		'certs/server.key': server.privateKeyPem,
	};

	it('of a good certificate say so, with its end, chain and key', () => {
		const page = details(files, 'certs/server.crt');
		assert.equal(page.title, 'localhost');
		assert.equal(
			page.meta.map(({ text }) => text).join(''),
			'Server certificate · certs/server.crt, line 1 · key in certs/server.key',
		);
		assert.equal(page.verdict.state, 'pass');
		assert.equal(page.verdict.text, 'No findings. Valid until 2027-11-20, 365 days left.');
		assert.deepEqual(chain(page), [
			'> orders CA: Root CA · 3650 days left',
			'verified> localhost: Server · 365 days left',
		]);
		const lines = fields(page);
		for (const line of [
			'Names/Alternative names: localhost, 127.0.0.1',
			'Validity/Not after: 2027-11-20 12:00:00 UTC, in 365 days',
			'Key and signature/Private key: certs/server.key, matches',
			'Key and signature/Signature algorithm: ecdsa-with-SHA256, made by the key of orders CA',
			'Extensions/Key usage: digitalSignature',
		]) {
			assert.ok(lines.includes(line), `${line} in\n${lines.join('\n')}`);
		}
	});

	it('tell the worst finding with who refuses it, and the repair only where it can run', () => {
		const bad = buildCertificate({ issuer: ca, subjectAltName: null });
		const page = details({ ...files, 'certs/api-server.crt': bad.pem }, 'certs/api-server.crt');
		const { state, ruleId, fix, refusals } = page.verdict;
		assert.equal(state, 'fail');
		assert.equal(ruleId, 'missing-subject-alternative-name');
		assert.deepEqual(fix, { title: 'Reissue with SAN DNS:localhost', missing: undefined });
		assert.equal(refusals[0]?.heading, 'Refused by');
		assert.ok(refusals.some(({ stack }) => stack === 'Go 1.19'));
		const alone = details({ 'server.crt': bad.pem }, 'server.crt');
		assert.equal(alone.verdict.fix?.missing, 'the key of orders CA is not in this workspace');
		assert.deepEqual(chain(alone), [
			'> orders CA: Not in this workspace',
			'missing> localhost: Server · 365 days left',
		]);
	});

	it('say that a signature does not match', () => {
		const twin = buildCa({ subject: 'orders CA' });
		const page = details({ 'ca.crt': twin.pem, 'server.crt': server.pem }, 'server.crt');
		assert.equal(page.chain.at(-1)?.link, 'mismatch');
	});

	it('end with CAs that signed each other', () => {
		const one = buildCa({ subject: 'one' });
		const two = buildCa({ subject: 'two', issuer: one });
		const back = buildCa({ subject: 'one', issuer: two, key: one.key });
		const page = details({ 'one.crt': back.pem, 'two.crt': two.pem }, 'two.crt');
		assert.ok(page.chain.length <= 3);
	});

	it('give every field with a place its bytes', () => {
		const { encoding, groups } = details(files, 'certs/server.crt');
		const spans = groups.flatMap(({ fields: all }) => all).filter(({ span }) => span !== undefined);
		assert.ok(spans.length >= 14);
		assert.ok(spans.every(({ span }) => span!.end <= encoding!.der.length));
	});

	it('of a CRL have its issuer above it and all entries', () => {
		const revoked = Array.from({ length: 1200 }, (_, index) => ({
			serialNumber: BigInt(index + 1),
		}));
		const crl = buildCrl({ issuer: ca, revoked });
		const page = details({ ...files, 'certs/ca.crl': crl.pem }, 'certs/ca.crl');
		assert.deepEqual(chain(page), [
			'> orders CA: Root CA · 3650 days left',
			'verified> CRL of orders CA: 1200 entries · next update in 30 days',
		]);
		assert.equal(page.entries?.count, 1200);
		assert.equal(
			page.groups.some(({ title }) => title.startsWith('Entries')),
			false,
		);
		assert.ok(fields(page).some((line) => line.startsWith('CRL/Issuer: CN=orders CA')));
		assert.notEqual(page.groups[0]?.fields[0]?.span, undefined);
	});

	it('of a request show what it asks for, with its bytes', () => {
		const request = buildRequest({ key: testKey() });
		const page = details({ 'payments.csr': request.pem }, 'payments.csr');
		assert.deepEqual(page.chain, []);
		assert.ok(page.encoding?.text().startsWith('Certificate Request:'));
	});

	it('call good only what was checked', () => {
		const verdict = (files: Readonly<Record<string, string>>, path: string): string => {
			const { state, text } = details(files, path).verdict;
			return `${state}: ${text}`;
		};
		const request = buildRequest({ key: testKey() });
		const broken = buildRequest({ key: testKey(), isSignatureBroken: true });
		assert.match(verdict({ 'a.csr': request.pem }, 'a.csr'), /^pass: Signature verified/);
		assert.match(
			verdict({ 'a.csr': broken.pem }, 'a.csr'),
			/^fail: The request is not signed by its own key/,
		);
		const old = buildCrl({ issuer: ca, thisUpdate: daysAfter(-40), nextUpdate: daysAfter(-4) });
		assert.equal(
			verdict({ 'ca.crt': ca.pem, 'ca.crl': old.pem }, 'ca.crl'),
			'warn: Signature verified. Outdated 4 days.',
		);
		assert.match(
			verdict({ 'ca.crl': old.pem }, 'ca.crl'),
			/^plain: Issuer orders CA is not here, so the signature cannot be checked/,
		);
		const twin = buildCa({ subject: 'orders CA' });
		assert.match(verdict({ 'ca.crt': twin.pem, 'ca.crl': old.pem }, 'ca.crl'), /^fail: /);
		assert.match(verdict({ 'a.key': server.privateKeyPem }, 'a.key'), /^plain: No certificate/);
		assert.match(verdict(files, 'certs/server.key'), /^pass: No findings/);
	});

	it('of private keys hold their public half and nothing else', () => {
		const page = details(files, 'certs/server.key');
		assert.equal(page.encoding?.pemLabel, 'PUBLIC KEY');
		const secret = Buffer.from(server.privateKeyPem.split('\n').slice(1, -2).join(''), 'base64');
		// The private scalar of a PKCS #8 P-256 key stands at 36 (RFC 5915).
		assert.equal(secret[35], 32);
		const scalar = secret.subarray(36, 68);
		const told = JSON.stringify(page) + page.encoding.text();
		assert.ok(!Buffer.from(page.encoding.der).includes(scalar));
		assert.ok(!told.includes(scalar.toString('hex')) && !told.includes(scalar.toString('base64')));
		assert.ok(fields(page).includes('Belongs to/Certificate: certs/server.crt'));
	});

	it('count days that passed within the validity', () => {
		const old = buildCertificate({
			issuer: ca,
			notBefore: daysAfter(-30),
			notAfter: daysAfter(10),
		});
		const bar = details({ ...files, 'old.crt': old.pem }, 'old.crt')
			.groups.flatMap(({ fields: all }) => all)
			.find((field) => field.bar !== undefined)?.bar;
		assert.deepEqual(bar, { passed: 0.75, label: '30 of 40 days have passed' });
	});

	it('do not call good what nobody checked', () => {
		const workspace = createFileSet();
		const file = { path: 'elsewhere.crt', content: readText(server.pem) };
		const context = { workspace, findingsOf: () => [], now: testNow };
		const { verdict } = detailsOf(context, file, file.content.objects[0]!);
		assert.equal(verdict.state, 'plain');
		assert.match(verdict.text, /^Not checked/);
	});
});
