import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFileText } from '../../../src/x509/read/embedded';
import { replaceEmbedded } from '../../../src/workspace/replaceEmbedded';
import { buildCertificate } from '../../support/certificates';

const old = buildCertificate({ subject: 'old.test' });
const other = buildCertificate({ role: 'ca', subject: 'Lab CA' });
// Longer than the old one, so that the number of lines changes.
const renewed = buildCertificate({ subject: 'new.test', key: 'rsa2048' });
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const indent = (text: string): string => text.trimEnd().replace(/^/gm, '    ');

/** How a document holds a certificate, by the certificate's PEM and DER. */
type Form = (pem: string, der: Uint8Array) => string;

const forms: Record<string, readonly [path: string, form: Form]> = {
	'a block scalar': ['a.yaml', (pem) => `a:\n  tls.crt: |\n${indent(pem)}\n  b: 1\n`],
	'a block scalar with CR LF': [
		'a.yaml',
		(pem) => `a:\n  tls.crt: |-\n${indent(pem)}\n  b: 1\n`.replaceAll('\n', '\r\n'),
	],
	'a double-quoted scalar': ['a.yaml', (pem) => `cert: ${JSON.stringify(pem)} # ours\n`],
	'base64 of a bundle': [
		'a.yaml',
		(pem) => `kind: Secret\ndata:\n  tls.crt: ${base64(pem + other.pem)}\n  z: ""\n`,
	],
	'base64 of a bundle, quoted': ['a.yaml', (pem) => `ca.crt: "${base64(other.pem + pem)}"\n`],
	'base64 in folded lines': [
		'a.yaml',
		(pem) => `a:\n  ca.crt: |\n    ${base64(pem).replace(/.{76}(?!$)/g, '$&\n    ')}\n  z: 1\n`,
	],
	'base64 of DER': ['a.yaml', (_, der) => `caBundle: ${base64(der)}\nz: 1\n`],
	JSON: ['a.json', (pem) => JSON.stringify({ a: 1, cert: pem, z: [other.pem] }, null, 2)],
	'.env with escapes': ['.env', (pem) => `CERT="${pem.replaceAll('\n', '\\n')}"\nA=1\n`],
	'.env in base64': ['.env', (pem) => `CERT=${base64(pem)}\nA=1\n`],
	'pieces of a program': [
		'a.ts',
		(pem) =>
			`const cert =\n\t'${pem.trimEnd().replaceAll('\n', "\\n' +\n\t'")}\\n';\nconst x = 1;\n`,
	],
	'a heredoc': ['main.tf', (pem) => `cert = <<-EOT\n${indent(pem)}\n  EOT\n`],
};

describe('replacing a certificate inside a document', () => {
	for (const [what, [path, form]] of Object.entries(forms)) {
		it(`writes it as the old one was: ${what}`, async () => {
			const text = form(old.pem, old.der);
			const { objects } = await readFileText({ path, text });
			const place = objects.find(
				(each) => each.kind === 'certificate' && old.der.equals(each.certificate.der),
			);
			assert.ok(place);
			const replaced = await replaceEmbedded(path, text, place, renewed.der);
			assert.equal(replaced, form(renewed.pem, renewed.der));
		});
	}

	it('gives nothing where the outcome would not hold the new certificate', async () => {
		const text = `cert: |\n${indent(old.pem)}\n`;
		const [place] = (await readFileText({ path: 'a.yaml', text })).objects;
		assert.ok(place);
		assert.equal(await replaceEmbedded('a.yaml', text, place, new Uint8Array(8)), undefined);
	});
});
