import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import {
	buildCa,
	buildCertificate,
	daysAfter,
	testKey,
	testNow,
	type CertificateOptions,
} from '../../support/certificates';
import { mtls, mtlsJson } from '../../support/commandLine';
import { buildCrl } from '../../support/crls';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { pythonPeer } from '../../support/peers/python';
import { execute } from '../../support/process';
import { buildRequest } from '../../support/requests';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { asUnprivilegedUser } from '../../support/unprivileged';

interface FindingJson {
	readonly path: string;
	readonly line: number;
	readonly rule: string;
	readonly severity: string;
	readonly message: string;
	readonly refusedBy: readonly Readonly<Record<string, unknown>>[];
	readonly fix: { readonly id: string; readonly title: string } | null;
}

/** All fixtures are made for this day. */
const at = ['--at', testNow.toISOString().slice(0, 10)];

describe('mtls lint', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const ca = buildCa();
	const write = (name: string, content: string): void => writeFileSync(folder.join(name), content);
	const leaf = (name: string, options: CertificateOptions = {}): void => {
		const made = buildCertificate({ issuer: ca, notBefore: daysAfter(-10), ...options });
		write(`${name}.crt`, made.pem);
		write(`${name}.key`, made.privateKeyPem);
	};
	const lint = async (...args: string[]) => {
		const { status, value, stderr } = await mtlsJson<{ findings: FindingJson[] }>(
			['lint', ...(args.includes('--at') ? [] : at), ...args],
			{ cwd: folder.path },
		);
		assert.equal(stderr, '');
		assert.deepEqual(Object.keys(value), ['findings']);
		return { status, findings: value.findings };
	};
	const rules = (findings: readonly FindingJson[]): string[] =>
		findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`);

	beforeEach(() => write('ca.crt', ca.pem));

	it('exits with 0 and prints an empty list where all is well', async () => {
		leaf('server');
		leaf('client', { role: 'client' });
		assert.deepEqual(await lint('.'), { status: 0, findings: [] });
		const { status, stdout } = await mtls(['lint', '.', ...at], { cwd: folder.path });
		assert.equal(status, 0);
		assert.equal(stdout, 'No findings.\n');
	});

	it('names the files of which it says nothing, so that no finding is no verdict on them', async () => {
		leaf('server');
		write('empty.crt', '');
		write('garbage.pem', 'not a certificate\n');
		const { status, value } = await mtlsJson<object>(['lint', '.', ...at], { cwd: folder.path });
		const reason = 'it holds no certificate, request, CRL or key';
		assert.equal(status, 0);
		assert.deepEqual(value, {
			findings: [],
			notChecked: [
				{ path: 'empty.crt', reason },
				{ path: 'garbage.pem', reason },
			],
		});
		const { stdout } = await mtls(['lint', '.', ...at], { cwd: folder.path });
		assert.equal(
			stdout,
			`Not checked: empty.crt: ${reason}.\nNot checked: garbage.pem: ${reason}.\nNo findings.\n`,
		);
	});

	it('does not count what it did not check as passed, in JUnit and SARIF either', async () => {
		write('empty.crt', '');
		const report = async (format: string) =>
			(await mtls(['lint', '.', ...at, '--format', format], { cwd: folder.path })).stdout;
		assert.match(
			await report('junit'),
			/tests="2" failures="0" skipped="1">[^]*name="empty\.crt">\n *<skipped message="it holds no certificate/,
		);
		const { runs } = JSON.parse(await report('sarif')) as {
			runs: { invocations: { toolExecutionNotifications: { message: { text: string } }[] }[] }[];
		};
		assert.deepEqual(
			runs[0]?.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text),
			['Not checked: empty.crt: it holds no certificate, request, CRL or key.'],
		);
	});

	it('says what it does not judge: a locked PKCS #12, random bytes, a request or CRL that lies', async function () {
		requirePeer(this, opensslPeer);
		leaf('server');
		const words = 'pkcs12 -export -in server.crt -inkey server.key -passout pass:x -out x.p12';
		openssl(words.split(' '), { cwd: folder.path });
		writeFileSync(folder.join('random.crt'), randomBytes(64).fill(0xff, 0, 1));
		writeFileSync(folder.join('zero.der'), '');
		write('a.csr', buildRequest({ isSignatureBroken: true }).pem);
		write('ca.crl', buildCrl({ issuer: ca, signingKey: testKey() }).pem);
		const { status, value } = await mtlsJson<{
			findings: FindingJson[];
			notChecked: { path: string; reason: string }[];
		}>(['lint', '.', ...at], { cwd: folder.path });
		assert.equal(status, 1);
		assert.deepEqual(rules(value.findings), [
			'a.csr:1 request-signature',
			'ca.crl:1 crl-signature',
		]);
		assert.deepEqual(value.notChecked, [
			{ path: 'random.crt', reason: 'it holds no certificate, request, CRL or key' },
			{ path: 'x.p12', reason: 'its contents need a passphrase' },
			{ path: 'zero.der', reason: 'it holds no certificate, request, CRL or key' },
		]);
	});

	it('judges what it can where a file or folder that was named is not there', async () => {
		leaf('server', { subjectAltName: null });
		const { status, value, stderr } = await mtlsJson<{ findings: FindingJson[] }>(
			['lint', 'gone', 'server.crt', 'ca.crt', 'also-gone.crt', ...at],
			{ cwd: folder.path },
		);
		assert.equal(status, 2);
		assert.match(stderr, /^gone cannot [^\n]*\nalso-gone\.crt cannot [^\n]*\n$/);
		assert.deepEqual(
			value.findings.map(({ rule }) => rule),
			['missing-subject-alternative-name'],
		);
	});

	it('judges the others where one cannot be read, and exits with 2 all the same', async () => {
		leaf('server', { subjectAltName: null });
		write('secret.key', 'for root alone');
		chmodSync(folder.join('secret.key'), 0);
		chmodSync(folder.path, 0o755);
		const { status, value, stderr } = await asUnprivilegedUser(() =>
			mtlsJson<{ findings: FindingJson[] }>(['lint', folder.path, ...at]),
		);
		assert.equal(status, 2);
		assert.match(stderr, /^[^\n]*secret\.key cannot be read: permission is missing\.\n$/);
		assert.deepEqual(
			value.findings.map(({ rule }) => rule),
			['missing-subject-alternative-name'],
		);
	});

	it('prints JSON with --json where it could do nothing, and refuses another format beside it', async () => {
		const cwd = folder.path;
		const gone = await mtlsJson<object>(['lint', 'nowhere'], { cwd });
		assert.equal(gone.status, 2);
		assert.deepEqual(gone.value, { error: gone.stderr.trim() });
		const two = await mtlsJson<object>(['lint', '.', '--format', 'sarif'], { cwd });
		assert.deepEqual(
			[two.status, two.stderr],
			[2, '--json is --format json; leave it out for --format sarif.\n'],
		);
	});

	it('gives every field of the contract, and quotes who refuses', async () => {
		leaf('server', { subjectAltName: null });
		const { status, findings } = await lint('.');
		assert.equal(status, 1);
		assert.deepEqual(rules(findings), ['server.crt:1 missing-subject-alternative-name']);
		const [finding] = findings;
		assert.deepEqual(Object.keys(finding!).toSorted(), [
			'fix',
			'line',
			'message',
			'path',
			'refusedBy',
			'rule',
			'severity',
		]);
		assert.equal(finding!.severity, 'error');
		assert.match(finding!.message, /localhost/);
		assert.equal(finding!.refusedBy.length > 0, true);
		for (const refusal of finding!.refusedBy) {
			assert.deepEqual(Object.keys(refusal).toSorted(), ['message', 'source', 'stack', 'version']);
		}
		assert.deepEqual(Object.keys(finding!.fix ?? {}).toSorted(), ['id', 'title']);
	});

	it('sorts by path, line and rule', async () => {
		leaf('b', { notAfter: daysAfter(-1), subjectAltName: null });
		leaf('a', { notAfter: daysAfter(-1) });
		mkdirSync(folder.join('B'));
		const { pem } = buildCertificate({ issuer: ca, notAfter: daysAfter(-2) });
		write('B/z.crt', pem);
		const bundle = [ca.pem, pem, buildCertificate({ issuer: ca, subjectAltName: null }).pem].join(
			'',
		);
		write('server-bundle.pem', bundle);
		const { findings } = await lint('.');
		const sorted = findings.toSorted(
			(one, other) =>
				compare(one.path, other.path) || one.line - other.line || compare(one.rule, other.rule),
		);
		assert.deepEqual(rules(findings), rules(sorted));
		assert.equal(new Set(findings.map(({ path }) => path)).size, 4);
		assert.equal(
			findings.some(({ path, line }) => path === 'server-bundle.pem' && line > 1),
			true,
		);
	});

	it('walks folders, but not those of other people, and takes files by any name', async () => {
		mkdirSync(folder.join('deep/er'), { recursive: true });
		mkdirSync(folder.join('node_modules/x'), { recursive: true });
		const { pem } = buildCertificate({ issuer: ca, notAfter: daysAfter(-1) });
		write('deep/er/server.pem', pem);
		write('node_modules/x/server.pem', pem);
		write('server.txt', pem);
		assert.deepEqual(rules((await lint('.')).findings), ['deep/er/server.pem:1 expired']);
		assert.deepEqual(rules((await lint('server.txt', 'ca.crt')).findings), [
			'server.txt:1 expired',
		]);
	});

	it('judges by the date of --at', async () => {
		leaf('server', { notAfter: daysAfter(200) });
		assert.equal((await lint('.')).status, 0);
		const late = await lint('.', '--at', daysAfter(201).toISOString());
		assert.equal(late.status, 1);
		assert.deepEqual(rules(late.findings), ['server.crt:1 expired']);
		const early = await lint('server.crt', 'ca.crt', '--at', '2020-01-01');
		assert.equal(early.status, 1);
		assert.equal(rules(early.findings).includes('server.crt:1 not-yet-valid'), true);
	});

	it('warns of certificates that expire within 30 days, or within those of --expires-within', async () => {
		leaf('server', { notBefore: daysAfter(-300), notAfter: daysAfter(40) });
		assert.deepEqual(await lint('.'), { status: 0, findings: [] });
		for (const days of ['60d', '60']) {
			const { status, findings } = await lint('.', '--expires-within', days);
			assert.deepEqual(rules(findings), ['server.crt:1 expires-soon']);
			assert.equal(status, findings[0]?.severity === 'warning' ? 1 : 0);
		}
	});

	it('exits with 0 where it finds information only', async () => {
		leaf('server', { key: 'ed25519' });
		const { status, findings } = await lint('.');
		assert.deepEqual(
			findings.map(({ severity }) => severity),
			['information'],
		);
		assert.equal(status, 0);
	});

	it('takes --profile mtls and webpki', async () => {
		leaf('server');
		for (const profile of ['mtls', 'webpki']) {
			assert.equal((await lint('.', '--profile', profile)).status, 0);
		}
	});

	it('prints text for people: place, severity, sentence, rule, and the sum', async () => {
		leaf('server', { subjectAltName: null });
		const { status, stdout } = await mtls(['lint', '.', ...at], { cwd: folder.path });
		assert.equal(status, 1);
		assert.match(
			stdout,
			/^server\.crt:1: error: .*localhost.* \[missing-subject-alternative-name\]\n {4}.*Go.*\n1 error\n$/,
		);
	});

	it('prints SARIF 2.1.0 whose results point at their rules and places', async () => {
		leaf('server', { subjectAltName: null });
		leaf('client', { role: 'client', key: 'ed25519' });
		const { status, stdout } = await mtls(['lint', '.', ...at, '--format', 'sarif'], {
			cwd: folder.path,
		});
		assert.equal(status, 1);
		const log = JSON.parse(stdout) as SarifLog;
		assert.equal(log.version, '2.1.0');
		assert.match(log.$schema, /sarif-2\.1\.0\.json$/);
		const [run] = log.runs;
		assert.deepEqual(
			run!.results.map(({ ruleId, level, locations }) => [
				ruleId,
				level,
				locations[0]?.physicalLocation.artifactLocation.uri,
				locations[0]?.physicalLocation.region.startLine,
			]),
			[
				['ed25519-not-supported-by-boringssl', 'note', 'client.crt', 1],
				['missing-subject-alternative-name', 'error', 'server.crt', 1],
			],
		);
		for (const { ruleId, ruleIndex, message } of run!.results) {
			assert.equal(run!.tool.driver.rules[ruleIndex]?.id, ruleId);
			assert.notEqual(message.text, '');
		}
	});

	it('prints JUnit XML that an XML parser reads, one case for each file', async function () {
		const python = requirePeer(this, pythonPeer);
		leaf('server', { subject: 'a<b>&"c\'', subjectAltName: null });
		const { status, stdout } = await mtls(['lint', '.', ...at, '--format', 'junit'], {
			cwd: folder.path,
		});
		assert.equal(status, 1);
		const program = [
			'import sys, json, xml.etree.ElementTree as t',
			'suites = t.fromstring(sys.stdin.buffer.read())',
			'suite = suites.find("testsuite")',
			'print(json.dumps([suite.attrib, [[c.get("name"), [[f.get("type"), f.get("message"), f.text] for f in c.findall("failure")]] for c in suite]]))',
		].join('\n');
		const parsed = await execute(python, ['-I', '-c', program], { input: stdout });
		assert.equal(parsed.status, 0, parsed.stderr);
		const [suite, cases] = JSON.parse(parsed.stdout) as [
			Record<string, string>,
			[string, [string, string, string][]][],
		];
		assert.deepEqual([suite['tests'], suite['failures']], ['3', '1']);
		assert.deepEqual(
			cases.map(([name, failures]) => [name, failures.map(([rule]) => rule)]),
			[
				['ca.crt', []],
				['server.crt', ['missing-subject-alternative-name']],
				['server.key', []],
			],
		);
		const [, message, text] = cases[1]![1][0]!;
		assert.equal(message.includes('a<b>&"c\''), true, message);
		assert.equal(text.startsWith('server.crt:1: '), true);
	});
});

interface SarifLog {
	readonly $schema: string;
	readonly version: string;
	readonly runs: readonly {
		readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
		readonly results: readonly {
			readonly ruleId: string;
			readonly ruleIndex: number;
			readonly level: string;
			readonly message: { readonly text: string };
			readonly locations: readonly {
				readonly physicalLocation: {
					readonly artifactLocation: { readonly uri: string };
					readonly region: { readonly startLine: number };
				};
			}[];
		}[];
	}[];
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
