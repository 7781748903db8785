import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describeObject } from '../../../../src/x509/describeObject';
import { readObjects, readText } from '../../../../src/x509/read';
import { buildCa, buildCertificate } from '../../../support/certificates';
import { buildCrl } from '../../../support/crls';
import { openssl, opensslPeer } from '../../../support/peers/openssl';
import { requirePeer } from '../../../support/peers/peer';
import { useTemporaryFolder } from '../../../support/temporaryFolder';

describe('PKCS #7 and others', function () {
	this.timeout(60_000);
	const folder = useTemporaryFolder();
	const ca = buildCa({ subject: 'Root' });
	const leaf = buildCertificate({ issuer: ca, subject: 'localhost' });
	const options = () => ({ cwd: folder.path });

	beforeEach(function () {
		requirePeer(this, opensslPeer);
		writeFileSync(folder.join('ca.crt'), ca.pem);
		writeFileSync(folder.join('ca.key'), ca.privateKeyPem);
		writeFileSync(folder.join('ca.crl'), buildCrl({ issuer: ca }).pem);
		writeFileSync(folder.join('leaf.crt'), leaf.pem);
		writeFileSync(folder.join('leaf.key'), leaf.privateKeyPem);
	});

	it('lists certificates and CRLs of a message, each with its own place in the text', () => {
		const input = ['-in', 'ca.crl', '-certfile', 'leaf.crt', '-certfile', 'ca.crt'];
		openssl(['crl2pkcs7', ...input, '-out', 'x.p7b'], options());
		const text = `# bundle\n${readFileSync(folder.join('x.p7b'), 'utf8')}`;
		const { objects, problems } = readText(text);
		deepStrictEqual(problems, []);
		deepStrictEqual(
			objects.map(({ kind, within }) => [kind, within]),
			[
				['pkcs7', undefined],
				['certificate', 9],
				['certificate', 9],
				['crl', 9],
			],
		);
		for (const [index, { start, end, line }] of objects.entries()) {
			strictEqual(index === 0 || start > (objects[index - 1]?.start ?? 0), true);
			strictEqual(end <= text.length && start < end, true);
			strictEqual(line, text.slice(0, start).split('\n').length);
		}
	});

	it('reads a signed message with indefinite lengths', () => {
		const sign = ['-signer', 'leaf.crt', '-inkey', 'leaf.key', '-nodetach', '-stream'];
		openssl(
			['cms', '-sign', '-in', 'ca.crt', ...sign, '-outform', 'DER', '-out', 'x.p7m'],
			options(),
		);
		const bytes = readFileSync(folder.join('x.p7m'));
		strictEqual(bytes[1], 0x80);
		const { objects, problems } = readObjects(bytes);
		deepStrictEqual(problems, []);
		const [message, certificate] = objects;
		strictEqual(message?.kind, 'pkcs7');
		strictEqual(message.pkcs7.signers[0]?.issuer?.text, 'CN=Root');
		strictEqual(certificate?.kind, 'certificate');
		deepStrictEqual(
			Buffer.from(bytes.subarray(certificate.start, certificate.end)),
			Buffer.from(leaf.der),
		);
	});

	it('reads an OCSP response: what is said about which certificate, and who says it', () => {
		const serial = leafSerial();
		writeFileSync(
			folder.join('index.txt'),
			`R\t391231235959Z\t260101000000Z,keyCompromise\t${serial.toUpperCase()}\tunknown\t/CN=localhost\n`,
		);
		const request = ['-issuer', 'ca.crt', '-cert', 'leaf.crt', '-reqout', 'x.req'];
		openssl(['ocsp', ...request], options());
		const responder = [
			'-index',
			'index.txt',
			'-CA',
			'ca.crt',
			'-rsigner',
			'ca.crt',
			'-rkey',
			'ca.key',
		];
		openssl(
			['ocsp', ...responder, '-reqin', 'x.req', '-respout', 'x.ocsp', '-ndays', '2'],
			options(),
		);
		const { objects, problems } = readObjects(readFileSync(folder.join('x.ocsp')));
		deepStrictEqual(problems, []);
		const [response, certificate] = objects;
		strictEqual(response?.kind, 'ocspResponse');
		const [answer] = response.ocspResponse.basic?.answers ?? [];
		strictEqual(answer?.serialNumber, serial);
		strictEqual(answer.status, 'revoked');
		strictEqual(answer.revocationReason, 'keyCompromise');
		strictEqual(answer.revocationTime?.toISOString(), '2026-01-01T00:00:00.000Z');
		strictEqual(response.ocspResponse.basic?.responderName?.text, 'CN=Root');
		strictEqual(certificate?.kind, 'certificate');
	});

	it("describes OpenSSL's trust settings", () => {
		const trust = ['-addtrust', 'serverAuth', '-addreject', 'emailProtection', '-setalias', 'a b'];
		openssl(['x509', '-in', 'leaf.crt', '-trustout', ...trust, '-out', 'trusted.pem'], options());
		const [object] = readObjects(readFileSync(folder.join('trusted.pem'))).objects;
		strictEqual(object?.kind, 'certificate');
		const group = describeObject(object).at(-1);
		deepStrictEqual(
			group?.fields.map(({ label, value }) => [label, value]),
			[
				['Trusted for', 'serverAuth'],
				['Rejected for', 'emailProtection'],
				['Alias', 'a b'],
			],
		);
	});

	it('knows SSH keys by name', () => {
		const key =
			'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4a0DJWkh7yfzyaZr1jGqv3tzaS3xEKlH2bMwB1bPWu me@host';
		const [object] = readText(`# mine\n${key}\n`).objects;
		strictEqual(object?.kind, 'sshPublicKey');
		deepStrictEqual(object.sshPublicKey, {
			algorithm: 'ssh-ed25519',
			keySize: undefined,
			comment: 'me@host',
		});
		strictEqual(object.line, 2);
		deepStrictEqual(readText('ssh-rsa AAAAnothingofthekindthatisakeyatall').objects, []);
	});

	function leafSerial(): string {
		const [object] = readObjects(leaf.der).objects;
		return object?.kind === 'certificate' ? object.certificate.serialNumber : '';
	}
});
