import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { readObjects } from '../../../src/x509/read';
import { createFileSet } from '../../../src/workspace/fileSet';
import { publicRoots } from '../../../src/mtls/publicRoots';
import { lintFiles } from '../../../src/lint/lint';
import { testNow } from '../../support/certificates';
import { openssl, opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { ca, check, client, findingsOf, server } from './findings';

describe('rules and containers', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();

	beforeEach(function () {
		requirePeer(this, opensslPeer);
	});

	/** Runs OpenSSL over these files and reads what it wrote. */
	function made(files: Readonly<Record<string, string>>, args: readonly string[]): Buffer {
		for (const [name, text] of Object.entries(files)) {
			writeFileSync(folder.join(name), text);
		}
		openssl([...args, '-out', 'made'], { cwd: folder.path });
		return readFileSync(folder.join('made'));
	}

	function pkcs12(leaf: ReturnType<typeof server>, ...options: readonly string[]): Buffer {
		return made({ 'x.crt': leaf.pem, 'x.key': leaf.privateKeyPem, 'ca.crt': ca.pem }, [
			...['pkcs12', '-export', '-in', 'x.crt', '-inkey', 'x.key', '-certfile', 'ca.crt'],
			...['-passout', 'pass:x', ...options],
		]);
	}

	it('say nothing about a store that is locked', () => {
		check({ 'server.p12': pkcs12(server()) }, []);
	});

	it('say nothing about a store that is in order, nor about the key that stands behind its CA', () => {
		const plain = ['-certpbe', 'NONE', '-keypbe', 'NONE'];
		check({ 'server.p12': pkcs12(server(), ...plain) }, []);
		const other = server();
		check(
			{
				'server.p12': pkcs12(server(), ...plain),
				'server.crt': other.pem,
				'server.key': other.privateKeyPem,
			},
			[],
		);
	});

	it('judge what is inside, but offer no repair there', () => {
		const leaf = client({ extendedKeyUsage: ['serverAuth'] });
		const bytes = pkcs12(leaf, '-certpbe', 'NONE', '-keypbe', 'NONE');
		const [finding, ...others] = findingsOf({ 'client.p12': bytes });
		assert.deepEqual(others, []);
		assert.equal(finding?.rule.id, 'wrong-extended-key-usage');
		assert.equal(finding.object.within, 0);
		assert.equal(finding.fix, undefined);
		const loose = findingsOf({ 'client.crt': leaf.pem });
		assert.notEqual(loose[0]?.fix, undefined);
	});

	it('find issuers inside of containers', () => {
		const leaf = server();
		const bundle = made({ 'ca.crt': ca.pem }, ['crl2pkcs7', '-nocrl', '-certfile', 'ca.crt']);
		check({ 'ca.crt': '# nothing\n', 'server.crt': leaf.pem, 'issuers.p7b': bundle }, []);
	});

	it('say nothing about a bundle of public CAs', () => {
		const bundle = made({ 'roots.crt': rootCertificates.join('\n') }, [
			...['crl2pkcs7', '-nocrl', '-certfile', 'roots.crt'],
		]);
		const fileSet = createFileSet({ publicRoots });
		const content = readObjects(bundle);
		fileSet.set({ path: 'roots.p7b', content });
		assert.equal(content.objects.length, rootCertificates.length + 1);
		const findings = lintFiles(fileSet, {
			now: new Date(testNow),
			profile: 'mtls',
			expiresSoonDays: 30,
			severities: {},
		});
		assert.deepEqual(
			findings.filter(({ rule }) => rule.id !== 'expired'),
			[],
		);
	});
});
