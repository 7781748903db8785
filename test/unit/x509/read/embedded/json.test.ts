import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { base64, find, leaf, lineOf, other, problemsOf } from './found';

const pem = leaf.pem.trimEnd();

describe('certificates in JSON', () => {
	it('finds them with their exact range through escapes', async () => {
		const value = JSON.stringify(`# ü "${leaf.pem}`)
			.replaceAll('/', '\\/')
			.replaceAll('+', '\\u002B');
		const text = `{\n\t"tls": {\n\t\t"cert": ${value}\n\t}\n}\n`;
		const [found] = await find('a.json', text);
		assert.ok(found);
		const { kind, title, key, line } = found;
		assert.deepEqual([kind, title, key, line], ['certificate', 'tls.cert', 'cert', 3]);
		assert.equal(found.value, value);
		const decoded: unknown = JSON.parse(`"${found.text}"`);
		assert.equal(decoded, pem);
	});

	it('reads comments and commas too many', async () => {
		const text = `// ours\n{ /* one */ "ca": ${JSON.stringify(other.pem)}, "x": [1, 2,], }\n`;
		for (const path of ['settings.json', 'a.jsonc', 'terraform.tfstate', 'without-ending']) {
			const found = await find(path, path === 'without-ending' ? text.slice(8) : text);
			assert.deepEqual(
				found.map(({ title }) => title),
				['ca'],
			);
		}
		assert.deepEqual(await problemsOf('a.jsonc', text), []);
	});

	it('finds DER in base64 in the x5c list of a JSON web key', async () => {
		const chain = [base64(leaf.der), base64(other.der)];
		const found = await find('jwks.json', JSON.stringify({ keys: [{ kid: '1', x5c: chain }] }));
		assert.deepEqual(
			found.map(({ title, text, value }) => [title, text, value]),
			chain.map((der) => ['keys.x5c', der, `"${der}"`]),
		);
	});

	it('finds PEM in base64 in a Secret, and in its copy inside an annotation', async () => {
		const secret = {
			kind: 'Secret',
			metadata: { name: 'orders-tls', annotations: {} },
			data: { 'tls.crt': base64(leaf.pem) },
		};
		const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
		const metadata = { name: 'orders-tls', annotations: { [annotation]: JSON.stringify(secret) } };
		const text = JSON.stringify({ ...secret, metadata }, null, 2);
		const found = await find('secret.json', text);
		assert.deepEqual(
			found.map(({ title }) => title),
			[`${annotation} in Secret orders-tls`, 'tls.crt in Secret orders-tls'],
		);
		assert.equal(found[0]?.text, found[1]?.text);
	});

	it('says where the text stops being JSON, and reads what it can', async () => {
		const text = `{"a": ${JSON.stringify(leaf.pem)},\n"b" "c",\n"d": ${JSON.stringify(other.pem)}}`;
		assert.equal((await find('a.json', text)).length, 2);
		assert.deepEqual(await problemsOf('a.json', text), [['json-malformed', lineOf(text, '"c"')]]);
	});
});
