import assert from 'node:assert/strict';
import { opensslPeer } from '../support/peers/openssl';
import { requirePeer } from '../support/peers/peer';
import { detailsFromOpensslText } from './opensslText';
import { recipe } from './recipes';
import { useTerminal } from './terminal';

/** The tutorial's own commands, and one certificate with every extension it mentions. */
const originalFiles = `
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout ca.key -out ca.crt \\
	-subj "/C=DE/O=Example, Inc./CN=Original CA"
openssl req -newkey rsa:2048 -nodes -keyout server.key -subj "/CN=localhost" -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 \\
	-extfile <(printf "subjectAltName=DNS:localhost") -out server.crt
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -set_serial 5 -days 1 \\
	-extfile <(printf "basicConstraints=critical,CA:TRUE,pathlen:1
keyUsage=critical,digitalSignature,keyEncipherment,keyAgreement,keyCertSign,cRLSign
extendedKeyUsage=serverAuth,clientAuth,codeSigning
subjectAltName=DNS:*.example.test,IP:10.0.0.1,IP:fe80::1,email:a@example.test,URI:spiffe://example.test/a
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid") -out everything.crt
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -set_serial 200 -days 365 -out version1.crt
`;

describe('Tutorial 4: reading and verifying', function () {
	this.timeout(60_000);
	const terminal = useTerminal();

	before(async function () {
		requirePeer(this, opensslPeer);
		await Promise.all([
			terminal.run(`mkdir original && cd original\n${originalFiles}`),
			terminal.make('ours', recipe('4-files')),
			terminal.run(
				'mtls create set --out p384 --key p384 --ca-key-type p521 --host "::1" --host a.test',
			),
		]);
	});

	for (const file of [
		'original/ca.crt',
		'original/server.crt',
		'original/everything.crt',
		'original/version1.crt',
		'ours/ca.crt',
		'ours/server.crt',
		'ours/client.crt',
		'p384/ca.crt',
		'p384/server.crt',
	]) {
		it(`openssl x509 -text and our details say the same of ${file}`, async () => {
			const [text, ours] = await Promise.all([
				terminal.run(`openssl x509 -in ${file} -noout -text -nameopt RFC2253,-esc_msb,utf8`),
				terminal.run(`mtls inspect ${file}`),
			]);
			const expected = detailsFromOpensslText(text.stdout);
			const details = new Map(
				[...ours.stdout.matchAll(/^ {4}([^:]+): (.*)$/gm)].map(
					([, label = '', value = '']) => [label, value] as const,
				),
			);
			// What openssl has other commands for, or prints over many lines.
			for (const label of ['Signature', 'SHA-256', 'SHA-1', 'Public key pin']) {
				assert.notEqual(details.get(label), undefined, label);
				details.delete(label);
			}
			assert.deepEqual(Object.fromEntries(details), Object.fromEntries(expected));
		});
	}

	it('openssl prints the fingerprints that we print', async () => {
		const { stdout } = await terminal.run(
			'openssl x509 -in server.crt -noout -fingerprint -sha256; openssl x509 -in server.crt -noout -fingerprint -sha1',
			'ours',
		);
		const ours = await terminal.run('mtls inspect server.crt', 'ours');
		for (const [, name = '', value = ''] of stdout.matchAll(/^sha(\d+) Fingerprint=(.*)$/gm)) {
			const fingerprint = value.replaceAll(':', '').toLowerCase();
			assert.match(ours.stdout, new RegExp(`SHA-${name}: ${fingerprint}`));
		}
	});

	/** Faults of openssl's verify by number, in our words. */
	const codes: Readonly<Record<string, string>> = {
		9: 'not-yet-valid',
		10: 'expired',
		20: 'issuer-not-found',
		26: 'wrong-extended-key-usage',
		62: 'host-name-mismatch',
	};
	const checks: readonly (readonly [what: string, openssl: string, mtls: string])[] = [
		[
			'a good server',
			'-purpose sslserver -verify_hostname localhost ours/server.crt',
			'--leaf ours/server.crt --name localhost',
		],
		[
			'a good client',
			'-purpose sslclient ours/client.crt',
			'--leaf ours/client.crt --purpose client',
		],
		['another CA', 'original/server.crt', '--leaf original/server.crt'],
		[
			'a server used as a client',
			'-purpose sslclient ours/server.crt',
			'--leaf ours/server.crt --purpose client',
		],
		['a client used as a server', '-purpose sslserver ours/client.crt', '--leaf ours/client.crt'],
		[
			'another host',
			'-verify_hostname other.test ours/server.crt',
			'--leaf ours/server.crt --name other.test',
		],
		[
			'a time after its end',
			'-attime 1956528000 ours/server.crt',
			'--leaf ours/server.crt --at 2032-01-01',
		],
		[
			'a time before its begin',
			'-attime 1577836800 ours/server.crt',
			'--leaf ours/server.crt --at 2020-01-01',
		],
	];
	for (const [what, openssl, mtls] of checks) {
		it(`openssl verify and mtls verify agree on ${what}`, async () => {
			const theirs = await terminal.attempt(`openssl verify -CAfile ours/ca.crt ${openssl}`);
			const ours = await terminal.attempt(`mtls verify --json --trust ours/ca.crt ${mtls}`);
			const { valid, faults } = JSON.parse(ours.stdout) as {
				valid: boolean;
				faults: { code: string }[];
			};
			const [, number] = /^error (\d+) at/m.exec(theirs.stderr) ?? [];
			assert.equal(theirs.status === 0, number === undefined);
			assert.equal(valid, theirs.status === 0);
			assert.equal(ours.status === 0, theirs.status === 0);
			assert.deepEqual(
				[...new Set(faults.map(({ code }) => code))],
				number === undefined ? [] : [codes[number]],
			);
		});
	}

	it('the recipe for looking at a set runs through, and lint finds nothing in it', async () => {
		const { stdout } = await terminal.run(recipe('4-look'), 'ours');
		assert.match(stdout, /Subject: CN=localhost[^]*Valid as a server certificate[^]*No findings\./);
	});
});
