import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadKeyPair } from '../../../src/issue/keys';
import { mtls, mtlsJson } from '../../support/commandLine';
import { keepKeyPair } from '../../support/keyPairs';
import { useSuiteFolder } from '../../support/suiteFolder';

interface Findings {
	readonly findings: readonly {
		readonly path: string;
		readonly rule: string;
		readonly severity: string;
		readonly refusedBy: readonly { readonly stack: string }[];
	}[];
}

const keyTypes = ['p256', 'p384', 'p521', 'rsa2048', 'rsa3072', 'rsa4096', 'ed25519'];

const cases = keyTypes.flatMap((key) => ['1', '7', '365'].map((days) => ({ key, days })));

describe('mtls create set, then mtls lint', function () {
	// RSA 4096 keys take up to half a minute on a busy machine.
	this.timeout(60_000);
	const folder = useSuiteFolder();

	for (const { key, days } of cases) {
		const what = key === 'ed25519' ? 'nothing but who refuses Ed25519' : 'nothing';
		it(`finds ${what} in a set of ${key} for ${days} days`, async () => {
			const out = `${key}-${days}`;
			const at = { cwd: folder.path };
			const made = await mtls(['create', 'set', '--out', out, '--key', key, '--days', days], at);
			assert.equal(made.status, 0, made.stderr);
			for (const name of ['server.key', 'client.key']) {
				keepKeyPair(loadKeyPair(readFileSync(folder.join(out, name))));
			}
			const { status, value } = await mtlsJson<Findings>(['lint', out], at);
			assert.equal(status, 0);
			if (key !== 'ed25519') {
				assert.deepEqual(value.findings, []);
				return;
			}
			assert.deepEqual(
				value.findings.map(({ path, rule, severity }) => [path, rule, severity]),
				['client.crt', 'server.crt'].map((name) => [
					`${out}/${name}`,
					'ed25519-not-supported-by-boringssl',
					'information',
				]),
			);
			for (const { refusedBy } of value.findings) {
				assert.match(refusedBy.map(({ stack }) => stack).join(), /boringssl/i);
			}
		});
	}
});
