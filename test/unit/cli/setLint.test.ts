import assert from 'node:assert/strict';
import { mtls, mtlsJson, type JsonAnswer } from '../../support/commandLine';
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
	// RSA 4096 keys take up to half a minute on a busy machine, and later tests wait for earlier sets.
	this.timeout(180_000);
	const folder = useSuiteFolder();
	const answers = new Map<string, Promise<JsonAnswer<Findings>>>();

	before(() => {
		// Two at a time: the search for primes uses one core each.
		const queues = [Promise.resolve<unknown>(undefined), Promise.resolve<unknown>(undefined)];
		cases.forEach(({ key, days }, index) => {
			const answer = queues[index % 2]!.then(() => makeAndLint(key, days));
			queues[index % 2] = answer.catch(() => undefined);
			answers.set(`${key}-${days}`, answer);
		});
	});

	for (const { key, days } of cases) {
		const what = key === 'ed25519' ? 'nothing but who refuses Ed25519' : 'nothing';
		it(`finds ${what} in a set of ${key} for ${days} days`, async () => {
			const out = `${key}-${days}`;
			const { status, value } = await answers.get(out)!;
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

	async function makeAndLint(key: string, days: string): Promise<JsonAnswer<Findings>> {
		const out = `${key}-${days}`;
		const set = ['create', 'set', '--out', out, '--key', key, '--days', days];
		// One program's coverage is enough: 42 reports of the same lines take longer than all the sets.
		const options = { cwd: folder.path, env: { NODE_V8_COVERAGE: '' } };
		const made = await mtls(set, options);
		assert.equal(made.status, 0, made.stderr);
		return mtlsJson<Findings>(['lint', out], options);
	}
});
