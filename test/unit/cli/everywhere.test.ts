import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mtls } from '../../support/commandLine';
import { useTemporaryFolder } from '../../support/temporaryFolder';

const verbs = ['create', 'csr', 'sign', 'inspect', 'lint', 'verify', 'serve', 'probe', 'explain'];

/** The options of each verb, as the contract lists them. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
	create:
		'--out --host --client --key --days --ca-key-type --ca-days --ca-name --force --name --ca --ca-key --subject --passphrase-file'.split(
			' ',
		),
	csr: '--out --name --host --key --existing-key --passphrase-file'.split(' '),
	sign: '--ca --ca-key --profile --days --out --passphrase-file'.split(' '),
	inspect: ['--json'],
	lint: '--at --profile --expires-within --format'.split(' '),
	verify: '--leaf --trust --chain --purpose --name --at --crl --json'.split(' '),
	serve: '--cert --key --ca --port --client-auth --strict --crl --passphrase-file'.split(' '),
	probe: '--ca --cert --key --name --timeout --json --passphrase-file'.split(' '),
	explain: ['--json'],
};

describe('mtls, any verb', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();

	for (const verb of verbs) {
		it(`${verb} --help names every option and exits with 0`, async () => {
			const { status, stdout, stderr } = await mtls([verb, '--help']);
			assert.equal(status, 0);
			assert.equal(stderr, '');
			assert.match(stdout, new RegExp(`^Usage: mtls ${verb}\\b`));
			for (const option of optionsOf[verb] ?? []) {
				assert.match(stdout, new RegExp(`(?<![\\w-])${option}(?![\\w-])`), option);
			}
		});
	}

	it('--help, and nothing at all, list all verbs and exit with 0', async () => {
		for (const args of [['--help'], []]) {
			const { status, stdout } = await mtls(args);
			assert.equal(status, 0);
			for (const verb of verbs) {
				assert.match(stdout, new RegExp(`^  ${verb} `, 'm'));
			}
		}
	});

	const misuses: readonly (readonly [what: string, args: readonly string[], told: RegExp])[] = [
		['an unknown verb', ['lnit', '.'], /lnit/],
		['a verb that every object has', ['constructor'], /constructor/],
		['an unknown option', ['inspect', '--frobnicate'], /--frobnicate/],
		['an option without its value', ['lint', '.', '--at'], /--at/],
		['create of nothing', ['create', '--out', 'certs'], /set, ca, server/],
		['create without --out', ['create', 'set'], /--out/],
		[
			'create with an unknown key type',
			['create', 'set', '--out', 'c', '--key', 'rsa1024'],
			/--key/,
		],
		[
			'create with days that are no number',
			['create', 'set', '--out', 'c', '--days', 'ten'],
			/--days/,
		],
		['create with no days at all', ['create', 'set', '--out', 'c', '--days', '0'], /day/],
		['create with a host that is no name', ['create', 'set', '--out', 'c', '--host', 'a b'], /a b/],
		['create server without a CA', ['create', 'server', '--out', 'c', '--name', 'a'], /ca\.crt/],
		[
			'create with half a CA',
			['create', 'client', '--out', 'c', '--name', 'a', '--ca', 'x'],
			/--ca-key/,
		],
		['csr without a name', ['csr', '--out', 'c'], /--name/],
		['sign without a request', ['sign', '--ca', 'a', '--ca-key', 'b'], /request/],
		[
			'sign with an unknown profile',
			['sign', 'a.csr', '--profile', 'both', '--ca', 'a', '--ca-key', 'b', '--out', 'c'],
			/--profile/,
		],
		['inspect of nothing', ['inspect'], /file/],
		['inspect of a missing file', ['inspect', 'missing.crt'], /missing\.crt/],
		['lint of nothing', ['lint'], /PATH/],
		['lint of a missing folder', ['lint', 'missing'], /missing/],
		['lint with a date that is none', ['lint', '.', '--at', 'tomorrow'], /--at/],
		['lint with an unknown profile', ['lint', '.', '--profile', 'apple'], /--profile/],
		['lint with an unknown format', ['lint', '.', '--format', 'xml'], /--format/],
		['verify without --trust', ['verify', '--leaf', 'a.crt'], /--trust/],
		['verify without --leaf', ['verify', '--trust', 'a.crt'], /--leaf/],
		[
			'verify with an unknown purpose',
			['verify', '--leaf', 'a', '--trust', 'b', '--purpose', 'both'],
			/--purpose/,
		],
		[
			'verify of a client by name',
			['verify', '--leaf', 'a', '--trust', 'b', '--purpose', 'client', '--name', 'x'],
			/--name/,
		],
		['serve without a certificate', ['serve'], /--cert/],
		[
			'serve with an unknown mode',
			['serve', '--cert', 'a', '--key', 'b', '--ca', 'c', '--client-auth', 'yes'],
			/--client-auth/,
		],
		[
			'serve at a port that is none',
			['serve', '--cert', 'empty', '--key', 'empty', '--ca', 'empty', '--port', '70000'],
			/empty|--port/,
		],
		['probe of nothing', ['probe'], /HOST:PORT/],
		['probe without a port', ['probe', 'localhost'], /HOST:PORT|localhost:8443/],
		[
			'probe with a timeout that is none',
			['probe', 'localhost:1', '--timeout', 'never'],
			/--timeout/,
		],
		['probe with a key only', ['probe', 'localhost:1', '--key', 'a'], /--cert/],
		['explain of nothing', ['explain'], /text|TEXT/],
		['a passphrase as an argument', ['sign', 'a.csr', '--passphrase', 'secret'], /--passphrase/],
	];
	describe('exits with 2, and one line that says what to do, after', function () {
		this.timeout(60_000);

		beforeEach(() => writeFileSync(folder.join('empty'), ''));

		for (const [what, args, told] of misuses) {
			it(what, async () => {
				const { status, stdout, stderr } = await mtls(
					args[0] === 'serve' ? args : [...args, '--json'],
					{ cwd: folder.path },
				);
				assert.equal(status, 2);
				assert.match(stderr, /^[^\n]+\n$/);
				assert.match(stderr, told);
				assert.doesNotMatch(stderr, /bug here|node_modules|\.js:\d/);
				if (stdout !== '') {
					JSON.parse(stdout);
				}
			});
		}
	});

	it('exits with 2 when it is named a folder where a file belongs', async () => {
		mkdirSync(folder.join('certs'));
		const { status, stderr } = await mtls(['inspect', 'certs'], { cwd: folder.path });
		assert.equal(status, 2);
		assert.match(stderr, /^certs cannot be read: it is a folder\.\n$/);
	});
});
