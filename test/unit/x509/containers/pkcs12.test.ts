import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describeObject } from '../../../../src/x509/describeObject';
import { readObjects, type LocatedObject } from '../../../../src/x509/read';
import { buildCa, buildCertificate } from '../../../support/certificates';
import { gnutlsPeer } from '../../../support/peers/gnutls';
import { keytool, keytoolPeer } from '../../../support/peers/keytool';
import { nssPeer } from '../../../support/peers/nss';
import { openssl, opensslPeer } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { runOrThrow } from '../../../support/peers/run';
import { useTemporaryFolder } from '../../../support/temporaryFolder';

/** Not ASCII, so that UTF-8 and UTF-16 are told apart. */
const passphrase = 'grün 🔑';

describe('PKCS #12', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const ca = buildCa({ subject: 'Root' });
	const leaf = buildCertificate({ issuer: ca, subject: 'localhost' });

	beforeEach(() => {
		writeFileSync(folder.join('ca.crt'), ca.pem);
		writeFileSync(folder.join('leaf.crt'), leaf.pem);
		writeFileSync(folder.join('leaf.key'), leaf.privateKeyPem);
		writeFileSync(folder.join('pass'), `${passphrase}\n`);
	});

	/** Writes the leaf, its CA and its key with OpenSSL. */
	function exported(...options: readonly string[]): Buffer {
		const input = ['-inkey', 'leaf.key', '-in', 'leaf.crt', '-certfile', 'ca.crt', '-name', 'One'];
		openssl(['pkcs12', '-export', ...input, '-passout', 'file:pass', ...options, '-out', 'x.p12'], {
			cwd: folder.path,
		});
		return readFileSync(folder.join('x.p12'));
	}

	/** Checks that all three objects come out, the key tied to the leaf, each inside the file. */
	function checkOpened(bytes: Uint8Array, secret: string, name = 'One'): void {
		const { objects, problems } = readObjects(bytes, { passphrase: secret });
		deepStrictEqual(problems, []);
		strictEqual(pkcs12Of(objects).passphrase, 'fits');
		strictEqual(pkcs12Of(objects).isLocked, false);
		const found = objects.flatMap((object) =>
			object.kind === 'certificate' ? [object.certificate.fingerprintSha256] : [],
		);
		strictEqual(found.length, 2);
		const own = objects.find(
			(object) =>
				object.kind === 'certificate' && Buffer.from(object.certificate.der).equals(leaf.der),
		);
		const key = objects.find(({ kind }) => kind.endsWith('rivateKey'));
		strictEqual(own?.entryName, name);
		strictEqual(key?.localKeyId, own.localKeyId);
		strictEqual(
			key?.kind === 'encryptedPrivateKey' || key?.kind === 'privateKey'
				? key.privateKey.publicKey?.spkiSha256
				: undefined,
			own.kind === 'certificate' ? own.certificate.publicKey.spkiSha256 : '',
		);
		checkPlaces(objects, bytes.length);
	}

	for (const [title, options] of [
		['AES-256 and SHA-256, as OpenSSL 3 writes', []],
		['RC2-40 and 3DES, as OpenSSL 1 wrote', ['-legacy']],
		['RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-40']],
		[
			'DES and 3DES with two keys',
			['-legacy', '-certpbe', 'PBE-MD5-DES', '-keypbe', 'PBE-SHA1-2DES'],
		],
		['RC2 of PBES1', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-64', '-keypbe', 'PBE-SHA1-DES']],
		['AES-128 with a MAC of SHA-512', ['-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
		['PBKDF2 with SHA-1', ['-certpbe', 'AES-192-CBC', '-macalg', 'sha1', '-iter', '5000']],
		['no MAC', ['-nomac']],
	] as const) {
		it(`is opened with its passphrase: ${title}`, function () {
			requirePeer(this, opensslPeer);
			checkOpened(exported(...options), passphrase);
		});
	}

	it('shows algorithms, iterations and bags without the passphrase, and no certificate', function () {
		requirePeer(this, opensslPeer);
		const bytes = exported('-iter', '4096', '-macalg', 'sha384');
		const { objects } = readObjects(bytes);
		deepStrictEqual(
			objects.map(({ kind }) => kind),
			['pkcs12', 'encryptedPrivateKey'],
		);
		const [container, key] = objects;
		strictEqual(pkcs12Of(objects).isLocked, true);
		deepStrictEqual(fieldsOf(container).slice(0, 5), [
			'State: locked: contents need the passphrase',
			'Integrity: SHA-384, 4096 iterations, salt of 8 bytes',
			'Holds: 1 private key',
			'Encryption: PBES2, AES-256-CBC, PBKDF2 with HMAC of SHA-256, 4096 iterations',
			'Contents: locked',
		]);
		strictEqual(key?.entryName, 'One');
	});

	it('lists what is not encrypted without a passphrase', function () {
		requirePeer(this, opensslPeer);
		const bytes = exported('-certpbe', 'NONE', '-keypbe', 'NONE');
		const { objects } = readObjects(bytes);
		deepStrictEqual(
			objects.map(({ kind }) => kind),
			['pkcs12', 'certificate', 'certificate', 'privateKey'],
		);
		strictEqual(pkcs12Of(objects).isLocked, false);
	});

	it('stays shut with another passphrase, and says so', function () {
		requirePeer(this, opensslPeer);
		for (const options of [[], ['-legacy'], ['-nomac', '-certpbe', 'AES-256-CBC']]) {
			const { objects } = readObjects(exported(...options), { passphrase: 'wrong' });
			strictEqual(pkcs12Of(objects).passphrase, 'wrong');
			strictEqual(pkcs12Of(objects).isLocked, true);
		}
	});

	it('names the algorithm that cannot be decrypted here, and opens the rest', function () {
		requirePeer(this, opensslPeer);
		const bytes = exported('-legacy', '-keypbe', 'PBE-SHA1-RC4-128');
		const { objects } = readObjects(bytes, { passphrase });
		strictEqual(objects.filter(({ kind }) => kind === 'certificate').length, 2);
		deepStrictEqual(
			pkcs12Of(objects).obstacles.map(({ code, detail }) => [code, detail]),
			[['unsupported-encryption', 'PKCS #12, RC4-128']],
		);
	});

	it('carries no key material, opened or not', function () {
		requirePeer(this, opensslPeer);
		const secret = leaf.privateKeyPem.split('\n').slice(1, -2).join('');
		const pkcs8 = Buffer.from(secret, 'base64');
		// The private scalar of a P-256 key in PKCS #8 stands in these octets.
		const scalar = pkcs8.subarray(36, 68);
		for (const options of [[], ['-legacy'], ['-keypbe', 'NONE']]) {
			const { objects } = readObjects(exported(...options), { passphrase });
			strictEqual(holds(objects, scalar), false, options.join(' '));
		}
	});

	it('opens what GnuTLS writes, in DER and in PEM', function () {
		const certtool = requirePeer(this, gnutlsPeer);
		const input = ['--load-privkey', 'leaf.key', '--load-certificate', 'leaf.crt'];
		const ours = [...input, '--load-ca-certificate', 'ca.crt', '--p12-name', 'One'];
		const options = { cwd: folder.path };
		const to = ['--to-p12', ...ours, '--password', 'abc'];
		runOrThrow(certtool, [...to, '--outder', '--outfile', 'g.p12'], options);
		runOrThrow(certtool, [...to, '--outfile', 'g.pem'], options);
		checkOpened(readFileSync(folder.join('g.p12')), 'abc');
		checkOpened(readFileSync(folder.join('g.pem')), 'abc');
	});

	it('opens what NSS writes', function () {
		const pk12util = requirePeer(this, nssPeer);
		const options = { cwd: folder.path };
		exported();
		runOrThrow('certutil', ['-N', '-d', 'sql:.', '--empty-password'], options);
		runOrThrow(pk12util, ['-i', 'x.p12', '-d', 'sql:.', '-w', 'pass'], options);
		runOrThrow(pk12util, ['-o', 'n.p12', '-n', 'One', '-d', 'sql:.', '-W', 'abc'], options);
		checkOpened(readFileSync(folder.join('n.p12')), 'abc');
	});

	it("opens Java's truststores and tells which certificates Java trusts", function () {
		requirePeer(this, keytoolPeer);
		const into = ['-keystore', 't.p12', '-storetype', 'PKCS12', '-storepass', 'changeit'];
		keytool(['-importcert', '-noprompt', '-alias', 'Root', '-file', 'ca.crt', ...into], {
			cwd: folder.path,
		});
		const { objects } = readObjects(readFileSync(folder.join('t.p12')), { passphrase: 'changeit' });
		const [container, certificate] = objects;
		strictEqual(certificate?.kind, 'certificate');
		strictEqual(certificate.entryName?.toLowerCase(), 'root');
		strictEqual(
			fieldsOf(container).some((line) => line.includes('trusted by Java')),
			true,
		);
	});
});

function pkcs12Of(objects: readonly LocatedObject[]) {
	const [container] = objects;
	if (container?.kind !== 'pkcs12') {
		throw new Error(`the first object is ${container?.kind ?? 'missing'}`);
	}
	return container.pkcs12;
}

function fieldsOf(object: LocatedObject | undefined): string[] {
	return object === undefined
		? []
		: describeObject(object).flatMap(({ fields }) =>
				fields.map(({ label, value }) => `${label}: ${value}`),
			);
}

/** Every object has a start of its own inside its container. */
function checkPlaces(objects: readonly LocatedObject[], length: number): void {
	strictEqual(new Set(objects.map(({ start }) => start)).size, objects.length);
	for (const { start, end, within } of objects) {
		strictEqual(start < end && end <= length, true);
		strictEqual(within === undefined || within < start, true);
	}
}

/** True if any octets that a value leads to, the memory around them included, hold these. */
function holds(value: unknown, wanted: Uint8Array, seen = new Set<unknown>()): boolean {
	if (value === null || typeof value !== 'object' || seen.has(value)) {
		return false;
	}
	seen.add(value);
	if (value instanceof Uint8Array) {
		return Buffer.from(value).includes(Buffer.from(wanted));
	}
	return Object.values(value).some((inner) => holds(inner, wanted, seen));
}
