import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { base64, find, indented, leaf, lineOf, other, problemsOf } from './found';

const pem = leaf.pem.trimEnd();

describe('certificates in YAML', () => {
	it('finds those of a Kubernetes Secret, and the key beside them', async () => {
		const certificate = base64(leaf.pem);
		const key = base64(leaf.privateKeyPem);
		const text = `# orders
apiVersion: v1
kind: Secret
metadata:
  name: orders-tls
  labels: { app: orders }
type: kubernetes.io/tls
data:
  tls.crt: ${certificate}
  "tls.key": '${key}'
`;
		const found = await find('k8s/tls-secret.yaml', text);
		assert.deepEqual(
			found.map(({ kind, title, key: name, line }) => [kind, title, name, line]),
			[
				['certificate', 'tls.crt in Secret orders-tls', 'tls.crt', 9],
				['privateKey', 'tls.key in Secret orders-tls', 'tls.key', 10],
			],
		);
		// The line break at the end shares the last group of base64, if the length will have it so.
		assert.equal(found[0]?.text, certificate.slice(0, Math.ceil((pem.length * 4) / 3)));
		assert.deepEqual(
			found.map(({ value }) => value),
			[certificate, `'${key}'`],
		);
		assert.equal(found[0].group, found[1]?.group);
	});

	const scalars: Record<string, string> = {
		'a literal block': `|\n${indented(pem, 4)}\n`,
		'a literal block with its own indentation': `|2-\n${indented(pem, 4)}\n`,
		'a literal block behind an anchor and a tag': `&tls !!str |+\n${indented(pem, 4)}\n\n`,
		'a folded block': `>\n${indented(pem.replaceAll('\n', '\n\n'), 4)}\n`,
		'double quotes with escaped line ends': `${JSON.stringify(leaf.pem)}\n`,
		'double quotes over several lines': `"${pem.replaceAll('\n', '\\n\\\n    ')}"\n`,
		'single quotes over several lines': `'${pem.replaceAll('\n', '\n\n    ')}'\n`,
		'a plain text with escapes that the program resolves': `${pem.replaceAll('\n', '\\n')}\n`,
		'a line of a longer text': `|\n    # it's ours\n${indented(pem, 4)}\n    # end\n`,
	};
	for (const [what, scalar] of Object.entries(scalars)) {
		for (const lineEnd of ['\n', '\r\n']) {
			it(`finds its exact range in ${what}${lineEnd === '\n' ? '' : ', with CR LF'}`, async () => {
				const text = `a:\n  b.crt: ${scalar}  z: 1\n`.replaceAll('\n', lineEnd);
				const [found, ...rest] = await find('values.yml', text);
				assert.deepEqual(rest, []);
				assert.ok(found);
				const { kind, title, key, line } = found;
				assert.deepEqual([kind, title, key], ['certificate', 'a.b.crt', 'b.crt']);
				assert.equal(line, lineOf(text, '-----BEGIN'));
				const start = text.indexOf('-----BEGIN');
				const end = text.indexOf('-----END CERTIFICATE-----') + 25;
				assert.equal(found.text, text.slice(start, end));
			});
		}
	}

	it('finds several in one base64 value, each at its own place, wherever the octets fall', async () => {
		for (const before of ['', '#', '# ', '# x\n']) {
			const bundle = before + leaf.pem + other.pem;
			const value = base64(bundle);
			const text = `data:\n  ca.crt: ${value}\n`;
			const found = await find('a.yaml', text);
			assert.deepEqual(
				found.map(({ kind, value: all }) => [kind, all]),
				[
					['certificate', value],
					['certificate', value],
				],
			);
			for (const [index, built] of [leaf, other].entries()) {
				const at = bundle.indexOf(built.pem.trimEnd());
				const end = at + built.pem.trimEnd().length;
				const expected = value.slice(Math.floor((at * 4) / 3), Math.ceil((end * 4) / 3));
				assert.equal(found[index]?.text, expected);
			}
		}
	});

	it('finds base64 in folded lines', async () => {
		const folded = base64(leaf.pem).replace(/.{76}/g, '$&\n    ');
		for (const mark of ['|', '>-', '|-']) {
			const [found] = await find('a.yaml', `x:\n  tls.crt: ${mark}\n    ${folded}\n`);
			assert.equal(found?.kind, 'certificate');
			assert.equal(found.text.replace(/\s+/g, ''), base64(pem).replace(/=+$/, ''));
		}
	});

	it('finds DER in base64 under keys that certificates stand under, and nowhere else', async () => {
		const der = base64(leaf.der);
		const text = `kind: ValidatingWebhookConfiguration
apiVersion: admissionregistration.k8s.io/v1
metadata: { name: orders }
webhooks:
  - name: check.orders.test
    clientConfig: { caBundle: ${der} }
    description: ${der}
`;
		const found = await find('a.yaml', text);
		assert.deepEqual(
			found.map(({ title, text: range }) => [title, range]),
			[['caBundle in ValidatingWebhookConfiguration orders', der]],
		);
	});

	it('calls the entries of a kubeconfig by their cluster and user, whatever the file is called', async () => {
		const text = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: ${base64(other.pem)}
    server: https://localhost:6443
  name: lab
users:
- name: admin
  user:
    client-certificate-data: ${base64(leaf.pem)}
    client-key-data: ${base64(leaf.privateKeyPem)}
`;
		for (const path of ['config', 'admin.conf', 'lab.kubeconfig']) {
			const found = await find(path, text);
			assert.deepEqual(
				found.map(({ title }) => title),
				[
					'certificate-authority-data in cluster lab',
					'client-certificate-data in user admin',
					'client-key-data in user admin',
				],
			);
			assert.notEqual(found[0]?.group, found[1]?.group);
			assert.equal(found[1]?.group, found[2]?.group);
		}
	});

	it('knows the forms of Envoy, compose, Istio and Helm', async () => {
		const text = `static_resources:
  secrets:
  - name: server
    tls_certificate:
      certificate_chain: { inline_bytes: "${base64(leaf.pem)}" }
      private_key:
        inline_string: |
${indented(leaf.privateKeyPem, 10)}
configs:
  server.crt:
    content: |
${indented(pem, 6)}
tls: { cert: ${JSON.stringify(leaf.pem)} }
`;
		const found = await find('all.yaml', text);
		assert.deepEqual(
			found.map(({ title }) => title),
			[
				'certificate_chain in secret server',
				'private_key in secret server',
				'configs.server.crt.content',
				'tls.cert',
			],
		);
		assert.equal(found[0]?.group, found[1]?.group);
	});

	it('reads every document of a stream, and the items of lists', async () => {
		const secret = (name: string): string =>
			`kind: Secret\nmetadata:\n  name: ${name}\nstringData:\n  tls.crt: |\n${indented(pem, 4)}\n`;
		const list = `kind: List\nitems:\n- ${indented(secret('third'), 2).trimStart()}\n`;
		const text = `${secret('first')}---\n${secret('second')}...\n---\n${list}`;
		const found = await find('a.yaml', text);
		assert.deepEqual(
			found.map(({ title }) => title),
			['first', 'second', 'third'].map((name) => `tls.crt in Secret ${name}`),
		);
		assert.equal(new Set(found.map(({ group }) => group)).size, 3);
	});

	it('takes a value once, however many aliases it has', async () => {
		const text = `a: &cert |\n${indented(pem, 2)}\nb: *cert\nc:\n  d: *cert\n`;
		const found = await find('a.yaml', text);
		assert.deepEqual(
			found.map(({ title }) => title),
			['a'],
		);
	});

	it('says where the text stops being YAML, and reads what it can', async () => {
		const text = `a: |\n${indented(pem, 2)}\nb: [\n c: }\nd: |\n${indented(pem, 2)}\n`;
		const found = await find('a.yaml', text);
		assert.equal(found.length, 2);
		const [[code, line] = []] = await problemsOf('a.yaml', text);
		assert.deepEqual([code, line], ['yaml-malformed', lineOf(text, ' c: }')]);
	});

	it('says nothing of broken YAML without certificates, and of templates', async () => {
		assert.deepEqual(await problemsOf('a.yaml', 'a: [\n b: }\n'), []);
		const template = `{{- if .x }}\na: |\n${indented(pem, 2)}\n{{- end }}\nb: {{ .y }}\n`;
		assert.deepEqual(await problemsOf('a.yaml', template), []);
		assert.equal((await find('a.yaml', template)).length, 1);
	});

	it('tells of a certificate that was cut off or damaged, at its place', async () => {
		const cut = pem.split('\n').slice(0, 5).join('\n');
		const damaged = pem.replace(/^(.{150})./s, '$1!');
		const text = `a: |\n${indented(cut, 2)}\nb: |\n${indented(damaged, 2)}\n`;
		assert.deepEqual(await problemsOf('a.yaml', text), [
			['pem-truncated', 2],
			['base64-invalid-character', lineOf(text, '!')],
		]);
	});

	it('tells of line breaks that the program which reads the value will not find', async () => {
		const text = `a: ${pem.replaceAll('\n', '\\n')}\nb: >\n${indented(pem, 2)}\n`;
		assert.deepEqual(await problemsOf('a.yaml', text), [
			['pem-escaped-newlines', 1],
			['pem-no-line-breaks', 3],
		]);
		assert.equal((await find('a.yaml', text)).length, 2);
	});

	it('takes no example for a broken certificate', async () => {
		const text = 'a: |\n  -----BEGIN CERTIFICATE-----\n  MIIB...\n  -----END CERTIFICATE-----\n';
		assert.deepEqual(await problemsOf('a.yaml', text), []);
		assert.deepEqual(await find('a.yaml', text), []);
	});
});
