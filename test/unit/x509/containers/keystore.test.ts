import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readObjects } from '../../../../src/x509/read';
import { buildCa, buildCertificate } from '../../../support/certificates';
import { keytool, keytoolPeer } from '../../../support/peers/keytool';
import { openssl } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { useTemporaryFolder } from '../../../support/temporaryFolder';

describe('Java keystores', function () {
	this.timeout(120_000);
	const folder = useTemporaryFolder();
	const ca = buildCa({ subject: 'Root' });
	const leaf = buildCertificate({ issuer: ca, subject: 'localhost' });

	/** Makes a keystore with a key of two certificates and a trusted one. */
	function store(type: 'JKS' | 'JCEKS'): { path: string; password: readonly string[] } {
		writeFileSync(folder.join('ca.crt'), ca.pem);
		writeFileSync(folder.join('leaf.crt'), leaf.pem);
		writeFileSync(folder.join('leaf.key'), leaf.privateKeyPem);
		const options = { cwd: folder.path };
		const input = ['-inkey', 'leaf.key', '-in', 'leaf.crt', '-certfile', 'ca.crt', '-name', 'own'];
		openssl(['pkcs12', '-export', ...input, '-passout', 'pass:changeit', '-out', 'x.p12'], options);
		const path = folder.join('store');
		const password = ['-keystore', path, '-storetype', type, '-storepass', 'changeit'];
		const from = ['-srckeystore', 'x.p12', '-srcstoretype', 'PKCS12', '-srcstorepass', 'changeit'];
		const to = ['-destkeystore', path, '-deststoretype', type, '-deststorepass', 'changeit'];
		keytool(['-importkeystore', ...from, ...to, '-noprompt'], options);
		if (type === 'JCEKS') {
			const key = ['-alias', 'asecret', '-keyalg', 'AES', '-keysize', '256'];
			keytool(['-genseckey', ...key, ...password, '-keypass', 'changeit'], options);
		}
		const trusted = ['-importcert', '-noprompt', '-alias', 'trusted', '-file', 'ca.crt'];
		keytool([...trusted, ...password], options);
		return { path, password };
	}

	for (const type of ['JKS', 'JCEKS'] as const) {
		it(`lists aliases, chains and dates of ${type} without the passphrase`, function () {
			requirePeer(this, keytoolPeer);
			const before = Date.now();
			const { objects, problems } = readObjects(readFileSync(store(type).path));
			deepStrictEqual(problems, []);
			const [container, ...contents] = objects;
			strictEqual(container?.kind, 'jks');
			const { entries, format } = container.keystore;
			strictEqual(format, type);
			deepStrictEqual(
				entries
					.map(({ alias, kind, certificateCount }) => [alias, kind, certificateCount])
					.toSorted(),
				[
					...(type === 'JCEKS' ? [['asecret', 'secretKey', 0]] : []),
					['own', 'privateKey', 2],
					['trusted', 'trustedCertificate', 1],
				],
			);
			for (const { created } of entries) {
				strictEqual(created.getTime() >= before - 1000, true);
			}
			deepStrictEqual(
				contents
					.map((object) => [
						object.entryName,
						object.kind,
						object.kind === 'certificate' ? object.certificate.subject.text : '',
					])
					.toSorted(),
				[
					['own', 'certificate', 'CN=Root'],
					['own', 'certificate', 'CN=localhost'],
					['own', 'encryptedPrivateKey', ''],
					['trusted', 'certificate', 'CN=Root'],
				],
			);
		});
	}

	it('tells what is left of a keystore that was cut off', function () {
		requirePeer(this, keytoolPeer);
		const bytes = readFileSync(store('JKS').path);
		for (let length = 12; length < bytes.length - 20; length += 7) {
			const { objects, problems } = readObjects(bytes.subarray(0, length));
			strictEqual(objects[0]?.kind, 'jks');
			strictEqual(problems.length > 0, true, `${length}`);
		}
	});
});
