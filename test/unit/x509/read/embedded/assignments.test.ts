import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { base64, find, indented, leaf, lineOf, other, problemsOf } from './found';

const pem = leaf.pem.trimEnd();
const escaped = pem.replaceAll('\n', '\\n');
const lines = pem.split('\n');
const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';

/** What stands around the certificate in a file, `@` being its place, and the name it is found under. */
const forms: Record<string, readonly [path: string, text: string, name: string | undefined]> = {
	'.env with escapes': ['.env', `A=1\nTLS_CERT="${escaped}"\nB=2\n`, 'TLS_CERT'],
	'.env over several lines': ['.env.local', `export TLS_CERT='${pem}'\n`, 'TLS_CERT'],
	'.env without quotes': ['app.env', `TLS_CERT=${escaped}\n`, 'TLS_CERT'],
	'Java properties': [
		'a.properties',
		`server.ssl.certificate = ${lines.join('\\n\\\n    ')}\n`,
		'server.ssl.certificate',
	],
	TOML: ['a.toml', `[tls]\ncert = """\n${pem}\n"""\n`, 'cert'],
	'a Terraform heredoc': [
		'main.tf',
		`  cert_pem = <<-EOT\n${indented(pem, 4)}\n  EOT\n`,
		'cert_pem',
	],
	'a Terraform string': ['a.tfvars', `ca_cert = "${escaped}\\n"\n`, 'ca_cert'],
	'.npmrc': ['.npmrc', `ca="${escaped}"\n`, 'ca'],
	'a shell heredoc': [
		'a.sh',
		`cat > /etc/tls/server.crt <<'EOF'\n${pem}\nEOF\n`,
		'/etc/tls/server.crt',
	],
	'a shell heredoc, file last': ['a.sh', `cat <<EOF >server.crt\n${pem}\nEOF\n`, 'server.crt'],
	'a Dockerfile heredoc': ['Dockerfile', `COPY <<EOF /tls/ca.crt\n${pem}\nEOF\n`, '/tls/ca.crt'],
	'a shell variable': ['a.sh', `CERT=$(cat <<EOF\n${pem}\nEOF\n)\n`, 'CERT'],
	'a TypeScript template': ['a.ts', `const cert: string = \`${pem}\n\`;\n`, 'cert'],
	'a JavaScript string': ['a.js', `export default { cert: '${escaped}\\n' };\n`, 'cert'],
	'JavaScript pieces': [
		'a.js',
		`const cert =\n\t${lines.map((line) => `'${line}\\n'`).join(' +\n\t')};\n`,
		'cert',
	],
	'a JavaScript list': [
		'a.js',
		`const cert = [\n${lines.map((line) => `\t"${line}",\n`).join('')}].join('\\n');\n`,
		undefined,
	],
	'a Go string': ['a.go', `const certPEM = \`${pem}\n\`\n`, 'certPEM'],
	'Go bytes': ['a.go', `\tcert := []byte("${escaped}")\n`, 'cert'],
	'a Python string': ['a.py', `CERT = b"""${pem}\n"""\n`, 'CERT'],
	'Python pieces': [
		'a.py',
		`CERT = (\n${lines.map((line) => `    "${line}\\n"\n`).join('')})\n`,
		'CERT',
	],
	'Java pieces': ['A.java', `  String CERT = "${lines.join('\\n" +\n    "')}\\n";\n`, 'CERT'],
	'C pieces': [
		'a.c',
		`const char cert[] =\n${lines.map((line) => `"${line}\\r\\n"`).join('\n')};\n`,
		'cert',
	],
	'JSON in a string of Java': [
		'A.java',
		`String s = "{\\"ca\\": \\"${escaped.replaceAll('\\', '\\\\')}\\"}";\n`,
		undefined,
	],
	'a comment': ['a.py', `# our CA:\n# ${lines.join('\n# ')}\n`, undefined],
};

describe('certificates in settings and programs', () => {
	for (const [what, [path, text, name]] of Object.entries(forms)) {
		it(`finds the exact range in ${what}`, async () => {
			const [found, ...rest] = await find(path, text);
			assert.deepEqual(rest, []);
			assert.equal(found?.kind, 'certificate');
			assert.equal(found.text, text.slice(text.indexOf(begin), text.indexOf(end) + end.length));
			assert.equal(found.line, lineOf(text, begin));
			if (name !== undefined) {
				assert.equal(found.key, name);
				assert.equal(found.title, name.split('/').at(-1));
			}
			assert.deepEqual(await problemsOf(path, text), []);
		});
	}

	it('finds base64, whole and in lines, and takes the names in front', async () => {
		const folded = base64(leaf.pem + other.pem).replace(/.{76}/g, '$&\n');
		const text = `CERT=${base64(leaf.pem)}\nKEY=${base64(leaf.privateKeyPem)}\nCHAIN="${folded}"\nX=1\n`;
		const found = await find('.env', text);
		assert.deepEqual(
			found.map(({ kind, key }) => [kind, key]),
			[
				['certificate', 'CERT'],
				['privateKey', 'KEY'],
				['certificate', 'CHAIN'],
				['certificate', 'CHAIN'],
			],
		);
		assert.equal(found[2]?.value, folded);
		assert.equal(found[3]?.value, folded);
	});

	it('finds DER in base64 under a name that says so', async () => {
		const der = base64(leaf.der);
		const found = await find('.env', `CA_CERT=${der}\nNOTE=${der}\n`);
		assert.deepEqual(
			found.map(({ key, text }) => [key, text]),
			[['CA_CERT', der]],
		);
	});

	it('reads encrypted keys with their headers through escapes', async () => {
		const key = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${'0A'.repeat(16)}\n\n${'QUJD'.repeat(16)}\n-----END RSA PRIVATE KEY-----`;
		const [found] = await find('a.go', `var key = "${key.replaceAll('\n', '\\n')}"\n`);
		assert.deepEqual([found?.kind, found?.key], ['encryptedPrivateKey', 'key']);
	});

	it('takes words of a program for words', async () => {
		const text = `if (text.includes('${begin}')) {}\nconst s = '-----BEGIN ' + label + '-----';\n// ${begin}\n// MIIB...\n// ${end}\nconst t = "${begin}\\nMIIB" + x;\n`;
		assert.deepEqual(await find('a.ts', text), []);
		assert.deepEqual(await problemsOf('a.ts', text), []);
	});

	it('leaves certificate files to the strict reader', async () => {
		assert.deepEqual(
			(await problemsOf('a.pem', escaped)).map(([code]) => code),
			['pem-escaped-newlines'],
		);
	});
});
